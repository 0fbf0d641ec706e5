import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openServerStore, openServerStoreInTime } from '../../../src/center/db/server-store.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, problemOf, signIn } from '../../support/center-client.ts';
import { item, summaryPayload } from '../../support/outbox-items.ts';
import {
  createDatabase,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres/server.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let server: PostgresServer;
let databaseUrl: string;
let center: TestCenter;
beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await createDatabase(server.url);
  center = await startTestCenter(await openServerStore({ url: databaseUrl, serve: true }));
});
afterAll(async () => {
  await center.close();
  await server.remove();
});

const patience = { timeout: 30_000, interval: 50 };

async function about(): Promise<number> {
  return (await ask(center.url, '/v1/about')).status;
}

test.each(['politely', 'now'] as const)(
  'the database ends %s amid submissions: nothing is lost, nothing doubled, sockets stay',
  async (how) => {
    const { centerId } = center.center.identity;
    const desks = await Promise.all(
      ['agent', 'second'].map(async (name) => {
        const { tokens } = await signIn(center.url, name);
        return (await connectedDesk(center.url, tokens.accessToken)).desk;
      }),
    );
    const sent = desks.map(() =>
      Array.from({ length: 150 }, () => item(centerId, summaryPayload())),
    );
    for (const [at, desk] of desks.entries()) for (const one of sent[at] ?? []) desk.say(one);
    const [first] = sent[0] ?? [];
    await desks[0]?.receipt(first?.key ?? '');
    await server.stop(how);
    await vi.waitFor(async () => expect(await about()).toBe(503), patience);
    // Not after some time-out, and with a word about it.
    const refused = problemOf(await ask(center.url, '/v1/about'));
    expect(refused).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 2 });

    await server.start();
    for (const [at, desk] of desks.entries()) {
      for (const one of sent[at] ?? []) {
        const receipt = await desk.receipt(one.key).catch((error: unknown) => {
          throw new Error(center.logged(), { cause: error });
        });
        expect(receipt).toMatchObject({ outcome: 'stored' });
      }
    }
    await vi.waitFor(async () => expect(await about()).toBe(200), patience);
    const keys = sent.flat().map((one) => one.key);
    const stored = await center.center.db.selectFrom('submission').selectAll().execute();
    expect(stored.filter((row) => keys.includes(row.key)).map((row) => row.outcome)).toEqual(
      keys.map(() => 'stored'),
    );
    const calls = sent
      .flat()
      .map((one) => (one.payload.kind === 'summary' ? one.payload.summary.callId : ''));
    const summaries = await center.center.db.selectFrom('summary').select('call_id').execute();
    expect(summaries.filter((row) => calls.includes(row.call_id))).toHaveLength(calls.length);
    for (const desk of desks) desk.close();
  },
  120_000,
);

test('a second center on the same database waits and then says why it does not start', async () => {
  const waited: string[] = [];
  const opened = await openServerStoreInTime(
    { url: databaseUrl, serve: true, waitSeconds: 1 },
    (failure) => waited.push(failure.kind),
  );
  expect(opened).toMatchObject({ ok: false, error: { kind: 'in-use' } });
  expect(waited.length).toBeGreaterThan(0);
});

test('a database that is away at the start is waited for', async () => {
  const url = await createDatabase(server.url);
  await server.stop('now');
  const waited: string[] = [];
  const opening = openServerStoreInTime({ url, serve: true, waitSeconds: 60 }, (failure) =>
    waited.push(failure.kind),
  );
  await vi.waitFor(() => expect(waited).toContain('unreachable'), patience);
  await server.start();
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.error.detail);
  await opened.store.close();
});

test.each([
  ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong' })],
  ['a database that is not there', (url: URL) => Object.assign(url, { pathname: '/nowhere' })],
])('%s is not waited for', async (_what, change) => {
  const url = change(new URL(databaseUrl)).href;
  const opened = await openServerStoreInTime({ url, waitSeconds: 60 }, () => {
    throw new Error('waited');
  });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'refused' } });
});
