import { z } from 'zod';
import { instant } from '../record/customer.ts';
import { personName } from '../record/person-name.ts';
import { agentStateReport } from '../sync/up/agent-state.ts';

const id = z.string().min(1).max(64);

/** The desk an agent used last, as far as it has told the center. */
export const deskStanding = z.object({
  agentId: id,
  agentName: personName(500),
  deskId: id,
  deskName: z.string(),
  /** False when its socket has gone: what it said last is still here. */
  connected: z.boolean(),
  /** When the center last heard anything of it. */
  lastSeenAt: instant,
  /** Null until it has said something. */
  report: agentStateReport.omit({ type: true }).nullable(),
});
export type DeskStanding = z.infer<typeof deskStanding>;

/** `GET /v1/desks`: one line for each agent who was connected since the center started. */
export const desksResponse = z.object({ desks: z.array(deskStanding) });
