import { newCustomerRecord } from '../../contract/record/customer-change.ts';
import {
  type FieldChange,
  type FieldValues,
  mergeChanges,
  phoneField,
  subjectOf,
  type UnsentRecord,
  valuesOf,
  withValues,
} from '../../domain/customer/correction.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import type { Caller } from '../account/account.ts';
import { recordAudit } from '../db/audit.ts';
import { lastChangesOf, lockCustomer, putNumber, writeChanges } from '../db/corrections.ts';
import { readCustomers, touchCustomers } from '../db/customers.ts';
import { insertCustomers } from '../db/new-customer.ts';
import { insertPromise, promiseStatus, settlePromise } from '../db/promises.ts';
import { keyAgain } from '../db/search-keys.ts';
import type { Db } from '../db/store.ts';
import { timeZoneOf } from '../place/time-zone.ts';
import { type Effect, referenceOf } from './effect.ts';

type Of<Kind extends UnsentRecord['kind']> = Extract<UnsentRecord, { kind: Kind }>;

/** Where and for whom something is stored, and when. */
type At = { readonly transaction: Db; readonly caller: Caller; readonly atMs: number };

/** Stores what a desk wrote about a customer, with its entry in the audit. */
export async function storeCustomerRecord(
  transaction: Db,
  caller: Caller,
  item: UnsentRecord,
  atMs: number,
): Promise<Effect> {
  const at: At = { transaction, caller, atMs };
  const known = await lockCustomer(transaction, caller.organisationId, subjectOf(item));
  const isNew = item.kind === 'customer-created';
  if (known === isNew) {
    return { ok: false, reason: isNew ? 'id-taken' : 'unknown-customer' };
  }
  switch (item.kind) {
    case 'customer-created':
      return createCustomer(at, item);
    case 'customer-changed':
      return changeCustomer(at, item);
    case 'number-attached':
      return attachNumber(at, item);
    case 'promise-made':
      return makePromise(at, item);
    case 'promise-settled':
      return endPromise(at, item);
  }
}

async function createCustomer(at: At, { customer }: Of<'customer-created'>): Promise<Effect> {
  const { organisationId } = at.caller;
  const numbers = new Map(customer.phones.map((phone) => [phone.number, phone]));
  const timeZone = customer.timeZone ?? timeZoneOf(customer.address);
  const record = {
    ...customer,
    phones: [...numbers.values()],
    timeZone,
    vip: false,
    history: [],
    orders: [],
    tickets: [],
    promises: [],
  };
  await insertCustomers(at.transaction, organisationId, [record], at.atMs);
  const values = Object.entries(valuesOf(record)).filter(([, value]) => value);
  const changes = values.map(([field, to]) => ({ field, from: null, to }) as FieldChange);
  return changed(at, 'customer-created', customer.id, referenceOf('P', customer.id), { changes });
}

async function changeCustomer(at: At, item: Of<'customer-changed'>): Promise<Effect> {
  const { transaction, caller } = at;
  const { organisationId } = caller;
  const { customerId } = item;
  const current = await customerById(at, customerId);
  const merged = mergeChanges(valuesOf(current), item.changes);
  if (!merged.ok) {
    const fields = merged.conflicts.map(({ field }) => field);
    const last = await lastChangesOf(transaction, organisationId, customerId, fields);
    const conflicts = merged.conflicts.map((conflict) => ({
      ...conflict,
      ...(last.get(conflict.field) ?? { by: '', at: null }),
    }));
    return { ok: false, reason: 'conflict', conflicts };
  }
  const reference = referenceOf('R', customerId);
  if (merged.changed.length === 0) return { ok: true, reference, events: [] };
  const changes = withZone(current, merged.changed);
  const next = withValues(current, valuesAfter(changes));
  const fits = newCustomerRecord.safeParse(next).success && next.name.full.trim() !== '';
  if (!fits) return { ok: false, reason: 'malformed' };
  await writeChanges(transaction, organisationId, customerId, changes);
  await keyAgain(transaction, organisationId, customerId);
  return changed(at, 'customer-changed', customerId, reference, { changes });
}

/** A new address brings its clock along, unless the agent has set one. */
function withZone(current: Customer, changes: readonly FieldChange[]): readonly FieldChange[] {
  const moved = changes.some(({ field }) =>
    ['town', 'region', 'postalCode', 'country'].includes(field),
  );
  if (!moved || changes.some(({ field }) => field === 'timeZone')) return changes;
  const to = timeZoneOf(withValues(current, valuesAfter(changes)).address);
  if (to === null || to === current.timeZone) return changes;
  return [...changes, { field: 'timeZone', from: current.timeZone, to }];
}

function valuesAfter(changes: readonly FieldChange[]): FieldValues {
  return Object.fromEntries(changes.map(({ field, to }) => [field, to])) as FieldValues;
}

async function attachNumber(at: At, item: Of<'number-attached'>): Promise<Effect> {
  const { organisationId } = at.caller;
  const { customerId, number, phoneKind } = item;
  const reference = referenceOf('N', customerId);
  const current = await customerById(at, customerId);
  if (current.phones.some((phone) => phone.number === number)) {
    return { ok: true, reference, events: [] };
  }
  await putNumber(at.transaction, organisationId, customerId, number, phoneKind);
  await keyAgain(at.transaction, organisationId, customerId);
  const changes = [{ field: phoneField(number), from: null, to: phoneKind }];
  return changed(at, 'number-attached', customerId, reference, { changes });
}

async function makePromise(at: At, item: Of<'promise-made'>): Promise<Effect> {
  const { organisationId, userId } = at.caller;
  const inserted = await insertPromise(at.transaction, organisationId, userId, item);
  if (!inserted) return { ok: false, reason: 'id-taken' };
  const { promise, customerId } = item;
  const reference = referenceOf('A', promise.id);
  return changed(at, 'promise-made', customerId, reference, { promise });
}

async function endPromise(at: At, item: Of<'promise-settled'>): Promise<Effect> {
  const { organisationId, userId } = at.caller;
  const { customerId, promiseId, status } = item;
  const known = await promiseStatus(at.transaction, organisationId, item);
  if (!known) return { ok: false, reason: 'unknown-promise' };
  const reference = referenceOf('A', promiseId);
  if (known.status === status) return { ok: true, reference, events: [] };
  if (known.status !== 'open') return { ok: false, reason: 'already-settled' };
  await settlePromise(at.transaction, organisationId, userId, item);
  const promise = { id: promiseId, text: known.text, before: known.status, after: status };
  return changed(at, 'promise-settled', customerId, reference, { promise });
}

async function customerById(at: At, customerId: string): Promise<Customer> {
  const [customer] = await readCustomers(at.transaction, at.caller.organisationId, [customerId]);
  if (!customer) throw new Error('a locked customer is gone');
  return customer;
}

async function changed(
  { transaction, caller, atMs }: At,
  action: UnsentRecord['kind'],
  subject: string,
  reference: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  await touchCustomers(transaction, organisationId, [subject]);
  await recordAudit(transaction, organisationId, { atMs, userId, action, subject, detail });
  return { ok: true, reference, events: [{ kind: 'customer', subject }] };
}
