import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerStore } from '../../../src/center/db/server-store.ts';
import type { Db, Store } from '../../../src/center/db/store.ts';
import { createDatabase } from '../../support/postgres/server.ts';
import { openEmbeddedTestStore } from '../../support/test-store.ts';

let embedded: Store;
let server: Store;
let serverUrl: string;
beforeAll(async () => {
  serverUrl = await createDatabase(process.env['HOMELINE_TEST_POSTGRES'] ?? '');
  // One after the other: the embedded engine's start keeps this thread from everything else.
  embedded = await openEmbeddedTestStore();
  server = await openServerStore({ url: serverUrl });
});
afterAll(() => Promise.all([embedded.close(), server.close()]));

async function both<Row>(query: (db: Db) => Promise<Row>): Promise<[Row, Row]> {
  return [await query(embedded.db), await query(server.db)];
}

test.each([
  ['int4', `7::int`],
  ['int8', `7::bigint`],
  ['int8 beyond what a number holds', `9007199254740993::bigint`],
  ['count', `count(*)`],
  ['float8', `0.1::float8`],
  ['numeric', `1.50::numeric`],
  ['sum of int8', `sum(3::bigint)`],
  ['bool', `true`],
  ['text', `'Nguyễn 😀'`],
  ['null', `null::text`],
  ['text[]', `array['a', 'b,c']`],
  ['int4[]', `array[1, 2]`],
  ['date', `'2026-03-29'::date`],
  ['timestamp', `'2026-03-29 02:30:00.125'::timestamp`],
  ['timestamptz', `'2026-03-29 02:30:00.125+07'::timestamptz`],
  ['timestamptz of another century', `'1890-01-01 00:00:00+00'::timestamptz`],
  ['interval', `'1 day 02:00:00'::interval`],
  ['time', `'02:30:00'::time`],
  ['json', `'{"a": [1, null, "x"]}'::json`],
  ['jsonb', `'{"a": [1, null, "x"]}'::jsonb`],
  ['jsonb that is a text', `'"x"'::jsonb`],
  ['bytea', `'\\x00ff'::bytea`],
])('%s is the same value from both engines', async (_what, expression) => {
  const [one, other] = await both(async (db) => {
    const { rows } = await sql.raw<{ value: unknown }>(`select ${expression} as value`).execute(db);
    const value = rows[0]?.value;
    return value instanceof Uint8Array ? [...value] : value;
  });
  expect(other).toStrictEqual(one);
});

test('both have the same tables, columns, types, keys and checks', async () => {
  const [one, other] = await both(async (db) => {
    const columns = await sql`
      select table_name, column_name, data_type, is_nullable, column_default
      from information_schema.columns where table_schema = 'public'
      order by table_name, ordinal_position`.execute(db);
    const constraints = await sql`
      select conrelid::regclass::text as table_name, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p','u','f','c')
      order by 1, 2`.execute(db);
    const indexes = await sql`
      select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(
      db,
    );
    return [columns.rows, constraints.rows, indexes.rows];
  });
  expect(other).toEqual(one);
});

test('two centers that start at once on an empty database make one store', async () => {
  const url = await createDatabase(process.env['HOMELINE_TEST_POSTGRES'] ?? '');
  const stores = await Promise.all(Array.from({ length: 6 }, () => openServerStore({ url })));
  expect(new Set(stores.map((store) => store.identity.centerId)).size).toBe(1);
  await Promise.all(stores.map((store) => store.close()));
});
