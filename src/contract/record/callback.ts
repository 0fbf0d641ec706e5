import { z } from 'zod';
import type { Callback, CallbackChange } from '../../domain/callback/callback.ts';
import { callbackFields } from '../../domain/callback/callback-form.ts';
import { e164, instant } from './customer.ts';
import { wishLimit } from './text-limit.ts';

const id = z.string().min(1).max(64);
/** A name of the IANA time zone database. Whether this machine knows it is another question. */
export const timeZoneName = z.string().regex(/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/);

export const callback = z.object({
  id,
  revision: z.int().positive(),
  customerId: id.nullable(),
  number: e164,
  campaignId: id.nullable(),
  leadId: id.nullable(),
  dueAt: instant,
  timeZone: timeZoneName,
  wish: z.string().max(wishLimit),
  ownerId: id.nullable(),
  status: z.enum(['open', 'taken', 'kept', 'cancelled', 'missed']),
  takenBy: id.nullable(),
  takenAt: instant.nullable(),
  madeBy: id,
  madeAt: instant,
}) satisfies z.ZodType<Callback>;

/** What is typed about a callback and not sent, by field. */
export const callbackTyped = z.partialRecord(z.enum(callbackFields), z.string());

/** What a desk may do to a callback by itself; taking one is asked of the center. */
export const callbackChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('release') }),
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('cancel') }),
  z.object({
    kind: z.literal('move'),
    dueAt: instant,
    timeZone: timeZoneName,
    wish: z.string().max(wishLimit),
    ownerId: id.nullable(),
  }),
]) satisfies z.ZodType<Exclude<CallbackChange, { kind: 'take' }>>;
