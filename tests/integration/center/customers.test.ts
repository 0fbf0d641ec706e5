import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  customerHits,
  customersResponse,
  timelinePage,
} from '../../../src/contract/http/customers.ts';
import { customer as customerRecord } from '../../../src/contract/record/customer.ts';
import type { Submit } from '../../../src/contract/sync/up/submit.ts';
import type { FieldChange } from '../../../src/domain/customer/correction.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
import { dncPayload, item, summaryPayload } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let center: TestCenter;
let token = '';
const at = '2026-11-22T10:00:00.000Z';

beforeAll(async () => {
  center = await startTestCenter();
  token = (await signIn(center.url, 'agent')).tokens.accessToken;
});
afterAll(() => center.close());

async function desk(loginName: string) {
  const { tokens } = await signIn(center.url, loginName);
  const { desk: socket, welcome } = await connectedDesk(center.url, tokens.accessToken, {
    deskId: `desk-of-${loginName}`,
  });
  return {
    socket,
    async hand(payload: Submit['payload'], key?: string) {
      const submit = item(welcome.centerId, payload, key);
      socket.say(submit);
      return socket.receipt(submit.key);
    },
  };
}

async function onNumber(number: string) {
  const answer = await ask(center.url, `/v1/customers?number=${encodeURIComponent(number)}`, {
    token,
  });
  return customersResponse.parse(answer.body).customers;
}

async function byId(id: string) {
  return customerRecord.parse((await ask(center.url, `/v1/customers/${id}`, { token })).body);
}

const correction = (
  customer: { id: string; version: number },
  changes: readonly FieldChange[],
): Submit['payload'] => ({
  kind: 'customer-changed',
  customerId: customer.id,
  version: customer.version,
  changes: changes.map((change) => ({ ...change })),
  at,
});

async function ruth() {
  const found = (await onNumber('+15035550124')).find(({ name }) => name.given === 'Ruth');
  if (!found) throw new Error('the sample has nobody on this number');
  return found;
}

