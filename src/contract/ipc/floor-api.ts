import { z } from 'zod';
import type { CampaignStanding } from '../http/campaigns.ts';
import type { DeskStanding } from '../http/desks.ts';
import {
  type ImportAnalysis,
  type ImportProgress,
  importSettings,
  type LeadListSummaries,
} from '../http/lead-import.ts';
import type { ImportReport } from '../http/lead-list.ts';
import type { Problem } from '../http/problem.ts';
import type { UserStanding } from '../http/users.ts';
import { instant } from '../record/customer.ts';

const id = z.string().min(1).max(64);

/** The largest lead file, in bytes: what the center takes. */
export const largestLeadFileBytes = 32 * 1_048_576;
/** Bytes of a file that cross to main at once. */
export const fileSliceBytes = 512 * 1_024;

/**
 * What the floor manager's screens ask for. main carries each to the center with the manager's
 * token and answers with what came back, parsed. The page keeps its choices: nothing here is
 * state of main but an upload under way.
 */
export const floorRequest = z.discriminatedUnion('kind', [
  /** Begins to send a file; its bytes follow in slices, then `upload-end` answers. */
  z.object({
    kind: z.literal('upload-begin'),
    uploadId: id,
    campaignId: id,
    name: z.string().min(1).max(200),
  }),
  z.object({
    kind: z.literal('upload-bytes'),
    uploadId: id,
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= fileSliceBytes),
  }),
  z.object({ kind: z.literal('upload-end'), uploadId: id }),
  z.object({ kind: z.literal('upload-drop'), uploadId: id }),
  z.object({ kind: z.literal('import-change'), importId: id, settings: importSettings }),
  z.object({ kind: z.literal('import-check'), importId: id }),
  z.object({ kind: z.literal('import-commit'), importId: id }),
  z.object({ kind: z.literal('import-progress'), importId: id }),
  z.object({ kind: z.literal('import-cancel'), importId: id }),
  z.object({ kind: z.literal('lists') }),
  z.object({ kind: z.literal('list-report'), leadListId: id }),
  /** Saves a report as CSV into the downloads; answers where. */
  z.object({ kind: z.literal('save-report'), leadListId: id, name: z.string().max(200) }),
  z.object({ kind: z.literal('desks') }),
  /** `since`: where the manager's day begins. */
  z.object({ kind: z.literal('campaigns'), since: instant }),
  z.object({ kind: z.literal('users') }),
  z.object({ kind: z.literal('user-active'), userId: id, active: z.boolean() }),
]);
export type FloorRequest = z.infer<typeof floorRequest>;

/** What each request answers. */
export type FloorValues = {
  'upload-begin': null;
  'upload-bytes': null;
  'upload-end': ImportAnalysis;
  'upload-drop': null;
  'import-change': ImportAnalysis;
  'import-check': ImportProgress;
  'import-commit': ImportProgress;
  'import-progress': ImportProgress;
  'import-cancel': ImportProgress;
  lists: LeadListSummaries;
  /** With at most `mostReportRows` rows. */
  'list-report': ImportReport;
  'save-report': { readonly path: string };
  desks: readonly DeskStanding[];
  campaigns: readonly CampaignStanding[];
  users: readonly UserStanding[];
  'user-active': UserStanding;
};

/** A report on the screen has so many rows; the saved one has all. */
export const mostReportRows = 500;

export type FloorError =
  /** The request did not fit its schema. */
  | { readonly kind: 'invalid'; readonly path: string }
  /** Nobody is signed in, or not as a floor manager. */
  | { readonly kind: 'not-now' }
  /** No answer came; what was asked may or may not have been done. */
  | { readonly kind: 'unreachable' }
  /** The center said no, and why: `reason` for the catalogue, empty when it gave none. */
  | {
      readonly kind: 'refused';
      readonly problem: Problem['kind'];
      readonly reason: string;
      readonly detail: string;
    }
  | { readonly kind: 'failed' };

export type FloorReply<Kind extends FloorRequest['kind'] = FloorRequest['kind']> =
  | { readonly ok: true; readonly value: FloorValues[Kind] }
  | { readonly ok: false; readonly error: FloorError };
