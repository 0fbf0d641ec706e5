import { z } from 'zod';
import type { Campaign, Lead } from '../../domain/campaign/campaign.ts';
import { e164 } from './customer.ts';

const id = z.string().min(1).max(64);
const line = z.string().max(500);

export const disposition = z.object({
  id,
  label: line,
  key: z.string().regex(/^[a-z]$/),
  effect: z.enum(['none', 'do-not-call']),
});

export const wrapUpField = z.object({
  id,
  label: line,
  kind: z.enum(['text', 'choice', 'number', 'date']),
  options: z.array(line).max(100),
  fromAnswer: z.string().max(64),
  initial: line,
  required: z.boolean(),
});

export const campaign = z.object({
  id,
  name: line,
  direction: z.enum(['inbound', 'outbound']),
  scriptId: id,
  dispositions: z.array(disposition).max(40),
  wrapUpFields: z.array(wrapUpField).max(40),
  wrapUpTime: z.object({
    /** 0 for no limit. */
    limitSeconds: z.int().min(0).max(3_600),
    extensionSeconds: z.int().min(1).max(3_600),
  }),
  /** A center that says nothing has its callers answered by hand. */
  autoAnswer: z.boolean().default(false),
}) satisfies z.ZodType<Campaign>;

export const lead = z.object({
  id,
  campaignId: id,
  customerId: id,
  number: e164,
  why: line,
  detail: line,
  rank: z.int(),
  status: z.enum(['new', 'called', 'done', 'do-not-call']),
  lastDispositionId: z.string().max(64).nullable(),
  version: z.int().nonnegative(),
}) satisfies z.ZodType<Lead>;
