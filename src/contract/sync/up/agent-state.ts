import { z } from 'zod';
import { nextStanding } from '../../record/agent-state.ts';
import { instant } from '../../record/customer.ts';

/**
 * What the agent is doing: told after each welcome and at each change. Not journaled: only the
 * newest matters.
 */
export const agentStateReport = z.object({
  type: z.literal('agent-state'),
  state: z.enum(['ready', 'not-ready', 'on-call', 'wrap-up']),
  /** The center's reason for `not-ready`; null without one. */
  reasonId: z.string().min(1).max(64).nullable(),
  /** When this state began, by the desk's clock. */
  since: instant,
  /** What comes when the conversation is over, where the agent has said so. */
  next: nextStanding.nullable(),
  /** For `wrap-up`: whether its time is over, and how often it was extended. */
  wrapUp: z.object({ extensions: z.int().nonnegative(), overrun: z.boolean() }).nullable(),
  line: z.object({
    state: z.enum(['offline', 'connecting', 'registered', 'backing-off', 'rejected']),
    /** Round trip of the last ping on the SIP socket. */
    roundTripMs: z.number().nonnegative().nullable(),
  }),
});
export type AgentStateReport = z.infer<typeof agentStateReport>;
