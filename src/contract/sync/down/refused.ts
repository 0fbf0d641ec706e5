import { z } from 'zod';

/** The center does not talk on; the socket is closed after this frame. */
export const refused = z.object({
  type: z.literal('refused'),
  reason: z.enum(['protocol', 'token', 'malformed', 'moved']),
  /** For `protocol`: the version the center speaks. */
  protocol: z.string().max(64),
  /** For `malformed`: what was not understood, such as a type nobody knows. Plain English. */
  detail: z.string().max(200).default(''),
  /** For `moved`: name of the desk that has the line now. */
  movedTo: z.string().max(100).default(''),
});
