import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One step of the store's schema, as its file stands. */
export type Migration = { readonly name: string; readonly sql: string };

/** One connection to a store, whichever engine it is; PGlite and `pg` can both give it. */
export type Connection = {
  /** Several statements without parameters. */
  readonly exec: (sql: string) => Promise<unknown>;
  /** One statement, with `$1`, `$2` … */
  readonly query: (
    sql: string,
    values?: unknown[],
  ) => Promise<{ readonly rows: readonly unknown[] }>;
};

/**
 * The committed migrations in the order of their names. They lie beside this file, in the source
 * and in a build, which copies the folder next to the process's bundle.
 */
export function readMigrations(
  folder = fileURLToPath(new URL('./migrations/', import.meta.url)),
): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(`${folder}/${name}`, 'utf8') }));
}

/** A short hash of all migrations: stores made ready-migrated are kept under it. */
export function migrationsHash(migrations: readonly Migration[]): string {
  return createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12);
}

/** A store whose schema a newer program has made. What it means is not known here. */
export class NewerStoreError extends Error {
  constructor(names: readonly string[]) {
    super(
      `it was made by a newer version of this program (${names.join(', ')}); ` +
        'run that version, or restore a backup that this one made',
    );
  }
}

/** Held while migrating: any number will do that no other program on the database holds. */
const migrationLock = 7_162_045;

/**
 * Brings a store to the newest schema: each migration in one transaction with its record, so
 * that a kill at any moment leaves the schema before it or after it, and the next start completes
 * it. Two that start at once go one after the other; the lock ends with the connection.
 *
 * @throws NewerStoreError when the store knows migrations that we do not; nothing is changed then.
 */
export async function migrate(
  target: Connection,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await target.query(`select pg_advisory_lock(${migrationLock})`);
  try {
    return await migrateAlone(target, migrations);
  } finally {
    await target.query(`select pg_advisory_unlock(${migrationLock})`);
  }
}

async function migrateAlone(
  target: Connection,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await target.exec('create table if not exists migration (name text primary key)');
  const { rows } = await target.query('select name from migration order by name');
  const done = new Set(rows.map((row) => (row as { name: string }).name));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerStoreError(unknown);
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of missing) {
    const name = migration.name.replaceAll("'", "''");
    try {
      await target.exec(
        `begin;\n${migration.sql}\n;insert into migration (name) values ('${name}');\ncommit;`,
      );
    } catch (error) {
      await target.exec('rollback');
      throw new Error(`migration ${migration.name}: ${messageOf(error)}`, { cause: error });
    }
  }
  return missing.map((migration) => migration.name);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
