import { z } from 'zod';
import { lead } from '../../record/campaign.ts';
import { customer } from '../../record/customer.ts';
import { provisioning } from '../../record/provisioning.ts';
import { dncEntry } from '../../record/summary.ts';

/** One change of the feed, in the order of its sequence. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), customer }),
  z.object({ kind: z.literal('lead'), lead }),
  z.object({ kind: z.literal('dnc-entry'), entry: dncEntry }),
  z.object({ kind: z.literal('dnc-withdrawal'), entryId: z.string().max(64) }),
  z.object({ kind: z.literal('provisioning'), provisioning }),
]);
export type Change = z.infer<typeof change>;

/**
 * Changes after `from` up to and including `to`. After a `hello` with no or another epoch's
 * resume the first frames carry a whole snapshot and `reset` is true on the first of them.
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
