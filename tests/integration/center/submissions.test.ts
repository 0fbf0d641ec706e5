import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callerOfToken } from '../../../src/center/http/authenticate.ts';
import { acceptSubmission } from '../../../src/center/submission/accept.ts';
import { customersResponse, leadsResponse } from '../../../src/contract/http/customers.ts';
import { customer as customerSchema } from '../../../src/contract/record/customer.ts';
import type { Submit } from '../../../src/contract/sync/up/submit.ts';
import { sampleList, startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, problemOf, signIn } from '../../support/center-client.ts';
import { dncPayload, item, summaryPayload, withdrawalPayload } from '../../support/outbox-items.ts';
import { connectedDesk, type SyncDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
let centerId: string;
let token: string;
let desk: SyncDesk;
beforeAll(async () => {
  running = await startTestCenter();
  centerId = running.center.identity.centerId;
  const manager = (await signIn(running.url, 'manager')).tokens.accessToken;
  const imported = await ask(running.url, '/v1/campaigns/spring-roof-check/lead-lists', {
    token: manager,
    file: { name: 'sample.txt', content: new Uint8Array(readFileSync(sampleList)) },
  });
  expect(imported.status).toBe(201);
});
afterAll(() => running.close());
beforeEach(async () => {
  token = (await signIn(running.url, 'agent')).tokens.accessToken;
  ({ desk } = await connectedDesk(running.url, token));
});
afterEach(() => desk.close());

async function submit(one: Submit, by = desk) {
  by.say(one);
  return by.receipt(one.key);
}

async function leadOf(number: string) {
  const answer = await ask(running.url, '/v1/campaigns/spring-roof-check/leads', { token });
  const lead = leadsResponse.parse(answer.body).leads.find((one) => one.number === number);
  if (!lead) throw new Error('no such lead');
  return lead;
}

async function customerOf(id: string) {
  return customerSchema.parse((await ask(running.url, `/v1/customers/${id}`, { token })).body);
}

async function rows(table: 'summary' | 'dnc_entry' | 'submission' | 'call_log') {
  return running.center.db.selectFrom(table).selectAll().execute();
}

describe('a summary', () => {
  test('is stored, moves its lead on and is in the customer’s history', async () => {
    const lead = await leadOf('+15035550117');
    const { customerId, id: leadId } = lead;
    const payload = summaryPayload({ customerId, leadId, note: 'Husband is home on Thursdays' });
    const receipt = await submit(item(centerId, payload));
    expect(receipt).toMatchObject({ outcome: 'stored', reason: '' });
    expect(receipt.reference).toMatch(/^S-.{8}\/1$/);
    expect(await leadOf('+15035550117')).toMatchObject({
      status: 'called',
      lastDispositionId: 'call-back',
      version: lead.version + 1,
    });
    const [newest] = (await customerOf(customerId)).history.filter((one) => one.kind === 'call');
    expect(newest).toMatchObject({
      title: 'Call back',
      text: 'Husband is home on Thursdays\nBusiness: Roof inspection',
    });
  });

  test('a later revision takes the place of the earlier, also when they come in turn', async () => {
    const { customerId, id: leadId } = await leadOf('+15035550176');
    const callId = crypto.randomUUID();
    const about = { callId, customerId, leadId };
    const third = summaryPayload({ ...about, revision: 3, dispositionId: 'interested', note: 'c' });
    const second = summaryPayload({ ...about, revision: 2, dispositionId: null, note: 'b' });
    expect((await submit(item(centerId, third))).outcome).toBe('stored');
    expect((await submit(item(centerId, second))).outcome).toBe('stored');
    expect(await leadOf('+15035550176')).toMatchObject({
      status: 'done',
      lastDispositionId: 'interested',
    });
    const entries = (await customerOf(customerId)).history.filter((one) => one.id === callId);
    expect(entries).toMatchObject([{ title: 'Interested', text: 'c\nBusiness: Roof inspection' }]);
    const taken = await submit(item(centerId, third));
    expect(taken).toMatchObject({ outcome: 'rejected', reason: 'revision-taken' });
  });

  test('of somebody else’s call is rejected', async () => {
    const payload = summaryPayload();
    await submit(item(centerId, payload));
    const other = await connectedDesk(
      running.url,
      (await signIn(running.url, 'second')).tokens.accessToken,
    );
    const callId = payload.kind === 'summary' ? payload.summary.callId : '';
    const forged = item(centerId, summaryPayload({ callId, revision: 2 }));
    expect(await submit(forged, other.desk)).toMatchObject({ reason: 'other-agent' });
    other.desk.close();
  });

  test('with a do-not-call outcome marks the lead and writes no entry', async () => {
    const before = (await rows('dnc_entry')).length;
    const { customerId, id: leadId } = await leadOf('+15035550129');
    const payload = summaryPayload({ customerId, leadId, dispositionId: 'do-not-call' });
    await submit(item(centerId, payload));
    expect((await leadOf('+15035550129')).status).toBe('do-not-call');
    expect(await rows('dnc_entry')).toHaveLength(before);
  });

  test('with what a store cannot hold is stored without it', async () => {
    const note = 'before\u0000after \ud83d half';
    const receipt = await submit(item(centerId, summaryPayload({ note, fields: { x: '\u0000' } })));
    expect(receipt.outcome).toBe('stored');
    const stored = (await rows('summary')).map((row) => row.note);
    expect(stored).toContain('beforeafter \ufffd half');
  });
});

describe('a wish not to be called', () => {
  const number = '+442079460123';

  test('marks every lead of the number and everybody on it, and can be taken back', async () => {
    const id = crypto.randomUUID();
    expect(await submit(item(centerId, dncPayload(id, number)))).toMatchObject({
      outcome: 'stored',
    });
    const leads = async () => {
      const answer = await ask(running.url, '/v1/campaigns/spring-roof-check/leads', { token });
      return leadsResponse.parse(answer.body).leads.filter((one) => one.number === number);
    };
    expect((await leads()).map((one) => one.status)).toEqual(['do-not-call', 'do-not-call']);
    const people = async () =>
      customersResponse.parse(
        (await ask(running.url, `/v1/customers?number=${encodeURIComponent(number)}`, { token }))
          .body,
      ).customers;
    const kinds = (await people()).map((one) => one.history[0]?.kind);
    expect(kinds).toEqual(['do-not-call', 'do-not-call']);

    const back = await submit(item(centerId, withdrawalPayload(id, number)));
    expect(back.outcome).toBe('stored');
    expect((await leads()).map((one) => one.status)).toEqual(['new', 'new']);
    // The wish itself and its end are both on record.
    const titles = (await people()).map((one) => one.history.slice(0, 2).map((each) => each.title));
    expect(titles).toEqual([
      ['May be called again', 'Do not call'],
      ['May be called again', 'Do not call'],
    ]);
  });

  test('of somebody else is not taken back by an agent', async () => {
    const id = crypto.randomUUID();
    const other = await connectedDesk(
      running.url,
      (await signIn(running.url, 'second')).tokens.accessToken,
    );
    await submit(item(centerId, dncPayload(id, '+15035550135')), other.desk);
    const back = await submit(item(centerId, withdrawalPayload(id, '+15035550135')));
    expect(back).toMatchObject({ outcome: 'rejected', reason: 'other-agent' });
    expect((await leadOf('+15035550135')).status).toBe('do-not-call');
    other.desk.close();
  });

  test('that comes after its withdrawal never binds', async () => {
    const id = crypto.randomUUID();
    await submit(item(centerId, withdrawalPayload(id, '+15035550151')));
    await submit(item(centerId, dncPayload(id, '+15035550151')));
    expect((await leadOf('+15035550151')).status).toBe('new');
  });

  test('that comes after a withdrawal of somebody who may not still binds', async () => {
    const id = crypto.randomUUID();
    const other = await connectedDesk(
      running.url,
      (await signIn(running.url, 'second')).tokens.accessToken,
    );
    await submit(item(centerId, withdrawalPayload(id, '+15035550188')), other.desk);
    expect(await submit(item(centerId, dncPayload(id, '+15035550188')))).toMatchObject({
      outcome: 'stored',
    });
    expect((await leadOf('+15035550188')).status).toBe('do-not-call');
    // Its author may take it back still.
    await submit(item(centerId, withdrawalPayload(id, '+15035550188')));
    expect((await leadOf('+15035550188')).status).toBe('new');
    other.desk.close();
  });

  test('that comes after its withdrawal by a floor manager never binds', async () => {
    const id = crypto.randomUUID();
    const manager = await connectedDesk(
      running.url,
      (await signIn(running.url, 'manager')).tokens.accessToken,
    );
    await submit(item(centerId, withdrawalPayload(id, '+15035550188')), manager.desk);
    await submit(item(centerId, dncPayload(id, '+15035550188')));
    expect((await leadOf('+15035550188')).status).toBe('new');
    manager.desk.close();
  });

  test('for a campaign that is not there is rejected and kept', async () => {
    const payload = dncPayload(crypto.randomUUID());
    if (payload.kind !== 'dnc-entry') throw new Error('unexpected payload');
    const entry = { ...payload.entry, scope: 'campaign' as const, campaignId: 'no-such' };
    const one = item(centerId, { kind: 'dnc-entry', entry });
    expect(await submit(one)).toMatchObject({ outcome: 'rejected', reason: 'unknown-campaign' });
    const kept = (await rows('submission')).find((row) => row.key === one.key);
    expect(JSON.parse(kept?.rejected_body ?? '{}')).toEqual({ kind: 'dnc-entry', entry });
  });
});

describe('the same key', () => {
  test('has one effect and one answer, now, later, and by the receipt’s address', async () => {
    const one = item(centerId, summaryPayload());
    const first = await submit(one);
    desk.say(one);
    const { desk: again } = await connectedDesk(running.url, token);
    expect(await submit(one, again)).toEqual(first);
    const asked = await ask(running.url, `/v1/receipts/${one.key}`, { token });
    expect(asked.body).toEqual(first);
    const callId = one.payload.kind === 'summary' ? one.payload.summary.callId : '';
    expect((await rows('summary')).filter((row) => row.call_id === callId)).toHaveLength(1);
    again.close();
  });

  test('with something else in it is rejected, and the first stays', async () => {
    const one = item(centerId, summaryPayload({ note: 'the first' }));
    const first = await submit(one);
    const { desk: again } = await connectedDesk(running.url, token);
    const other = await submit({ ...one, payload: summaryPayload({ note: 'another' }) }, again);
    expect(other).toMatchObject({ outcome: 'rejected', reason: 'key-reused' });
    expect((await ask(running.url, `/v1/receipts/${one.key}`, { token })).body).toEqual(first);
    again.close();
  });

  test('of somebody else is not told', async () => {
    const one = item(centerId, summaryPayload());
    await submit(one);
    const second = (await signIn(running.url, 'second')).tokens.accessToken;
    const answer = await ask(running.url, `/v1/receipts/${one.key}`, { token: second });
    expect(problemOf(answer).kind).toBe('not-found');
  });

  test('fifty keys with sixteen twins each have fifty effects', async () => {
    const caller = await callerOfToken(running.center, token);
    if (!caller) throw new Error('no caller');
    const items = Array.from({ length: 50 }, () => item(centerId, summaryPayload()));
    const before = (await rows('summary')).length;
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => items)
        .flat()
        .map((one) => acceptSubmission(running.center, { caller, deskId: 'twin' }, one)),
    );
    expect((await rows('summary')).length - before).toBe(50);
    for (const one of items) {
      const own = answers.filter((answer) => answer.key === one.key);
      expect(own).toHaveLength(16);
      expect(own.every((answer) => answer.outcome === 'stored')).toBe(true);
      expect(new Set(own.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
  });
});

describe('things that are handed in at the same moment', () => {
  const together = async (payloads: readonly Submit['payload'][]) => {
    const caller = await callerOfToken(running.center, token);
    if (!caller) throw new Error('no caller');
    return Promise.all(
      payloads.map((payload) =>
        acceptSubmission(running.center, { caller, deskId: 'both' }, item(centerId, payload)),
      ),
    );
  };

  test('a wish and its withdrawal bind nobody, whichever is first', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const id = crypto.randomUUID();
      const both = [dncPayload(id, '+15035550151'), withdrawalPayload(id, '+15035550151')];
      await together(turn % 2 === 0 ? both : both.reverse());
      expect((await leadOf('+15035550151')).status).toBe('new');
    }
  });

  test('of two revisions the newer one is the one that shows', async () => {
    const { customerId, id: leadId } = await leadOf('+15035550176');
    for (let turn = 0; turn < 8; turn += 1) {
      const callId = crypto.randomUUID();
      const about = { callId, customerId, leadId, startedAt: new Date().toISOString() };
      await together([
        summaryPayload({ ...about, revision: 2, dispositionId: 'interested', note: 'newer' }),
        summaryPayload({ ...about, revision: 1, dispositionId: null, note: 'older' }),
      ]);
      const shown = (await customerOf(customerId)).history.find((one) => one.id === callId);
      expect(shown?.text).toContain('newer');
      expect((await leadOf('+15035550176')).lastDispositionId).toBe('interested');
    }
  });
});

