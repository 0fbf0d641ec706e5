import { z } from 'zod';
import { callback } from '../../record/callback.ts';
import { lead } from '../../record/campaign.ts';
import { customer } from '../../record/customer.ts';
import { provisioning } from '../../record/provisioning.ts';
import { dncEntry } from '../../record/summary.ts';

/** One change of the feed, in the order of its sequence. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), customer }),
  z.object({ kind: z.literal('lead'), lead }),
  z.object({ kind: z.literal('dnc-entry'), entry: dncEntry }),
  z.object({ kind: z.literal('callback'), callback }),
  z.object({ kind: z.literal('dnc-withdrawal'), entryId: z.string().max(64) }),
  z.object({ kind: z.literal('provisioning'), provisioning }),
]);
export type Change = z.infer<typeof change>;

/**
 * Changes after `from` up to and including `to`.
 *
 * - `reset` true: a whole snapshot begins. The desk drops what it holds of the center when this
 *   frame comes. It follows a `hello` without a resume, with another epoch's, or with one that
 *   the center cannot serve from its feed.
 * - One catching-up (a snapshot, a resume, or one batch of live changes) may take several frames
 *   with the same `from` and `to`; `complete` is true on the last. Only then does the desk
 *   write `to` down as the place to resume from.
 * - A record is always the newest state of its thing: applying one twice does no harm, and a
 *   record with a lower `version` than the one held is ignored.
 */
export const changes = z.object({
  type: z.literal('changes'),
  reset: z.boolean(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  /** False while more frames of the same catching-up follow. */
  complete: z.boolean(),
  changes: z.array(change).max(5_000),
});
export type Changes = z.infer<typeof changes>;
