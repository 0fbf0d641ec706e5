import { z } from 'zod';
import { callback, callbackChange } from '../../record/callback.ts';
import { instant } from '../../record/customer.ts';
import {
  customerChanged,
  customerCreated,
  numberAttached,
  promiseMade,
  promiseSettled,
} from '../../record/customer-change.ts';
import { qualityReport } from '../../record/quality-report.ts';
import { dncEntry, summary } from '../../record/summary.ts';

const id = z.string().min(1).max(64);

/** What an outbox item does at the center. */
export const outboxPayload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('summary'), summary }),
  z.object({ kind: z.literal('dnc-entry'), entry: dncEntry }),
  /** Compensates an entry that was made by mistake; the entry itself is kept. */
  z.object({
    kind: z.literal('dnc-withdrawal'),
    entryId: id,
    number: dncEntry.shape.number,
    at: instant,
  }),
  z.object({
    kind: z.literal('call-log'),
    call: z.object({
      callId: id,
      direction: z.enum(['inbound', 'outbound']),
      number: dncEntry.shape.number.nullable(),
      customerId: id.nullable(),
      campaignId: id.nullable(),
      startedAt: instant,
      answeredAt: instant.nullable(),
      endedAt: instant,
      talkMs: z.number().nonnegative(),
      cause: z.string().max(64),
      /** Absent for a call in which nobody talked. */
      quality: qualityReport.nullable().optional(),
    }),
  }),
  /** A callback as it was made. */
  z.object({ kind: z.literal('callback'), callback }),
  /** A change of one; the center decides what comes of it. */
  z.object({
    kind: z.literal('callback-change'),
    callbackId: id,
    change: callbackChange,
    at: instant,
  }),
  customerCreated,
  customerChanged,
  numberAttached,
  promiseMade,
  promiseSettled,
]);
export type OutboxPayload = z.infer<typeof outboxPayload>;

/** One item of the desk's outbox. Sent again until its receipt has come. */
export const submit = z.object({
  type: z.literal('submit'),
  /** UUIDv7, the idempotency key. */
  key: id,
  /** The center the item was written for. */
  centerId: id,
  /** Rises per desk: order of writing. */
  ordinal: z.int().positive(),
  /**
   * What was added to the computer's clock for every instant in the payload, in milliseconds; null
   * when the center's time was not known yet and the computer's was taken as it was.
   */
  clockOffsetMs: z.int().nullable(),
  payload: outboxPayload,
});
export type Submit = z.infer<typeof submit>;
