import { z } from 'zod';

/** The center accepts the socket. `sequence` is the head of its change feed now. */
export const welcome = z.object({
  type: z.literal('welcome'),
  centerId: z.string().max(64),
  epoch: z.string().max(64),
  sequence: z.int().nonnegative(),
});
