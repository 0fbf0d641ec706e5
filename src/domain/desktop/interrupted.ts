import type { Work } from '../work/work.ts';
import { callLogOf } from './call-log-of.ts';
import type { OutboxEntry } from './effect.ts';

/** Why a call is over whose machine stopped in the middle of it. */
const interruptedCause = 'app-stopped';

/**
 * A conversation that was found on disk. The call itself did not survive the machine: its end is the
 * last of it that is known, not when it was found, and how long they talked nobody measured. What was
 * written about it is all there.
 *
 * @returns the conversation as it goes on, and the call for the log where it was still up.
 */
export function afterInterruption(work: Work): {
  readonly work: Work;
  readonly log: readonly OutboxEntry[];
} {
  const rest = { ...work, nextWanted: false };
  if (work.call === null) return { work: { ...rest, stage: 'preview' }, log: [] };
  if (work.stage !== 'call') return { work: { ...rest, stage: 'wrap-up' }, log: [] };
  const endedAt = work.call.answeredAt ?? work.call.startedAt;
  const call = { ...work.call, endedAt, endedBy: 'unknown', cause: interruptedCause } as const;
  const ended = { ...rest, stage: 'wrap-up', call } as const;
  return { work: ended, log: [callLogOf(ended, endedAt)] };
}
