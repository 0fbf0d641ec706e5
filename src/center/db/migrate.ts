import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One step of the store's schema, as its file stands. */
export type Migration = { readonly name: string; readonly sql: string };

/** What a migration needs of a connection; PGlite and `pg` can both give it. */
export type MigrationTarget = {
  /** Several statements without parameters. */
  readonly exec: (sql: string) => Promise<unknown>;
  readonly query: (sql: string) => Promise<{ rows: readonly unknown[] }>;
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

/**
 * Brings a store to the newest schema: each migration in one transaction with its record, so
 * that a kill between two of them leaves a store that the next start completes.
 */
export async function migrate(
  target: MigrationTarget,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await target.exec('create table if not exists migration (name text primary key)');
  const { rows } = await target.query('select name from migration');
  const done = new Set(rows.map((row) => (row as { name: string }).name));
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of missing) {
    const name = migration.name.replaceAll("'", "''");
    await target.exec(
      `begin;\n${migration.sql}\n;insert into migration (name) values ('${name}');\ncommit;`,
    );
  }
  return missing.map((migration) => migration.name);
}
