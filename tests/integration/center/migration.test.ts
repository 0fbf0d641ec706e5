import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, NewerStoreError } from '../../../src/center/db/migrate.ts';
import { manyTables } from '../../support/migrate-slowly.ts';
import { openConnection } from '../../support/store-connection.ts';
import { newTestPlace, type TestPlace } from '../../support/test-store.ts';

const program = join(import.meta.dirname, '../../support/migrate-slowly.ts');
let place: TestPlace;
let where: string;
beforeAll(async () => {
  place = await newTestPlace();
  where = place.options[1] ?? '';
  const { connection, close } = await openConnection(where);
  await migrate(connection, []);
  await close();
});
afterAll(() => place.remove());

/** Starts a migration in a process of its own and kills that some time after it began. */
async function killAmid(number: number, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [program, where, String(number)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await wait(afterMs);
  child.kill('SIGKILL');
  await ended;
}

test('a migration that is killed leaves the schema before it or after it, and is completed', async () => {
  const found = new Set<number>();
  for (const [number, afterMs] of [0, 15, 40, 80, 160, 3_000].entries()) {
    await killAmid(number, afterMs);
    const { connection, close } = await openConnection(where);
    const count = async (sql: string) =>
      Number(((await connection.query(sql)).rows[0] as { rows: unknown }).rows);
    const tables = `select count(*) as rows from pg_tables where tablename like 'many\\_${number}\\_%'`;
    // The server may still be at it: the lock is free when it has seen that nobody is there.
    await connection.query('select pg_advisory_lock(7162045)');
    const [made, recorded] = [
      await count(tables),
      await count(`select count(*) as rows from migration where name = '9${number}-many.sql'`),
    ];
    await connection.query('select pg_advisory_unlock(7162045)');
    expect(made).toBe(recorded * 200);
    found.add(made);
    await migrate(
      connection,
      Array.from({ length: number + 1 }, (_, at) => manyTables(at)),
    );
    expect(await count(tables)).toBe(200);
    await close();
  }
  expect(found.has(0)).toBe(true);
}, 240_000);

test('a store of a newer version is refused by name, and nothing of it is changed', async () => {
  const { connection, close } = await openConnection(where);
  const before = (await connection.query('select name from migration order by 1')).rows;
  const older = migrate(connection, [{ name: '001-a.sql', sql: 'create table a (b int)' }]);
  await expect(older).rejects.toThrow(NewerStoreError);
  await expect(older).rejects.toThrow('90-many.sql');
  expect((await connection.query('select name from migration order by 1')).rows).toEqual(before);
  await close();
});

test('a migration that fails says which one, and the next start tries it again', async () => {
  const { connection, close } = await openConnection(where);
  const all = Array.from({ length: 6 }, (_, at) => manyTables(at));
  const broken = { name: '997-broken.sql', sql: 'create table half (a int);\nselect nothing();' };
  await expect(migrate(connection, [...all, broken])).rejects.toThrow('migration 997-broken.sql');
  const mended = { name: '997-broken.sql', sql: 'create table half (a int);' };
  expect(await migrate(connection, [...all, mended])).toEqual(['997-broken.sql']);
  await close();
});