describe('two people at one record', () => {
  test('different fields: both are kept', async () => {
    const [one, two] = [await desk('agent'), await desk('second')];
    const seen = await ruth();
    const street = '7 Cedar Hill';
    const email = 'ruth@example.org';
    const receipts = await Promise.all([
      one.hand(correction(seen, [{ field: 'street', from: seen.address.street, to: street }])),
      two.hand(correction(seen, [{ field: 'email', from: seen.email, to: email }])),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
    expect(await byId(seen.id)).toMatchObject({ email, address: { street } });
  });

  test('the same field: the second is asked, with what stands and who wrote it', async () => {
    const [one, two] = [await desk('agent'), await desk('second')];
    const seen = await ruth();
    const from = seen.name.say;
    const first = await one.hand(correction(seen, [{ field: 'say', from, to: 'ah-bah-RAH' }]));
    expect(first.outcome).toBe('stored');
    const late = correction(seen, [
      { field: 'say', from, to: 'AH-bah-rah' },
      { field: 'title', from: seen.name.title, to: 'Dr' },
    ]);
    const key = crypto.randomUUID();
    const second = await two.hand(late, key);
    expect(second).toMatchObject({ outcome: 'rejected', reason: 'conflict' });
    expect(second.conflicts).toEqual([
      { field: 'say', theirs: 'ah-bah-RAH', by: 'agent', at: expect.any(String) },
    ]);
    // Nothing of it was taken, and the same question has the same answer.
    expect((await byId(seen.id)).name).toMatchObject({ say: 'ah-bah-RAH', title: 'Mrs' });
    expect(await two.hand(late, key)).toEqual(second);
    // The agent keeps their own word, knowing the other's.
    const kept = await two.hand(
      correction(seen, [{ field: 'say', from: 'ah-bah-RAH', to: 'AH-bah-rah' }]),
    );
    expect(kept.outcome).toBe('stored');
    expect((await byId(seen.id)).name.say).toBe('AH-bah-rah');
  });

  test('the same word twice is no quarrel', async () => {
    const [one, two] = [await desk('agent'), await desk('second')];
    const seen = await ruth();
    const change = { field: 'note', from: seen.note, to: 'Rings twice.' } as const;
    await one.hand(correction(seen, [change]));
    expect(await two.hand(correction(seen, [change]))).toMatchObject({ outcome: 'stored' });
  });

  test('two numbers added at once are both there', async () => {
    const [one, two] = [await desk('agent'), await desk('second')];
    const seen = await ruth();
    await one.hand(correction(seen, [{ field: 'phone:+15035550131', from: null, to: 'mobile' }]));
    await two.hand(correction(seen, [{ field: 'phone:+15035550132', from: null, to: 'work' }]));
    const numbers = (await byId(seen.id)).phones.map(({ number }) => number);
    expect(numbers).toEqual(['+15035550124', '+15035550131', '+15035550132']);
  });
});

test('who, when, and what before and after stand in the audit', async () => {
  const { socket, hand } = await desk('second');
  const seen = await ruth();
  await hand(correction(seen, [{ field: 'town', from: seen.address.town, to: 'Seattle' }]));
  const rows = await center.center.db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', seen.id)
    .where('action', '=', 'customer-changed')
    .execute();
  // The test's clock stands still: the newest is told by what it says.
  const moved = rows.find(({ detail }) => JSON.stringify(detail).includes('Seattle'));
  expect(moved).toMatchObject({ user_id: expect.any(String), at: expect.any(Date) });
  expect(moved?.detail).toMatchObject({
    changes: [{ field: 'town', from: 'Portland', to: 'Seattle' }],
  });
  socket.close();
});

test('somebody new is named by the summary of the same call, in the order of writing', async () => {
  const { hand } = await desk('agent');
  const id = '019aab00-0000-7000-8000-000000000001';
  const created = await hand({
    kind: 'customer-created',
    customer: {
      id,
      name: { full: 'Lê Thị Mai', given: 'Mai', family: 'Lê', title: '', say: '' },
      language: 'vi',
      phones: [{ number: '+15035550197' as never, kind: 'mobile' }],
      email: '',
      address: { street: '', town: 'Portland', region: 'OR', postalCode: '', country: 'US' },
      timeZone: null,
      note: '',
    },
    at,
  });
  expect(created.outcome).toBe('stored');
  const [found] = await onNumber('+15035550197');
  expect(found).toMatchObject({ id, timeZone: 'America/Los_Angeles', vip: false });
});

test('a promise is made by name, kept once, and not broken afterwards', async () => {
  const { hand } = await desk('agent');
  const seen = await ruth();
  const promise = { id: 'promise-1', text: 'Send the invoice', dueAt: at };
  await hand({ kind: 'promise-made', customerId: seen.id, promise, at });
  const made = (await byId(seen.id)).promises.find(({ id }) => id === promise.id);
  expect(made).toMatchObject({ madeBy: 'agent', status: 'open', dueAt: at });
  const settle = (status: 'kept' | 'broken') =>
    hand({ kind: 'promise-settled', customerId: seen.id, promiseId: promise.id, status, at });
  expect((await settle('kept')).outcome).toBe('stored');
  expect((await settle('kept')).outcome).toBe('stored');
  expect(await settle('broken')).toMatchObject({ outcome: 'rejected', reason: 'already-settled' });
});

test.each([
  [
    'unknown-customer',
    {
      kind: 'number-attached',
      customerId: 'nobody',
      number: '+15035550142',
      phoneKind: 'home',
      at,
    },
  ],
  [
    'unknown-customer',
    {
      kind: 'promise-made',
      customerId: 'nobody',
      promise: { id: 'p', text: 'x', dueAt: null },
      at,
    },
  ],
] as const)('what names nobody is refused: %s', async (reason, payload) => {
  const { hand } = await desk('agent');
  expect(await hand(payload as never)).toMatchObject({ outcome: 'rejected', reason });
});

async function search(text: string) {
  const answer = await ask(center.url, `/v1/customers?search=${encodeURIComponent(text)}`, {
    token,
  });
  return customerHits.parse(answer.body);
}

describe('search', () => {
  test.each([
    ['nguyen ha', 'Nguyễn Thị Hà'],
    ['Nguyễn', 'Nguyễn Thị Hà'],
    ['obrien', "Margaret O'Brien"],
    ['o’brien marg', "Margaret O'Brien"],
    ['ouyang', '欧阳若曦'],
    ['oyrx', '欧阳若曦'],
    ['若曦', '欧阳若曦'],
    ['0142', "Margaret O'Brien"],
    ['(503) 555-0142', "Margaret O'Brien"],
    ['020 7946 0123', 'Sinéad Hughes'],
  ])('%s finds %s', async (text, name) => {
    expect((await search(text)).hits.map((hit) => hit.name.full)).toContain(name);
  });

  test('an order reference finds whose it is', async () => {
    const margaret = (await search('obrien')).hits[0];
    const reference = margaret?.references[0];
    if (!reference) throw new Error('the sample has no order');
    expect((await search(reference)).hits.map(({ id }) => id)).toContain(margaret.id);
  });

  test('a corrected name is found by the new one', async () => {
    const { hand } = await desk('agent');
    const [tom] = (await search('tom hughes')).hits;
    if (!tom) throw new Error('no Tom');
    await hand(
      correction({ id: tom.id, version: 1 }, [
        { field: 'full', from: tom.name.full, to: 'Thomas Hugheston' },
        { field: 'given', from: 'Tom', to: 'Thomas' },
      ]),
    );
    expect((await search('hugheston')).hits.map(({ id }) => id)).toEqual([tom.id]);
    expect((await search('tom hughes')).hits).toEqual([]);
  });

  test('nothing typed is no list of everybody', async () => {
    const answer = await ask(center.url, '/v1/customers?search=', { token });
    expect(answer.status).toBe(400);
    expect(await search('’')).toEqual({ hits: [], more: false });
  });
});

describe('history', () => {
  async function page(id: string, query = '') {
    const answer = await ask(center.url, `/v1/customers/${id}/history?${query}`, { token });
    return timelinePage.parse(answer.body);
  }

  test('holds calls, wishes, orders, promises, callbacks and corrections, with who did it', async () => {
    const { hand } = await desk('second');
    const seen = await ruth();
    const callId = crypto.randomUUID();
    await hand(
      summaryPayload({
        callId,
        customerId: seen.id,
        campaignId: 'support-line',
        dispositionId: null,
        note: 'Đã nói về máng xối',
      }),
    );
    await hand(dncPayload(crypto.randomUUID(), '+15035550124'));
    const { entries, next } = await page(seen.id);
    expect(next).toBeNull();
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    const kinds = new Set(entries.map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set(['call', 'order', 'promise', 'callback', 'correction', 'do-not-call']),
    );
    expect(entries.find(({ id }) => id === `call:${callId}`)).toMatchObject({
      by: 'second',
      facts: { direction: 'outbound', talkMs: '115000' },
    });
    expect(entries.find(({ kind }) => kind === 'correction')).toMatchObject({
      by: expect.stringMatching(/agent|second/),
      text: expect.stringContaining('→'),
    });
    const found = await page(seen.id, 'search=mang%20xoi');
    expect(found.entries.map(({ id }) => id)).toEqual([`call:${callId}`]);
    const orders = await page(seen.id, 'kinds=order,do-not-call');
    expect(new Set(orders.entries.map(({ kind }) => kind))).toEqual(
      new Set(['order', 'do-not-call']),
    );
  });

  test('hundreds of entries come by the page, each once', async () => {
    const seen = await ruth();
    const before = (await page(seen.id, 'kinds=note')).entries.length;
    const base = Date.parse('2024-01-01T00:00:00Z');
    await center.center.db
      .insertInto('history_entry')
      .values(
        Array.from({ length: 230 }, (_, place) => ({
          organisation_id: center.center.organisationId,
          customer_id: seen.id,
          id: `note-${place}`,
          // Several in one instant: the place is told by the id too.
          at: new Date(base + Math.floor(place / 7) * 1000).toISOString(),
          kind: 'note' as const,
          title: `Note ${place}`,
          text: '',
        })),
      )
      .execute();
    const ids: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const more: string = next === '' ? '' : `&before=${encodeURIComponent(next)}`;
      const got = await page(seen.id, `kinds=note${more}`);
      ids.push(...got.entries.map(({ id }) => id));
      next = got.next;
    }
    expect(ids).toHaveLength(before + 230);
    expect(new Set(ids).size).toBe(ids.length);
    const late = await page(seen.id, 'kinds=note&search=Note%203');
    expect(late.entries.every(({ title }) => title.includes('Note 3'))).toBe(true);
    expect(late.entries).toHaveLength(11);
  });

  test.each(['yesterday', '2026~x', 'Sat, 1 Jan 2026~x'])(
    'the place %s that nobody gave out is refused',
    async (before) => {
      const { id } = await ruth();
      const answer = await ask(
        center.url,
        `/v1/customers/${id}/history?before=${encodeURIComponent(before)}`,
        {
          token,
        },
      );
      expect(answer.status).toBe(400);
    },
  );
});
