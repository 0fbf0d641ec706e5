import { z } from 'zod';
import { instant } from '../../record/customer.ts';

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
});
export type Receipt = z.infer<typeof receipt>;
