import { z } from 'zod';

/** What the agent is doing, told at each change. Not journaled: only the newest matters. */
export const agentStateReport = z.object({
  type: z.literal('agent-state'),
  state: z.enum(['ready', 'not-ready', 'on-call', 'wrap-up']),
});
