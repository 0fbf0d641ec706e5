import { z } from 'zod';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import type { Summary } from '../../domain/summary/summary.ts';
import { e164, instant } from './customer.ts';
import { fieldLimit, noteLimit } from './text-limit.ts';

const id = z.string().min(1).max(64);

export const summary = z.object({
  callId: id,
  revision: z.int().positive(),
  campaignId: id.nullable(),
  leadId: id.nullable(),
  customerId: id.nullable(),
  number: e164.nullable(),
  direction: z.enum(['inbound', 'outbound']),
  dispositionId: id.nullable(),
  note: z.string().max(noteLimit),
  fields: z.record(z.string().max(64), z.string().max(fieldLimit)),
  script: z
    .object({
      scriptId: id,
      version: z.int().positive(),
      path: z.array(id).max(2_000),
      answers: z.record(z.string().max(64), z.string().max(fieldLimit)),
    })
    .nullable(),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  talkMs: z.number().nonnegative(),
  endedBy: z.enum(['agent', 'customer', 'network', 'unknown']).nullable(),
  /** Absent in what older desks wrote. */
  wrapUp: z.object({ extensions: z.int().nonnegative(), overrun: z.boolean() }).optional(),
}) satisfies z.ZodType<Summary>;

export const dncEntry = z.object({
  id,
  number: e164,
  scope: z.enum(['company', 'campaign']),
  campaignId: id.nullable(),
  source: z.enum(['agent', 'import', 'manager']),
  at: instant,
}) satisfies z.ZodType<DncEntry>;
