import { z } from 'zod';
import { callback } from '../record/callback.ts';

/**
 * `POST /v1/callbacks/:id/claim`: may I have it? Asked again, the answer to the same agent is the
 * same. `yours` makes it `taken` for half an hour.
 */
export const claimResponse = z.object({
  outcome: z.enum(['yours', 'taken-by-other', 'closed', 'other-agent']),
  /** As it stands now. */
  callback,
});
export type ClaimResponse = z.infer<typeof claimResponse>;
