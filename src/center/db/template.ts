import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Migration, migrate, migrationsHash } from './migrate.ts';
import { syncFolder, syncTree } from './sync-tree.ts';

/** Pinned with the package: a store is only ever opened by the version that made its template. */
const engine = 'pglite-0.5.16';
/** Names every folder of a template: packers and archives leave out the empty ones. */
const foldersFile = 'homeline-folders.json';

/**
 * A ready-made empty store with all migrations, built once per engine and schema (initdb takes
 * seconds) and then copied in a fraction of a second.
 *
 * @param folder where templates are kept; several processes may ask at once.
 * @returns the template's path.
 */
export async function ensureTemplate(
  folder: string,
  migrations: readonly Migration[],
): Promise<string> {
  const finished = join(folder, `${engine}-folders-${migrationsHash(migrations)}`);
  if (existsSync(finished)) return finished;
  mkdirSync(folder, { recursive: true });
  const building = `${finished}.${process.pid}.building`;
  rmSync(building, { recursive: true, force: true });
  const store = new PGlite(building);
  await store.waitReady;
  await migrate(store, migrations);
  await store.exec('checkpoint');
  await store.close();
  writeFileSync(join(building, foldersFile), JSON.stringify(foldersOf(building)));
  try {
    renameSync(building, finished);
  } catch (error) {
    // Another process was faster; its template is as good.
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(finished)) throw error;
  }
  return finished;
}

/** Puts a fresh store into `path`, whole or not at all: copy, sync, rename. */
export function copyTemplate(template: string, path: string): void {
  const copying = `${path}.copying`;
  rmSync(copying, { recursive: true, force: true });
  cpSync(template, copying, { recursive: true });
  const list = join(copying, foldersFile);
  const folders = JSON.parse(readFileSync(list, 'utf8')) as string[];
  for (const folder of folders) mkdirSync(join(copying, folder), { recursive: true });
  rmSync(list);
  syncTree(copying);
  renameSync(copying, path);
  syncFolder(dirname(path));
}

function foldersOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
