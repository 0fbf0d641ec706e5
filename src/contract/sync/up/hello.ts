import { z } from 'zod';

/** First frame on the socket: who speaks, which protocol, and where the last talk ended. */
export const hello = z.object({
  type: z.literal('hello'),
  /** Hash of the protocol's schemas; see `../version.ts`. */
  protocol: z.string().max(64),
  accessToken: z.string().min(1).max(4_000),
  /** Id of this desk (one installed app and folder). */
  deskId: z.string().min(1).max(64),
  /** What people call that computer; it is told to the agent's other desk when the line moves. */
  deskName: z.string().max(100),
  /** Feed position from which changes are wanted; 0 for everything; with the epoch it belongs to. */
  resume: z.object({ epoch: z.string().max(64), sequence: z.int().nonnegative() }).nullable(),
});
