import { z } from 'zod';
import { instant } from '../../record/customer.ts';
import { fieldConflict } from '../../record/customer-change.ts';

/** The center's answer to one `submit`, the same again for the same key. */
export const receipt = z.object({
  type: z.literal('receipt'),
  key: z.string().max(64),
  outcome: z.enum(['stored', 'rejected']),
  /** For `rejected`: a code such as `other-center`, `unknown-customer`, `malformed`. */
  reason: z.string().max(64),
  /** The center's own id of what was stored, for people to quote. */
  reference: z.string().max(64),
  at: instant,
  /** For a correction with the reason `conflict`: what stands at the center now, by field. */
  conflicts: z.array(fieldConflict).max(60).optional(),
});
export type Receipt = z.infer<typeof receipt>;
