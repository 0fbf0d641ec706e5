import { z } from 'zod';
import {
  correctableFields,
  type FieldChange,
  type FieldConflict,
  type FieldName,
  type FieldValues,
  type NewCustomerRecord,
  type UnsentRecord,
} from '../../domain/customer/correction.ts';
import type { CustomerEdit } from '../../domain/customer/edit.ts';
import { customer, e164, instant } from './customer.ts';
import { personName } from './person-name.ts';
import { noteLimit } from './text-limit.ts';

const id = z.string().min(1).max(64);
const value = z.string().max(noteLimit).nullable();

/** A field of a customer's record, or `phone:` and an E.164 number. */
export const fieldName = z
  .string()
  .regex(new RegExp(`^(?:${correctableFields.join('|')}|phone:\\+[1-9]\\d{6,14})$`))
  .transform((name) => name as FieldName);

/** A record as flat values. */
export const fieldValues = z
  .record(z.string().max(40), value)
  .transform((values) => values as FieldValues);

export const fieldChange = z.object({
  field: fieldName,
  from: value,
  to: value,
}) satisfies z.ZodType<FieldChange>;

/** In the receipt of a correction that somebody else's came before. */
export const fieldConflict = z.object({
  field: fieldName,
  theirs: value,
  by: personName(500),
  at: instant.nullable(),
}) satisfies z.ZodType<FieldConflict>;

export const newCustomerRecord = customer.pick({
  id: true,
  name: true,
  language: true,
  phones: true,
  email: true,
  address: true,
  timeZone: true,
  note: true,
}) satisfies z.ZodType<NewCustomerRecord>;

/** Somebody new, with the id under which the desk's other items name them. */
export const customerCreated = z.object({
  kind: z.literal('customer-created'),
  customer: newCustomerRecord,
  at: instant,
});

/** A correction: only the fields that change, each with what the agent saw. */
export const customerChanged = z.object({
  kind: z.literal('customer-changed'),
  customerId: id,
  version: z.int().nonnegative(),
  changes: z.array(fieldChange).min(1).max(60),
  at: instant,
});

/** The customer is reached by this number too; once more does no harm. */
export const numberAttached = z.object({
  kind: z.literal('number-attached'),
  customerId: id,
  number: e164,
  phoneKind: customer.shape.phones.element.shape.kind,
  at: instant,
});

export const promiseMade = z.object({
  kind: z.literal('promise-made'),
  customerId: id,
  promise: z.object({ id, text: z.string().min(1).max(5_000), dueAt: instant.nullable() }),
  at: instant,
});

export const promiseSettled = z.object({
  kind: z.literal('promise-settled'),
  customerId: id,
  promiseId: id,
  status: z.enum(['kept', 'broken']),
  at: instant,
});

/** What a desk writes about customers. */
export const unsentRecord = z.discriminatedUnion('kind', [
  customerCreated,
  customerChanged,
  numberAttached,
  promiseMade,
  promiseSettled,
]) satisfies z.ZodType<UnsentRecord>;

/** What is being written about a customer, as the journal keeps it. */
export const customerEdit = z.object({
  editId: id,
  kind: z.enum(['correct', 'create', 'promise']),
  customerId: id,
  workId: id.nullable(),
  base: fieldValues,
  version: z.int().nonnegative(),
  typed: z.record(z.string().max(40), z.string().max(noteLimit)),
  conflicts: z.array(fieldConflict),
  openedAt: instant,
}) satisfies z.ZodType<CustomerEdit>;
