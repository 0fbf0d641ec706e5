import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { leadsResponse } from '../../../src/contract/http/customers.ts';
import { importReport } from '../../../src/contract/http/lead-list.ts';
import { temporaryFolder as newFolder, sampleFolder } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
import {
  type CenterProcess,
  listening,
  startCenterProcess,
  startMessage,
  withSample,
} from '../../support/center-process.ts';
import { item, summaryPayload } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

const started: CenterProcess[] = [];
const folders: string[] = [];
function temporaryFolder(): string {
  const folder = newFolder();
  folders.push(folder);
  return folder;
}
function start(message: unknown): CenterProcess {
  const center = startCenterProcess(message);
  // Failing to start is some tests' subject: they look at the report.
  center.first.catch(() => undefined);
  started.push(center);
  return center;
}
afterEach(async () => {
  for (const center of started.splice(0)) {
    if (center.child.exitCode === null && center.child.signalCode === null) {
      center.child.kill('SIGKILL');
      await center.exited;
    }
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('a practice center', () => {
  test('starts on an empty folder with the sample, imported by the floor manager', async () => {
    const dataFolder = temporaryFolder();
    const center = start(startMessage({ dataFolder }));
    const { url, leadListId } = await listening(center);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { tokens, provisioning } = await signIn(url, 'manager');
    const token = tokens.accessToken;
    expect(provisioning.sip.servers).toEqual(['ws://127.0.0.1:5066']);
    const leads = leadsResponse.parse(
      (await ask(url, '/v1/campaigns/spring-roof-check/leads', { token })).body,
    ).leads;
    const report = importReport.parse(
      (await ask(url, `/v1/lead-lists/${leadListId}/report`, { token })).body,
    );
    expect(report.imported + report.merged + report.skipped).toBe(report.rows);
    expect(leads.length).toBe(report.imported + report.merged - 1);
    expect(leads[0]?.number).toBe('+15035550142');
    expect(await center.stop()).toBe(0);
  });

  test('comes back with what it had, new passwords, and no second import', async () => {
    const dataFolder = temporaryFolder();
    const first = start(startMessage({ dataFolder }));
    const before = await listening(first);
    await first.stop();
    const message = startMessage({ dataFolder, port: Number(new URL(before.url).port) });
    for (const user of message.practice?.users ?? []) user.password = 'another-password';
    const second = start(message);
    const after = await listening(second);
    expect(after).toEqual({ ...before, startedInMs: expect.any(Number) });
    const json = { loginName: 'agent', password: 'another-password' };
    expect((await ask(after.url, '/v1/sign-in', { json })).status).toBe(200);
    await expect(signIn(after.url, 'agent')).rejects.toThrow('wrong-credentials');
  });

  test('takes the place of the sample’s script by a file, once', async () => {
    const dataFolder = temporaryFolder();
    const scriptPath = join(dataFolder, 'own.json');
    const node = { kind: 'end', id: 'bye', title: 'Bye', text: 'Bye', hint: '', dispositionId: '' };
    const script = {
      format: 'homeline-script/1',
      id: 'own',
      version: 9,
      title: 'Own',
      language: 'en',
      start: 'bye',
      nodes: [node],
    };
    writeFileSync(scriptPath, JSON.stringify(script));
    for (const _start of ['first', 'second']) {
      const center = start(withSample(dataFolder, { scriptPath }));
      const { provisioning } = await signIn((await listening(center)).url, 'agent');
      const outbound = provisioning.campaigns.find((one) => one.direction === 'outbound');
      expect(outbound?.scriptId).toBe('own');
      expect(provisioning.scripts.find((one) => one.id === 'own')?.version).toBe(1);
      await center.stop();
    }
  });
});

describe('what was acknowledged', () => {
  test('is there after kill -9 in the middle of it', async () => {
    const dataFolder = temporaryFolder();
    const acknowledged: string[] = [];
    const items: ReturnType<typeof item>[] = [];
    for (let round = 0; round < 3; round += 1) {
      const center = start(startMessage({ dataFolder }));
      const { url, centerId } = await listening(center);
      const { desk } = await connectedDesk(url, (await signIn(url, 'agent')).tokens.accessToken);
      const own = Array.from({ length: 60 }, () => item(centerId, summaryPayload()));
      items.push(...own);
      for (const one of own) desk.say(one);
      const last = own[20 + round * 7];
      if (!last) throw new Error('no such item');
      await desk.receipt(last.key);
      center.child.kill('SIGKILL');
      await center.exited;
      await desk.closed();
      acknowledged.push(...own.map((one) => one.key).filter((key) => desk.receipts(key).length));
    }
    const center = start(startMessage({ dataFolder }));
    const { url } = await listening(center);
    const token = (await signIn(url, 'agent')).tokens.accessToken;
    expect(acknowledged.length).toBeGreaterThan(60);
    for (const key of acknowledged) {
      expect((await ask(url, `/v1/receipts/${key}`, { token })).status).toBe(200);
    }
    // Sent again, as a desk does, each item has one effect.
    const { desk } = await connectedDesk(url, token);
    for (const one of items) desk.say(one);
    const receipts = await Promise.all(items.map((one) => desk.receipt(one.key)));
    expect(new Set(receipts.map((one) => one.outcome))).toEqual(new Set(['stored']));
    desk.close();
  });
});

describe('one folder', () => {
  test('is held by one process, and free again when that is killed', async () => {
    const dataFolder = temporaryFolder();
    const first = start(startMessage({ dataFolder }));
    await listening(first);
    const second = start(startMessage({ dataFolder }));
    expect(await second.first).toMatchObject({
      kind: 'failed',
      error: { kind: 'folder-in-use', detail: expect.stringContaining('End it') },
    });
    expect(await second.exited).toBe(1);
    first.child.kill('SIGKILL');
    await first.exited;
    await listening(start(startMessage({ dataFolder })));
  });
});

describe('the end', () => {
  test('comes when the parent goes away', async () => {
    const center = start(startMessage({ dataFolder: temporaryFolder() }));
    await listening(center);
    center.child.disconnect();
    expect(await center.exited).toBe(0);
    expect(center.logged()).toBe('');
  });
});

describe('a start that cannot be', () => {
  async function failure(message: unknown) {
    const center = start(message);
    const report = await center.first;
    expect(await center.exited).toBe(1);
    return report.kind === 'failed' ? report.error : report;
  }

  test('a message of another kind', async () => {
    expect(await failure({ kind: 'begin' })).toMatchObject({ kind: 'malformed' });
  });

  test('an address that is not this machine’s own', async () => {
    const message = { ...startMessage({ dataFolder: temporaryFolder() }), host: '0.0.0.0' };
    expect(await failure(message)).toMatchObject({ kind: 'malformed' });
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const message = startMessage({ dataFolder: temporaryFolder(), port: address.port });
    expect(await failure(message)).toMatchObject({ kind: 'port' });
    other.close();
  });

  test('a data folder that is a file', async () => {
    const dataFolder = join(sampleFolder, 'campaigns.json');
    expect(await failure(startMessage({ dataFolder }))).toMatchObject({ kind: 'store' });
  });

  test.each([
    ['a list that is not text', 'broken.txt', Buffer.from([80, 75, 3, 4, 0, 0]), 'is damaged'],
    ['bytes', 'bytes.txt', Buffer.from([0xc5, 0, 0x09, 0, 0, 0xd1, 7]), 'not text'],
    ['a list without numbers', 'list.csv', Buffer.from('name,town\nA,Rome\n'), 'No column'],
  ])('%s', async (_what, name, content, words) => {
    const dataFolder = temporaryFolder();
    const leadListPath = join(temporaryFolder(), name);
    writeFileSync(leadListPath, content);
    expect(await failure(withSample(dataFolder, { leadListPath }))).toMatchObject({
      kind: 'lead-list',
      detail: expect.stringMatching(new RegExp(`^${name}: .*${words}`)),
    });
  });

  test('a list that is not there', async () => {
    const leadListPath = join(temporaryFolder(), 'none.txt');
    const message = withSample(temporaryFolder(), { leadListPath });
    expect(await failure(message)).toMatchObject({ kind: 'lead-list' });
  });

  test('a script that leads nowhere', async () => {
    const scriptPath = join(temporaryFolder(), 'lost.json');
    const node = { kind: 'say', id: 'hello', title: 'Hello', text: 'Hi', hint: '', next: 'gone' };
    const script = { format: 'homeline-script/1', id: 'lost', version: 1, title: 'Lost' };
    writeFileSync(
      scriptPath,
      JSON.stringify({ ...script, language: 'en', start: 'hello', nodes: [node] }),
    );
    expect(await failure(withSample(temporaryFolder(), { scriptPath }))).toMatchObject({
      kind: 'script',
      detail: expect.stringContaining('Page "hello" leads to "gone"'),
    });
  });
});
