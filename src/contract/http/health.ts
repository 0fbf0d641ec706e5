import { z } from 'zod';

/** `GET /health` */
export const health = z.object({
  live: z.literal(true),
  /** Whether desks can work with it now. */
  ready: z.boolean(),
  /** Why not, in plain English. */
  reasons: z.array(z.string()),
});
export type Health = z.infer<typeof health>;
