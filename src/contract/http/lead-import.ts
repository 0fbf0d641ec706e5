import { z } from 'zod';
import { delimiters } from '../../domain/campaign/delimiter.ts';
import { encodings } from '../../domain/campaign/encoding-guess.ts';
import { leadFields } from '../../domain/campaign/lead-list.ts';
import { instant } from '../record/customer.ts';

/**
 * Why a list is not taken, for programs: `reason` beside the English `detail`. A newer center may
 * say one that is not here.
 */
export const importReasons = [
  'no-rows',
  'no-phone-column',
  'choose-sheet',
  'no-country',
  'no-usable-row',
  'old-workbook',
  'damaged-workbook',
  'not-a-list',
  'too-many-rows',
  'unpacks-too-large',
  'too-heavy',
  'unknown-campaign',
  'unknown-import',
  'at-work',
  'too-many-imports',
  'database-away',
  'fault',
] as const;
export type ImportReason = (typeof importReasons)[number];

/** What somebody decided about how a file is read; null leaves it to the center's guess. */
export const importSettings = z.object({
  encoding: z.enum(encodings).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  /** Name of the sheet of a workbook. */
  sheet: z.string().max(200).nullable(),
  hasHeader: z.boolean().nullable(),
  /** What each column is, in the file's order. */
  fields: z.array(z.enum(leadFields)).max(200).nullable(),
  /** ISO 3166-1 alpha-2 of numbers without a plus; empty: none is assumed. */
  country: z
    .string()
    .regex(/^(?:[A-Z]{2})?$/)
    .nullable(),
});
export type ImportSettings = z.infer<typeof importSettings>;

export const findingGroup = z.object({
  code: z.string().max(64),
  count: z.int().nonnegative(),
  /** The first rows that have it, at most 50. */
  rows: z.array(z.int()).max(50),
  /** An offending value as an example, with its column. */
  column: z.string().max(200),
  value: z.string().max(80),
  advice: z.string().max(300),
});
export type FindingGroup = z.infer<typeof findingGroup>;

/** One of the file's rows as it would come in. */
export const previewRow = z.object({
  /** Line of the file as an editor counts, or row of the sheet, or number of the card. */
  row: z.int().positive(),
  outcome: z.enum(['imported', 'merged', 'skipped']),
  cells: z.array(z.string()),
  name: z.string(),
  number: z.string(),
  furtherNumbers: z.int().nonnegative(),
  address: z.string(),
  email: z.string(),
  why: z.string(),
  findings: z.array(z.object({ code: z.string(), column: z.string(), value: z.string() })),
});
export type PreviewRow = z.infer<typeof previewRow>;

export const importAnalysis = z.object({
  importId: z.string().max(64),
  campaignId: z.string().max(64),
  name: z.string().max(200),
  sizeBytes: z.int().nonnegative(),
  format: z.enum(['text', 'workbook', 'cards']),
  /** Null where the format says it itself. */
  encoding: z
    .object({
      used: z.enum(encodings),
      guessed: z.enum(encodings),
      confidence: z.number().min(0).max(1),
    })
    .nullable(),
  delimiter: z.object({ used: z.enum(delimiters), guessed: z.enum(delimiters) }).nullable(),
  sheets: z.array(z.object({ name: z.string(), rows: z.int().nonnegative() })),
  sheet: z.string().nullable(),
  hasHeader: z.boolean(),
  country: z.string().max(2),
  columns: z.array(
    z.object({
      header: z.string(),
      field: z.enum(leadFields),
      guessed: z.enum(leadFields),
      /** 1 is certain; below 0.7 somebody should look. */
      confidence: z.number().min(0).max(1),
      samples: z.array(z.string()).max(3),
    }),
  ),
  /** Whether the columns are as somebody chose them for an earlier file with this header. */
  remembered: z.boolean(),
  rows: z.int().nonnegative(),
  emptyRows: z.int().nonnegative(),
  preview: z.array(previewRow).max(50),
  /** The same file was imported into this campaign before. */
  sameFile: z.object({ leadListId: z.string(), importedAt: instant }).nullable(),
  /** Why the file cannot be imported as it is set now; empty when it can. */
  obstacle: z.enum(['none', 'no-phone-column', 'no-rows', 'choose-sheet', 'no-country']),
});
export type ImportAnalysis = z.infer<typeof importAnalysis>;

export const importCounts = z.object({
  rows: z.int().nonnegative(),
  imported: z.int().nonnegative(),
  merged: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
});
export type ImportCounts = z.infer<typeof importCounts>;

/** `GET /v1/imports/:importId`: how far it is. */
export const importProgress = z.object({
  importId: z.string().max(64),
  phase: z.enum([
    'waiting',
    'reading',
    'checking',
    'checked',
    'storing',
    'done',
    'cancelled',
    'failed',
  ]),
  /** Rows done of this phase, of all. */
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** Of `checked` and `done`. */
  counts: importCounts.nullable(),
  findings: z.array(findingGroup),
  /** Of `done`. */
  leadListId: z.string().nullable(),
  /** Of `failed`: what happened and what to do. */
  detail: z.string(),
  /** Of `failed`: one of `importReasons`. */
  reason: z
    .string()
    .max(64)
    .optional()
    .describe(`Of \`failed\`, one of: ${importReasons.join(', ')}.`),
});
export type ImportProgress = z.infer<typeof importProgress>;

/** `GET /v1/lead-lists` (role floor-manager): what was imported, newest first. */
export const leadListSummaries = z.object({
  lists: z.array(
    importCounts.extend({
      leadListId: z.string(),
      name: z.string(),
      campaignId: z.string(),
      campaignName: z.string(),
      importedAt: instant,
      importedBy: z.string(),
      /** Everybody is in; the desks are being told. */
      announcing: z.boolean(),
    }),
  ),
});
export type LeadListSummaries = z.infer<typeof leadListSummaries>;