describe('an item', () => {
  test('of another center is rejected, and nothing of it is kept', async () => {
    const one = item('another-center', summaryPayload({ note: 'not for you' }));
    expect(await submit(one)).toMatchObject({ outcome: 'rejected', reason: 'other-center' });
    expect((await rows('submission')).some((row) => row.key === one.key)).toBe(false);
  });

  test('that is not understood is rejected, kept whole, and the socket goes on', async () => {
    const key = crypto.randomUUID();
    const broken = { type: 'submit', key, centerId, ordinal: 7, payload: { kind: 'poem' } };
    desk.say(broken);
    expect(await desk.receipt(key)).toMatchObject({ outcome: 'rejected', reason: 'malformed' });
    const kept = (await rows('submission')).find((row) => row.key === key);
    expect(JSON.parse(kept?.rejected_body ?? '{}')).toEqual(broken);
    expect((await submit(item(centerId, summaryPayload()))).outcome).toBe('stored');
  });

  test('that holds an impossible time is rejected and kept', async () => {
    const one = item(centerId, summaryPayload({ startedAt: '0000-01-01T00:00:00.000Z' }));
    expect(await submit(one)).toMatchObject({ outcome: 'rejected', reason: 'unstorable' });
    expect((await submit(item(centerId, summaryPayload()))).outcome).toBe('stored');
  });

  test('a call is logged once', async () => {
    const call = {
      callId: crypto.randomUUID(),
      direction: 'outbound' as const,
      number: null,
      customerId: null,
      campaignId: null,
      startedAt: '2026-11-22T10:00:00.000Z',
      answeredAt: null,
      endedAt: '2026-11-22T10:00:20.000Z',
      talkMs: 0,
      cause: 'busy',
    };
    expect((await submit(item(centerId, { kind: 'call-log', call }))).outcome).toBe('stored');
    const twice = await submit(item(centerId, { kind: 'call-log', call }));
    expect(twice).toMatchObject({ outcome: 'rejected', reason: 'id-taken' });
  });
});

test('the feed has no gap and no double', async () => {
  const feed = await running.center.db
    .selectFrom('feed')
    .select('sequence')
    .orderBy('sequence')
    .execute();
  expect(feed.length).toBeGreaterThan(60);
  expect(feed.map((row) => Number(row.sequence))).toEqual(feed.map((_, place) => place + 1));
});
