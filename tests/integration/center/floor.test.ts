import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { campaignsResponse } from '../../../src/contract/http/campaigns.ts';
import { colleaguesResponse } from '../../../src/contract/http/colleagues.ts';
import { desksResponse } from '../../../src/contract/http/desks.ts';
import { userStanding, usersResponse } from '../../../src/contract/http/users.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
import { item, summaryPayload } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
beforeAll(async () => {
  running = await startTestCenter();
});
afterAll(() => running.close());

const tokenOf = async (loginName: string) =>
  (await signIn(running.url, loginName)).tokens.accessToken;
const midnight = '2000-01-01T00:00:00.000Z';

describe('what a floor manager sees', () => {
  test('desks: who, what they do, and that they are gone', async () => {
    const manager = await tokenOf('manager');
    const agent = await tokenOf('agent');
    const { desk } = await connectedDesk(running.url, agent);
    onTestFinished(() => desk.close());
    desk.say({
      type: 'agent-state',
      state: 'not-ready',
      reasonId: 'lunch',
      since: '2026-11-22T08:00:00.000Z',
      next: null,
      wrapUp: null,
      line: { state: 'registered', roundTripMs: 12 },
    });
    const seen = async () =>
      desksResponse.parse((await ask(running.url, '/v1/desks', { token: manager })).body).desks;
    await expect
      .poll(async () => (await seen())[0]?.report?.reasonId, { timeout: 10_000 })
      .toBe('lunch');
    expect(await seen()).toMatchObject([
      { agentName: 'agent', connected: true, report: { line: { roundTripMs: 12 } } },
    ]);
    desk.close();
    await expect.poll(async () => (await seen())[0]?.connected, { timeout: 10_000 }).toBe(false);
  });

  test('campaigns: leads by status, callbacks, conversations since an instant', async () => {
    const manager = await tokenOf('manager');
    const read = async (since = midnight) => {
      const path = `/v1/campaigns?since=${encodeURIComponent(since)}`;
      return campaignsResponse
        .parse((await ask(running.url, path, { token: manager })).body)
        .campaigns.find(({ campaignId }) => campaignId === 'spring-roof-check');
    };
    const before = await read();
    const { desk } = await connectedDesk(running.url, await tokenOf('agent'));
    onTestFinished(() => desk.close());
    const { centerId } = running.center.identity;
    for (const revision of [1, 2]) {
      const startedAt = '2026-11-22T08:00:00.000Z';
      const one = item(
        centerId,
        summaryPayload({ callId: 'floor-call', revision, talkMs: 60_000, startedAt }),
      );
      desk.say(one);
      expect((await desk.receipt(one.key)).outcome).toBe('stored');
    }
    const after = await read();
    expect(after?.conversations).toBe((before?.conversations ?? 0) + 1);
    expect(after?.talkMs).toBe((before?.talkMs ?? 0) + 60_000);
    expect((await read('2026-11-22T08:00:00.001Z'))?.conversations).toBe(0);
  });

  test('campaigns asked without an instant are a problem', async () => {
    const answer = await ask(running.url, '/v1/campaigns', { token: await tokenOf('manager') });
    expect(answer).toMatchObject({ status: 400, body: { kind: 'malformed' } });
  });

  test.each(['/v1/desks', `/v1/campaigns?since=${midnight}`, '/v1/users'])(
    '%s is not for agents',
    async (path) => {
      const answer = await ask(running.url, path, { token: await tokenOf('agent') });
      expect(answer).toMatchObject({ status: 403, body: { kind: 'forbidden' } });
    },
  );
});

describe('who may sign in', () => {
  const change = async (token: string, userId: string, active: boolean) =>
    ask(running.url, `/v1/users/${userId}/active`, { token, method: 'PUT', json: { active } });
  const userNamed = async (loginName: string) => {
    const token = await tokenOf('manager');
    const { users } = usersResponse.parse((await ask(running.url, '/v1/users', { token })).body);
    const found = users.find((user) => user.loginName === loginName);
    if (!found) throw new Error(`no user ${loginName}`);
    return found;
  };

  test('an administrator shuts somebody out at once, and lets them in again', async () => {
    const administrator = await tokenOf('administrator');
    const second = await userNamed('second');
    const theirs = await tokenOf('second');
    const shut = await change(administrator, second.userId, false);
    expect(userStanding.parse(shut.body).active).toBe(false);
    expect((await ask(running.url, '/v1/provisioning', { token: theirs })).status).toBe(401);
    await expect(tokenOf('second')).rejects.toThrow();
    await change(administrator, second.userId, true);
    expect(await tokenOf('second')).toBeTypeOf('string');
    const audit = await running.center.db
      .selectFrom('audit')
      .select('detail')
      .where('subject', '=', second.userId)
      .where('action', '=', 'user-written')
      .execute();
    expect(audit.map(({ detail }) => detail)).toEqual([
      { active: false, before: true },
      { active: true, before: false },
    ]);
  });

  test('a floor manager sees it and does not decide it; nobody shuts out themselves', async () => {
    const { userId } = await userNamed('agent');
    expect((await change(await tokenOf('manager'), userId, false)).status).toBe(403);
    const own = await userNamed('administrator');
    expect((await change(await tokenOf('administrator'), own.userId, false)).status).toBe(403);
    expect((await userNamed('administrator')).active).toBe(true);
  });

  test('a user nobody knows is a problem', async () => {
    const answer = await change(await tokenOf('administrator'), 'nobody', false);
    expect(answer).toMatchObject({ status: 404 });
  });
});

describe('what an agent sees of the others', () => {
  test('name, extension and state of whoever has an extension, and nothing more', async () => {
    const token = await tokenOf('agent');
    const read = async () =>
      (await ask(running.url, '/v1/colleagues', { token })).body as { colleagues: object[] };
    const { colleagues } = colleaguesResponse.parse(await read());
    expect(colleagues).not.toContainEqual(expect.objectContaining({ name: 'agent' }));
    for (const one of (await read()).colleagues) {
      expect(Object.keys(one).sort()).toEqual(['extension', 'name', 'state']);
    }
    const others = colleagues.map(({ name, state }) => [name, state]);
    expect(others).toContainEqual(['manager', 'away']);
    const { desk } = await connectedDesk(running.url, await tokenOf('manager'));
    onTestFinished(() => desk.close());
    desk.say({
      type: 'agent-state',
      state: 'on-call',
      reasonId: null,
      since: '2026-11-22T08:00:00.000Z',
      next: null,
      wrapUp: null,
      line: { state: 'registered', roundTripMs: 12 },
    });
    await expect
      .poll(async () => colleaguesResponse.parse(await read()).colleagues, { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ name: 'manager', state: 'on-call' }));
  });

  test('nobody without a token', async () => {
    expect((await ask(running.url, '/v1/colleagues')).status).toBe(401);
  });
});
