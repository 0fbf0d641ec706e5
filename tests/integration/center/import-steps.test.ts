import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discard } from '../../../src/center/import/finish.ts';
import { leadsResponse } from '../../../src/contract/http/customers.ts';
import {
  type ImportProgress,
  type ImportSettings,
  importAnalysis,
  importProgress,
  leadListSummaries,
} from '../../../src/contract/http/lead-import.ts';
import { startTestCenter, type TestCenter, temporaryFolder } from '../../support/center.ts';
import { ask, problemOf, signIn, utf8 } from '../../support/center-client.ts';
import { listening, startCenterProcess, startMessage } from '../../support/center-process.ts';

const campaign = '/v1/campaigns/spring-roof-check';
const keep: ImportSettings = {
  encoding: null,
  delimiter: null,
  sheet: null,
  hasHeader: null,
  fields: null,
  country: null,
};

/** People of a made-up list, each with a number of their own in the range kept for fiction. */
function list(rows: number): Uint8Array<ArrayBuffer> {
  const areas = Array.from({ length: Math.ceil(rows / 100) }, (_, at) => area(at));
  const lines = Array.from({ length: rows }, (_, at) => {
    const number = `${areas[Math.floor(at / 100)]}5550${String(100 + (at % 100))}`;
    return `Ann ${at},Lee,${number},${at} Alder Street,Portland,OR,US`;
  });
  return utf8(['First name,Last name,Phone,Address,City,State,Country', ...lines].join('\n'));
}

/** Codes of areas that are in use; people repeat them with other names. */
function area(at: number): string {
  return ['503', '206', '312', '415', '617', '212', '305', '512', '602', '713'][at % 10] ?? '503';
}

