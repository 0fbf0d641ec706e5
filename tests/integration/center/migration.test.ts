import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, NewerStoreError } from '../../../src/center/db/migrate.ts';
import { countOfTables, manyTables } from '../../support/migrate-slowly.ts';
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

/** When the process is killed: so long after it began, or when it has said a word. */
type Moment = number | 'halfway' | 'done';

/** Starts a migration in a process of its own and kills that; what the process said last. */
async function killAmid(number: number, moment: Moment): Promise<string> {
  const options = moment === 'halfway' ? [moment] : [];
  const child = spawn(process.execPath, [program, where, String(number), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', () => reject(new Error('the migration ended by itself'))),
  );
  const killed = ended.catch(() => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const heard = async (word: string): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) return ended;
    return value.startsWith(word) ? value : heard(word);
  };
  const said = await heard(typeof moment === 'number' ? 'begins' : moment);
  if (typeof moment === 'number') await wait(moment);
  child.kill('SIGKILL');
  await killed;
  return said;
}

test('a migration that is killed leaves the schema before it or after it, and is completed', async () => {
  const found = new Map<Moment, number>();
  const moments: readonly Moment[] = ['halfway', 0, 15, 40, 80, 160, 'done'];
  for (const [number, moment] of moments.entries()) {
    const said = await killAmid(number, moment);
    if (moment === 'halfway') expect(said).toBe('halfway, 100 tables');
    const { connection, close } = await openConnection(where);
    const count = async (sql: string) =>
      Number(((await connection.query(sql)).rows[0] as { rows: unknown }).rows);
    // The server may still be at it: the lock is free when it has seen that nobody is there.
    await connection.query('select pg_advisory_lock(7162045)');
    const [made, recorded] = [
      await count(countOfTables(number)),
      await count(`select count(*) as rows from migration where name = '9${number}-many.sql'`),
    ];
    await connection.query('select pg_advisory_unlock(7162045)');
    expect(made).toBe(recorded * 200);
    found.set(moment, made);
    await migrate(
      connection,
      Array.from({ length: number + 1 }, (_, at) => manyTables(at)),
    );
    expect(await count(countOfTables(number))).toBe(200);
    await close();
  }
  expect([found.get('halfway'), found.get('done')]).toEqual([0, 200]);
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
  const all = Array.from({ length: 7 }, (_, at) => manyTables(at));
  const broken = { name: '997-broken.sql', sql: 'create table half (a int);\nselect nothing();' };
  await expect(migrate(connection, [...all, broken])).rejects.toThrow('migration 997-broken.sql');
  const mended = { name: '997-broken.sql', sql: 'create table half (a int);' };
  expect(await migrate(connection, [...all, mended])).toEqual(['997-broken.sql']);
  await close();
});
