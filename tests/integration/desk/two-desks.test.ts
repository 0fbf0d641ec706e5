import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { customersOn } from '../../../src/center/db/customers.ts';
import { valuesOf } from '../../../src/domain/customer/correction.ts';
import type { Customer } from '../../../src/domain/customer/customer.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { openTestJournal } from '../../support/journal.ts';
import { startTestShift } from '../../support/test-shift.ts';

let center: TestCenter;
let folder: string;

beforeEach(async () => {
  center = await startTestCenter();
  folder = mkdtempSync(join(tmpdir(), 'homeline-two-desks-'));
});
afterEach(async () => {
  await center.close();
  rmSync(folder, { recursive: true, force: true });
});

type Desk = Awaited<ReturnType<typeof startTestShift>>;

function journalOf(name: string) {
  const journal = openTestJournal(join(folder, name));
  onTestFinished(() => {
    journal.close();
  });
  return journal;
}

async function margaret(): Promise<Customer> {
  const { db, organisationId } = center.center;
  const [found] = await customersOn(db, organisationId, '+15035550142');
  if (!found) throw new Error('nobody');
  return found;
}

/** Opens the form on the record and types, letter by letter. */
function correct(desk: Desk, customer: Customer, field: string, value: string): string {
  desk.carryOut({
    kind: 'open-edit',
    edit: 'correct',
    customerId: customer.id,
    workId: null,
    base: { ...valuesOf(customer) },
    version: customer.version,
  });
  const editId = desk.shift.facts().records.edits[0]?.editId;
  if (!editId) throw new Error('no form');
  for (let length = 1; length <= value.length; length += 1) {
    desk.carryOut({
      kind: 'type-edit',
      editId,
      field,
      value: value.slice(0, length),
      inputSequence: length,
    });
  }
  return editId;
}

test('two desks correct one field: nothing is overwritten, nothing typed is lost', async () => {
  const one = await startTestShift({ url: center.url, journal: journalOf('one') });
  const two = await startTestShift({
    url: center.url,
    journal: journalOf('two'),
    loginName: 'second',
  });
  await Promise.all([one.linkIs('reachable'), two.linkIs('reachable')]);
  const seen = await margaret();
  const first = correct(one, seen, 'street', '50 Birch Lane');
  const second = correct(two, seen, 'street', '52 Birch Lane');
  one.carryOut({ kind: 'send-edit', editId: first });
  await one.delivered();
  expect((await margaret()).address.street).toBe('50 Birch Lane');

  two.carryOut({ kind: 'send-edit', editId: second });
  await expect.poll(() => two.notices).toContain('record-conflict');
  const [form] = two.shift.facts().records.edits;
  expect(form).toMatchObject({
    typed: { street: '52 Birch Lane' },
    conflicts: [{ field: 'street', theirs: '50 Birch Lane', by: 'agent' }],
  });
  expect((await margaret()).address.street).toBe('50 Birch Lane');
  expect(two.counts()).toMatchObject({ waiting: 0, rejected: 0 });

  const editId = form?.editId ?? '';
  expect(two.shift.carryOut({ kind: 'send-edit', editId })).toMatchObject({
    error: { kind: 'edit-refused', problems: [{ field: 'street', kind: 'undecided' }] },
  });
  two.carryOut({ kind: 'resolve-edit', editId, field: 'street', keep: 'mine' });
  two.carryOut({ kind: 'send-edit', editId });
  await two.delivered();
  expect((await margaret()).address.street).toBe('52 Birch Lane');
  expect(two.shift.facts().records.edits).toEqual([]);
});

test('a form survives a restart, its letters and its conflict', async () => {
  const journal = journalOf('one');
  const before = await startTestShift({ url: center.url, journal });
  correct(before, await margaret(), 'note', 'Rings at the back door');
  await before.shift.shutDown();
  const after = await startTestShift({ url: center.url, journal });
  expect(after.shift.facts().records.edits[0]?.typed).toEqual({
    note: 'Rings at the back door',
  });
});

test('corrections written while the center is away go in their order, and none quarrels with itself', async () => {
  const desk = await startTestShift({ url: center.url, journal: journalOf('one') });
  const seen = await margaret();
  const send = (customer: Customer, value: string) => {
    const editId = correct(desk, customer, 'say', value);
    desk.carryOut({ kind: 'send-edit', editId });
  };
  send(seen, 'oh-BRY-un');
  // The page shows the first correction on top of its cache, so the second is based on it.
  expect(desk.shift.facts().records.unsent).toHaveLength(1);
  send({ ...seen, name: { ...seen.name, say: 'oh-BRY-un' } }, 'o-BRY-en');
  await desk.delivered();
  expect((await margaret()).name.say).toBe('o-BRY-en');
  expect(desk.notices).toEqual([]);
});