function client(url: string, token: string) {
  const call = (path: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET', json?: unknown) =>
    ask(url, path, { token, method, ...(json === undefined ? {} : { json }) });
  return {
    call,
    async upload(content: Uint8Array<ArrayBuffer>, name = 'list.csv') {
      const answer = await ask(url, `${campaign}/imports`, { token, file: { name, content } });
      expect(answer.status).toBe(201);
      return importAnalysis.parse(answer.body);
    },
    async until(importId: string, phases: readonly ImportProgress['phase'][]) {
      while (true) {
        const answer = await call(`/v1/imports/${importId}`);
        const progress = importProgress.parse(answer.body);
        if (phases.includes(progress.phase)) return progress;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async leadCount(): Promise<number> {
      return leadsResponse.parse((await call(`${campaign}/leads`)).body).leads.length;
    },
    report: (leadListId: string | null) =>
      fetch(`${url}/v1/lead-lists/${leadListId}/report.csv`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    async lists() {
      return leadListSummaries.parse((await call('/v1/lead-lists')).body).lists;
    },
  };
}

describe('step by step', () => {
  let running: TestCenter;
  let manager: ReturnType<typeof client>;
  let agent: ReturnType<typeof client>;
  beforeAll(async () => {
    running = await startTestCenter();
    const tokenOf = async (name: string) => (await signIn(running.url, name)).tokens.accessToken;
    manager = client(running.url, await tokenOf('manager'));
    agent = client(running.url, await tokenOf('agent'));
  });
  afterAll(() => running.close());

  test('checking stores nothing; committing shows everything; the report is CSV for spreadsheets', async () => {
    const content = utf8(
      'Name,Phone,Notes\n=Ann Lee,5035550142,x\n"Bob, Ray",4.41E+11,\nCy Poe,2065550143,y\n',
    );
    const { importId, columns, obstacle } = await manager.upload(content, 'three.csv');
    expect(obstacle).toBe('no-country');
    const changed = await manager.call(`/v1/imports/${importId}/settings`, 'PUT', {
      ...keep,
      country: 'US',
    });
    expect(importAnalysis.parse(changed.body).obstacle).toBe('none');
    await manager.call(`/v1/imports/${importId}/check`, 'POST', {});
    const checked = await manager.until(importId, ['checked', 'failed']);
    expect(checked.counts).toEqual({ rows: 3, imported: 2, merged: 0, skipped: 1 });
    expect(await manager.leadCount()).toBe(0);
    expect(await manager.lists()).toEqual([]);
    await manager.call(`/v1/imports/${importId}/commit`, 'POST', {});
    const done = await manager.until(importId, ['done', 'failed']);
    expect(done.counts).toEqual(checked.counts);
    expect(await agent.leadCount()).toBe(2);
    const report = await (await manager.report(done.leadListId)).text();
    expect(report).toContain('3,skipped,scientific-notation,Phone,4.41E+11,');
    expect(report).toContain("2,imported,formula-text,Name,'=Ann Lee,");
    expect(columns.map(({ field }) => field)).toEqual(['full-name', 'phone', 'detail']);
  });

  test('the next file with this header is read as the last one was; the same file is recognised', async () => {
    const again = await manager.upload(utf8('Name,Phone,Notes\nDee Day,5035550144,z\n'));
    expect(again).toMatchObject({
      remembered: true,
      country: 'US',
      obstacle: 'none',
      sameFile: null,
    });
    const content = utf8(
      'Name,Phone,Notes\n=Ann Lee,5035550142,x\n"Bob, Ray",4.41E+11,\nCy Poe,2065550143,y\n',
    );
    expect((await manager.upload(content)).sameFile).not.toBeNull();
  });

  test('cancelled while it is stored, nothing of it is left', async () => {
    const before = { leads: await manager.leadCount(), lists: await manager.lists() };
    const customers = await customerCount();
    const { importId } = await manager.upload(list(3_000));
    await manager.call(`/v1/imports/${importId}/commit`, 'POST', {});
    await manager.until(importId, ['storing']);
    expect(await manager.leadCount()).toBe(before.leads);
    const cancelled = importProgress.parse(
      (await manager.call(`/v1/imports/${importId}`, 'DELETE')).body,
    );
    expect(cancelled.phase).toBe('cancelled');
    expect({ leads: await manager.leadCount(), lists: await manager.lists() }).toEqual(before);
    expect(await customerCount()).toBe(customers);
    expect(problemOf(await manager.call(`/v1/imports/${importId}`)).kind).toBe('not-found');
  });

  test('a list that is seen is not taken away, whoever thinks that it failed', async () => {
    const { importId } = await manager.upload(list(30));
    await manager.call(`/v1/imports/${importId}/commit`, 'POST', {});
    const { leadListId } = await manager.until(importId, ['done', 'failed']);
    const before = { leads: await manager.leadCount(), lists: await manager.lists() };
    await discard(running.center, leadListId ?? '');
    expect(before.lists.map((one) => one.leadListId)).toContain(leadListId);
    expect({ leads: await manager.leadCount(), lists: await manager.lists() }).toEqual(before);
  });

  test('a file is not committed while it is being read in another way', async () => {
    const { importId } = await manager.upload(list(2_000));
    const [changed, committed] = await Promise.all([
      manager.call(`/v1/imports/${importId}/settings`, 'PUT', { ...keep, delimiter: ';' }),
      manager.call(`/v1/imports/${importId}/commit`, 'POST', {}),
    ]);
    expect([changed, committed].map(({ status }) => status < 300).sort()).toEqual([false, true]);
    await manager.call(`/v1/imports/${importId}`, 'DELETE');
  });

  test('an agent cannot import, look or cancel', async () => {
    const { importId } = await manager.upload(list(3));
    for (const [path, method] of [
      [`/v1/imports/${importId}`, 'GET'],
      [`/v1/imports/${importId}`, 'DELETE'],
      [`/v1/imports/${importId}/commit`, 'POST'],
      ['/v1/lead-lists', 'GET'],
    ] as const) {
      const answer = await agent.call(path, method, method === 'POST' ? {} : undefined);
      expect(problemOf(answer).kind).toBe('forbidden');
    }
  });

  test('the report of a list that has 200 newer ones is still a file', async () => {
    const { db } = running.center;
    const { importId } = await manager.upload(list(5));
    await manager.call(`/v1/imports/${importId}/commit`, 'POST', {});
    const { leadListId } = await manager.until(importId, ['done', 'failed']);
    const lists = db.selectFrom('lead_list').selectAll().where('id', '=', leadListId);
    const made = await lists.executeTakeFirstOrThrow();
    const newer = Array.from({ length: 200 }, (_, at) => ({
      ...made,
      id: `newer-${at}`,
      imported_at: new Date(Date.parse(String(made.imported_at)) + 60_000).toISOString(),
    }));
    await db.insertInto('lead_list').values(newer).execute();
    expect((await manager.lists()).map((one) => one.leadListId)).not.toContain(leadListId);
    expect((await manager.report(leadListId)).status).toBe(200);
    expect((await manager.report('no-such')).status).toBe(404);
  });

  async function customerCount(): Promise<number> {
    const rows = await running.center.db.selectFrom('customer').select('id').execute();
    return rows.length;
  }
});

test('a center killed while it stores a list has nothing of it, and takes the next', async () => {
  const dataFolder = temporaryFolder();
  const first = startCenterProcess(startMessage({ dataFolder }));
  const { url } = await listening(first);
  const manager = client(url, (await signIn(url, 'manager')).tokens.accessToken);
  const before = await manager.leadCount();
  const { importId } = await manager.upload(list(1_500));
  await manager.call(`/v1/imports/${importId}/commit`, 'POST', {});
  let stored = 0;
  while (stored < 200) stored = (await manager.until(importId, ['storing', 'done'])).done;
  first.child.kill('SIGKILL');
  await first.exited;

  const second = startCenterProcess(startMessage({ dataFolder }));
  const { url: again } = await listening(second);
  const later = client(again, (await signIn(again, 'manager')).tokens.accessToken);
  expect(await later.leadCount()).toBe(before);
  expect(await later.lists()).toHaveLength(1);
  const anew = await later.upload(list(1_500));
  expect(anew.sameFile).toBeNull();
  await later.call(`/v1/imports/${anew.importId}/commit`, 'POST', {});
  const done = await later.until(anew.importId, ['done', 'failed']);
  expect(done).toMatchObject({ phase: 'done', counts: { rows: 1_500, skipped: 0 } });
  expect(await later.leadCount()).toBe(before + (done.counts?.imported ?? 0));
  await second.stop();
}, 180_000);
