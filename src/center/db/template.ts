import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Migration, migrate, migrationsHash } from './migrate.ts';
import { syncFolder, syncTree } from './sync-tree.ts';

/** Pinned with the package: a store is only ever opened by the version that made its template. */
const engine = 'pglite-0.5.16';

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
  const finished = join(folder, `${engine}-${migrationsHash(migrations)}`);
  if (existsSync(finished)) return finished;
  mkdirSync(folder, { recursive: true });
  const building = `${finished}.${process.pid}.building`;
  rmSync(building, { recursive: true, force: true });
  const store = new PGlite(building);
  await store.waitReady;
  await migrate(store, migrations);
  await store.exec('checkpoint');
  await store.close();
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
  syncTree(copying);
  renameSync(copying, path);
  syncFolder(dirname(path));
}
