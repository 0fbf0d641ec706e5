import { z } from 'zod';
import type { Customer, E164 } from '../../domain/customer/customer.ts';
import { personName } from './person-name.ts';

/** E.164: a plus, no leading zero, 7 to 15 digits. */
export const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .transform((digits) => digits as E164);

/** An ISO 8601 instant in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime({ offset: true });

const id = z.string().min(1).max(64);
const line = z.string().max(500);
const name = personName(500);
const text = z.string().max(20_000);

export const customer = z.object({
  id,
  name: z.object({ full: name, given: name, family: name, title: name, say: name }),
  language: z.string().max(35),
  phones: z
    .array(z.object({ number: e164, kind: z.enum(['mobile', 'home', 'work', 'other']) }))
    .max(20),
  email: line,
  address: z.object({
    street: line,
    town: line,
    region: line,
    postalCode: line,
    country: z.string().max(2),
  }),
  timeZone: z.string().max(64).nullable(),
  vip: z.boolean(),
  note: text,
  history: z
    .array(
      z.object({
        id,
        at: instant,
        kind: z.enum(['call', 'visit', 'letter', 'quote', 'note', 'do-not-call']),
        title: line,
        text,
      }),
    )
    .max(500),
  orders: z
    .array(
      z.object({
        id,
        reference: line,
        at: instant,
        title: line,
        amountMinor: z.int(),
        currency: z.string().length(3),
        status: z.enum(['open', 'shipped', 'paid', 'cancelled']),
      }),
    )
    .max(500),
  tickets: z
    .array(
      z.object({
        id,
        reference: line,
        openedAt: instant,
        title: line,
        status: z.enum(['open', 'waiting', 'closed']),
      }),
    )
    .max(500),
  promises: z
    .array(
      z.object({
        id,
        madeAt: instant,
        madeBy: name,
        text,
        dueAt: instant.nullable(),
        status: z.enum(['open', 'kept', 'broken']),
      }),
    )
    .max(500),
  version: z.int().nonnegative(),
}) satisfies z.ZodType<Customer>;
