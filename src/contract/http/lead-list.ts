import { z } from 'zod';
import { instant } from '../record/customer.ts';

/** What became of one row of a list; `row` counts from 1 as an editor shows lines. */
export const rowReport = z.object({
  row: z.int().positive(),
  outcome: z.enum(['imported', 'merged', 'skipped']),
  /** Codes such as `duplicate-in-list`, `lost-leading-zero`, `not-a-number`, `blocked-number`. */
  findings: z.array(
    z.object({
      code: z.string().max(64),
      column: z.string().max(64),
      /** The offending value, cut to 80 characters. */
      value: z.string().max(80),
      /** What to do about it, in plain English. */
      advice: z.string().max(300),
    }),
  ),
});
export type RowReport = z.infer<typeof rowReport>;

/** The answer of `POST /v1/campaigns/:campaignId/lead-lists` (role floor-manager). */
export const importReport = z.object({
  leadListId: z.string(),
  name: z.string(),
  campaignId: z.string(),
  importedAt: instant,
  rows: z.int().nonnegative(),
  imported: z.int().nonnegative(),
  merged: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  /** Only rows with findings. */
  reports: z.array(rowReport),
});
export type ImportReport = z.infer<typeof importReport>;
