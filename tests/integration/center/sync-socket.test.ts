import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desksResponse } from '../../../src/contract/http/desks.ts';
import { protocolVersion } from '../../../src/contract/sync/version.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn, utf8 } from '../../support/center-client.ts';
import { dncPayload, item, summaryPayload, withdrawalPayload } from '../../support/outbox-items.ts';
import { connectDesk, connectedDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
let token: string;
let secondToken: string;
let centerId: string;
beforeAll(async () => {
  running = await startTestCenter();
  centerId = running.center.identity.centerId;
  token = (await signIn(running.url, 'agent')).tokens.accessToken;
  secondToken = (await signIn(running.url, 'second')).tokens.accessToken;
});
afterAll(() => running.close());

describe('hello', () => {
  test('is welcomed with the center, its epoch and the head of its feed', async () => {
    const { desk, welcome } = await connectedDesk(running.url, token);
    const { epoch } = running.center.identity;
    expect(welcome).toEqual({
      type: 'welcome',
      centerId,
      epoch,
      sequence: expect.any(Number),
      at: expect.any(String),
      tookOverFrom: null,
    });
    desk.close();
  });

  test('of another protocol is refused with ours, whatever else it holds', async () => {
    const desk = await connectDesk(running.url);
    desk.say({ type: 'hello', protocol: 'of next year', somethingNew: true });
    expect(await desk.next('refused')).toEqual({
      type: 'refused',
      reason: 'protocol',
      protocol: protocolVersion,
      detail: '',
      movedTo: '',
    });
    expect((await desk.closed()).code).toBe(1008);
  });

  test('and what has a type nobody knows is refused by its name, and items before it are kept', async () => {
    const { desk, welcome } = await connectedDesk(running.url, token);
    const one = item(welcome.centerId, summaryPayload());
    desk.say(one);
    desk.say({ type: 'x-poem', lines: ['to +15035550142'] });
    expect((await desk.receipt(one.key)).outcome).toBe('stored');
    expect(await desk.next('refused')).toMatchObject({
      reason: 'malformed',
      detail: 'a frame of the type x-poem',
    });
    expect((await desk.closed()).code).toBe(1008);
    expect(running.logged()).not.toContain('5550142');
  });

  test('with a token that is good for nothing is refused', async () => {
    const desk = await connectDesk(running.url);
    desk.hello('abc.def.ghi');
    expect((await desk.next('refused')).reason).toBe('token');
  });

  test('with a token that is too old is refused', async () => {
    const old = (await signIn(running.url, 'agent')).tokens.accessToken;
    running.passTime(601_000);
    token = (await signIn(running.url, 'agent')).tokens.accessToken;
    secondToken = (await signIn(running.url, 'second')).tokens.accessToken;
    const desk = await connectDesk(running.url);
    desk.hello(old);
    expect((await desk.next('refused')).reason).toBe('token');
  });

  test.each([
    ['not JSON', 'hello'],
    ['bytes', Buffer.from([1, 2, 3])],
    ['another first frame', JSON.stringify({ type: 'agent-state', state: 'ready' })],
    ['a hello without a desk', JSON.stringify({ type: 'hello', protocol: protocolVersion })],
  ])('that is %s is refused as malformed', async (_what, frame) => {
    const desk = await connectDesk(running.url);
    desk.sayRaw(frame);
    expect((await desk.next('refused')).reason).toBe('malformed');
    await desk.closed();
  });

  test('a frame longer than the protocol allows ends the socket', async () => {
    const desk = await connectDesk(running.url);
    desk.sayRaw('x'.repeat(1_100_000));
    expect((await desk.closed()).code).toBe(1009);
  });
});

describe('catching up', () => {
  test('begins with a snapshot in which everything is once', async () => {
    const { desk, welcome } = await connectedDesk(running.url, token);
    const frames = await desk.changesUpTo(welcome.sequence);
    expect(frames[0]?.reset).toBe(true);
    expect(frames.slice(1).every((frame) => !frame.reset)).toBe(true);
    expect(frames.map((frame) => frame.complete)).toEqual(
      frames.map((_, place) => place === frames.length - 1),
    );
    const changes = frames.flatMap((frame) => frame.changes);
    const customers = changes.filter((one) => one.kind === 'customer');
    const names = customers.map((one) => one.customer.name.full);
    expect(names).toEqual(
      expect.arrayContaining(['Nguyễn Thị Hà', '欧阳若曦', "Margaret O'Brien"]),
    );
    expect(new Set(customers.map((one) => one.customer.id)).size).toBe(customers.length);
    expect(changes.filter((one) => one.kind === 'provisioning')).toHaveLength(1);
    desk.close();
  });

  test('goes on from where the desk was, without a gap and without the past', async () => {
    const first = await connectedDesk(running.url, token);
    await first.desk.changesUpTo(first.welcome.sequence);
    first.desk.close();
    await first.desk.closed();

    const other = await connectedDesk(running.url, secondToken);
    const entries = Array.from({ length: 3 }, () => crypto.randomUUID());
    for (const id of entries) {
      const one = item(centerId, dncPayload(id, '+15035550171'));
      other.desk.say(one);
      await other.desk.receipt(one.key);
    }
    const { epoch, sequence } = first.welcome;
    const { desk, welcome } = await connectedDesk(running.url, token, {
      resume: { epoch, sequence },
    });
    const frames = await desk.changesUpTo(welcome.sequence);
    expect(frames[0]).toMatchObject({ reset: false, from: sequence });
    const told = frames.flatMap((frame) => frame.changes);
    expect(told.map((one) => one.kind === 'dnc-entry' && one.entry.id)).toEqual(entries);
    desk.close();
    other.desk.close();
  });

  test.each([
    ['another epoch', (sequence: number) => ({ epoch: 'restored', sequence })],
    [
      'a place that this feed never had',
      (sequence: number) => ({ epoch: running.center.identity.epoch, sequence: sequence + 1_000 }),
    ],
  ])('from %s starts with a snapshot', async (_what, resume) => {
    const { welcome } = await connectedDesk(running.url, token);
    const again = await connectedDesk(running.url, token, { resume: resume(welcome.sequence) });
    const frames = await again.desk.changesUpTo(again.welcome.sequence);
    expect(frames[0]?.reset).toBe(true);
    again.desk.close();
  });
});

describe('live changes', () => {
  test('reach every desk in one order without a gap', async () => {
    const one = await connectedDesk(running.url, token);
    const two = await connectedDesk(running.url, secondToken);
    await one.desk.changesUpTo(one.welcome.sequence);
    await two.desk.changesUpTo(two.welcome.sequence);
    const items = Array.from({ length: 30 }, (_, place) =>
      item(centerId, dncPayload(crypto.randomUUID(), `+150355501${10 + place}`)),
    );
    for (const [place, each] of items.entries()) (place % 2 ? one : two).desk.say(each);
    await Promise.all(items.map((each, place) => (place % 2 ? one : two).desk.receipt(each.key)));
    const head = (await connectedDesk(running.url, await managerToken())).welcome.sequence;
    for (const { desk, welcome } of [one, two]) {
      const frames = (await desk.changesUpTo(head)).filter(
        (frame) => frame.from >= welcome.sequence,
      );
      let at = welcome.sequence;
      for (const frame of frames) {
        expect(frame.from).toBe(at);
        if (frame.complete) at = frame.to;
      }
      expect(at).toBe(head);
      const told = frames
        .flatMap((frame) => frame.changes)
        .filter((change) => change.kind === 'dnc-entry')
        .map((change) => change.entry.id);
      expect(new Set(told)).toEqual(new Set(items.map((each) => entryId(each.payload))));
    }
    one.desk.close();
    two.desk.close();
  });

  test('bring a new script to every desk with its own provisioning', async () => {
    const one = await connectedDesk(running.url, token);
    const two = await connectedDesk(running.url, secondToken);
    await one.desk.changesUpTo(one.welcome.sequence);
    await two.desk.changesUpTo(two.welcome.sequence);
    const { provisioning } = await signIn(running.url, 'agent');
    const script = provisioning.scripts.find((each) => each.id === 'support-line');
    const answer = await ask(running.url, '/v1/scripts/support-line', {
      method: 'PUT',
      token: await managerToken(),
      json: { ...script, title: 'Support line, shorter' },
    });
    expect(answer.status).toBe(200);
    for (const [{ desk, welcome }, loginName] of [
      [one, 'agent'],
      [two, 'second'],
    ] as const) {
      const frames = await desk.changesUpTo(welcome.sequence + 1);
      const told = frames.flatMap((frame) => frame.changes).at(-1);
      if (told?.kind !== 'provisioning') throw new Error('no provisioning was told');
      expect(told.provisioning.agent.loginName).toBe(loginName);
      const published = told.provisioning.scripts.find((each) => each.id === 'support-line');
      expect(published).toMatchObject({ title: 'Support line, shorter', version: 2 });
      desk.close();
    }
  });

  test('a mark and its withdrawal come in their order, and a later snapshot has neither', async () => {
    const { desk, welcome } = await connectedDesk(running.url, token);
    await desk.changesUpTo(welcome.sequence);
    const id = crypto.randomUUID();
    const mark = item(centerId, dncPayload(id, '+15035550180'));
    const back = item(centerId, withdrawalPayload(id, '+15035550180'));
    desk.say(mark);
    desk.say(back);
    await desk.receipt(back.key);
    const head = welcome.sequence + 2;
    const told = (await desk.changesUpTo(head)).flatMap((frame) => frame.changes);
    const kinds = told
      .filter(
        (one) =>
          (one.kind === 'dnc-entry' && one.entry.id === id) ||
          (one.kind === 'dnc-withdrawal' && one.entryId === id),
      )
      .map((one) => one.kind);
    expect(kinds).toEqual(['dnc-entry', 'dnc-withdrawal']);
    desk.close();
    await desk.closed();
    const fresh = await connectedDesk(running.url, token);
    const snapshot = (await fresh.desk.changesUpTo(fresh.welcome.sequence)).flatMap(
      (frame) => frame.changes,
    );
    expect(snapshot.some((one) => one.kind === 'dnc-entry' && one.entry.id === id)).toBe(false);
    fresh.desk.close();
  });
});

describe('the line', () => {
  test('goes to the newest desk of an agent; the older one is told that it moved', async () => {
    const older = await connectedDesk(running.url, token, { deskId: 'desk-old' });
    const newer = await connectedDesk(running.url, token, {
      deskId: 'desk-new',
      deskName: 'new desk',
    });
    expect((await older.desk.next('refused')).reason).toBe('moved');
    await older.desk.closed();
    newer.desk.say({
      type: 'agent-state',
      state: 'not-ready',
      reasonId: 'lunch',
      since: '2026-11-22T09:00:00Z',
      next: null,
      wrapUp: null,
      line: { state: 'registered', roundTripMs: 12.5 },
    });
    const saved = item(centerId, summaryPayload());
    newer.desk.say(saved);
    await newer.desk.receipt(saved.key);
    const answer = await ask(running.url, '/v1/desks', { token: await managerToken() });
    const { desks } = desksResponse.parse(answer.body);
    expect(desks.filter(({ deskName }) => deskName === 'new desk')).toEqual([
      expect.objectContaining({
        agentName: 'agent',
        deskId: 'desk-new',
        connected: true,
        report: expect.objectContaining({ state: 'not-ready', reasonId: 'lunch' }),
      }),
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('desk-old');
    newer.desk.close();
    await newer.desk.closed();
  });

  test('tells both desks about the other, by the name of the computer', async () => {
    const first = (await signIn(running.url, 'second')).tokens.accessToken;
    const older = await connectedDesk(running.url, first, { deskId: 'a', deskName: 'study' });
    const second = (await signIn(running.url, 'second')).tokens.accessToken;
    const newer = await connectedDesk(running.url, second, { deskId: 'b', deskName: 'kitchen' });
    expect(older.welcome.tookOverFrom).toBeNull();
    expect(newer.welcome.tookOverFrom).toBe('study');
    expect(await older.desk.next('refused')).toMatchObject({ reason: 'moved', movedTo: 'kitchen' });

    // Out of reach for a while, and back with the older sign-in.
    newer.desk.close();
    await newer.desk.closed();
    const back = await connectDesk(running.url);
    back.hello(first, { deskId: 'a', deskName: 'study' });
    expect(await back.next('refused')).toMatchObject({ reason: 'moved', movedTo: 'kitchen' });

    await ask(running.url, '/v1/sign-out', { method: 'POST', token: second });
    const free = await connectedDesk(running.url, first, { deskId: 'a', deskName: 'study' });
    expect(free.welcome.tookOverFrom).toBeNull();
    free.desk.close();
    await free.desk.closed();
  });

  test('closes when its session is signed out', async () => {
    const own = (await signIn(running.url, 'second')).tokens.accessToken;
    const { desk } = await connectedDesk(running.url, own);
    await ask(running.url, '/v1/sign-out', { method: 'POST', token: own });
    expect((await desk.closed()).code).toBe(1012);
  });

  test('stays through an import, which is told', async () => {
    const { desk, welcome } = await connectedDesk(running.url, token);
    await desk.changesUpTo(welcome.sequence);
    const row = ['', '', '', '1', '4155550188', 'Ms', 'Yuki', '', 'Mori', '1 Bay Street', '', ''];
    const answer = await ask(running.url, '/v1/campaigns/spring-roof-check/lead-lists', {
      token: await managerToken(),
      file: { name: 'one.txt', content: utf8(row.join('\t')) },
    });
    expect(answer.status).toBe(201);
    const told = (await desk.changesUpTo(welcome.sequence + 2)).flatMap((frame) => frame.changes);
    expect(told.at(-2)).toMatchObject({
      kind: 'customer',
      customer: { name: { full: 'Yuki Mori' } },
    });
    expect(told.at(-1)).toMatchObject({ kind: 'lead', lead: { number: '+14155550188' } });
    desk.close();
  });
});

async function managerToken(): Promise<string> {
  return (await signIn(running.url, 'manager')).tokens.accessToken;
}

function entryId(payload: ReturnType<typeof dncPayload>): string {
  return payload.kind === 'dnc-entry' ? payload.entry.id : '';
}
