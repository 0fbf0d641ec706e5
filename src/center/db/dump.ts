import { sql } from 'kysely';
import type { Db } from './store.ts';

/** A table as it is written to a backup: every stored column, and a row's values as text. */
export type DumpTable = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

const rowsAtOnce = 1_000;
const mostParameters = 30_000;

/**
 * The store's tables, each after those it refers to, so that they can be filled in this order.
 * Which migrations a store has is not among them: the backup's header says it.
 */
export async function dumpTables(db: Db): Promise<readonly DumpTable[]> {
  const { rows: columns } = await sql<{ table: string; name: string; type: string }>`
    select relation.relname as table, attribute.attname as name,
      format_type(attribute.atttypid, null) as type
    from pg_class relation
    join pg_namespace space on space.oid = relation.relnamespace
    join pg_attribute attribute on attribute.attrelid = relation.oid
    where space.nspname = 'public' and relation.relkind = 'r' and relation.relname <> 'migration'
      and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
    order by relation.relname, attribute.attnum`.execute(db);
  const { rows: references } = await sql<{ table: string; target: string }>`
    select relation.relname as table, target.relname as target
    from pg_constraint reference
    join pg_class relation on relation.oid = reference.conrelid
    join pg_class target on target.oid = reference.confrelid
    where reference.contype = 'f' and relation.oid <> target.oid`.execute(db);
  const waiting = Map.groupBy(columns, (column) => column.table);
  const tables: DumpTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.keys()].find((table) =>
      references.every((one) => one.table !== table || !waiting.has(one.target)),
    );
    const own = next === undefined ? undefined : waiting.get(next);
    if (next === undefined || !own) throw new Error('tables refer to each other in a circle');
    tables.push({ name: next, columns: own.map(({ name, type }) => ({ name, type })) });
    waiting.delete(next);
  }
  return tables;
}

/** Every row of a table, some at a time, inside a transaction. */
export async function* readRows(
  transaction: Db,
  table: DumpTable,
): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  const values = sql.join(table.columns.map(({ name }) => sql`${sql.ref(name)}::text`));
  await sql`declare dump no scroll cursor for
    select array[${values}] as values from ${sql.table(table.name)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ values: (string | null)[] }>`
      fetch ${sql.lit(rowsAtOnce)} from dump`.execute(transaction);
    if (rows.length === 0) break;
    yield rows.map((row) => row.values);
  }
  await sql`close dump`.execute(transaction);
}

/** Puts rows back as they were read. */
export async function writeRows(
  transaction: Db,
  table: DumpTable,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const names = sql.join(table.columns.map(({ name }) => sql.ref(name)));
  const atOnce = Math.max(1, Math.floor(mostParameters / table.columns.length));
  for (let start = 0; start < rows.length; start += atOnce) {
    const lines = rows.slice(start, start + atOnce).map((row) => {
      const cells = table.columns.map(({ type }, at) => {
        return sql`${row[at] ?? null}::text::${sql.raw(checkedType(type))}`;
      });
      return sql`(${sql.join(cells)})`;
    });
    await sql`insert into ${sql.table(table.name)} (${names}) values ${sql.join(lines)}`.execute(
      transaction,
    );
  }
}

/** The type's name comes of a file and goes into a statement as it is. */
function checkedType(type: string): string {
  if (!/^[a-z][a-z0-9 ]*(?:\[\])?$/.test(type)) throw new Error(`no type: ${type}`);
  return type;
}

/** Tables that hold something although nobody has set the store up. */
const madeAtOpening: ReadonlySet<string> = new Set(['center']);

export async function storeIsEmpty(db: Db): Promise<boolean> {
  for (const { name } of await dumpTables(db)) {
    if (madeAtOpening.has(name)) continue;
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/** How many rows a store has, in all its tables. */
export async function countRows(db: Db): Promise<number> {
  let count = 0;
  for (const { name } of await dumpTables(db)) {
    const { rows } = await sql<{ rows: number }>`
      select count(*)::int as rows from ${sql.table(name)}`.execute(db);
    count += rows[0]?.rows ?? 0;
  }
  return count;
}

/** Which migrations made the store, in their order. */
export async function migrationsOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(
    db,
  );
  return rows.map((row) => row.name);
}

/**
 * Makes a restored store another one than the one it is a copy of: desks drop what they hold of
 * the feed, and everybody signs in again. The center's id stays, so that what waits at the desks
 * still belongs here.
 */
export async function beginEpoch(
  transaction: Db,
  epoch: { readonly epoch: string; readonly tokenSecret: string; readonly at: string },
): Promise<void> {
  await transaction
    .updateTable('center')
    .set({ epoch: epoch.epoch, token_secret: epoch.tokenSecret })
    .execute();
  await transaction.deleteFrom('refresh_token').execute();
  await transaction
    .updateTable('session')
    .set({ revoked_at: epoch.at })
    .where('revoked_at', 'is', null)
    .execute();
}

export async function emptyIdentity(transaction: Db): Promise<void> {
  await transaction.deleteFrom('center').execute();
}
