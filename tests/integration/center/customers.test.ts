import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersResponse } from '../../../src/contract/http/customers.ts';
import { customer as customerRecord } from '../../../src/contract/record/customer.ts';
import type { Submit } from '../../../src/contract/sync/up/submit.ts';
import type { FieldChange } from '../../../src/domain/customer/correction.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
import { item } from '../../support/outbox-items.ts';
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
  const [found] = await onNumber('+15035550124');
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
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  expect(rows[0]).toMatchObject({ action: 'customer-changed', user_id: expect.any(String) });
  expect(rows[0]?.detail).toMatchObject({
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
