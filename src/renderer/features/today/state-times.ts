import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';

type Agent = Pick<DeskSnapshot['agent'], 'state' | 'reasonId'>;

/** Time of the day without a call, by what the agent was and why. */
export type StateTime = {
  readonly state: 'ready' | 'not-ready';
  readonly reasonId: string | null;
  readonly ms: number;
};

/**
 * How long the agent was ready, and not ready by reason, with the stretch that goes on. Calls and
 * wrap-ups have figures of their own.
 */
export function stateTimes(
  logged: DeskSnapshot['today']['states'],
  agent: Agent,
  runningMs: number,
): readonly StateTime[] {
  const stretches = [
    ...logged,
    {
      state: agent.state,
      reasonId: agent.state === 'not-ready' ? agent.reasonId : null,
      ms: runningMs,
    },
  ];
  const times = new Map<string, StateTime>();
  for (const { state, reasonId, ms } of stretches) {
    if (state !== 'ready' && state !== 'not-ready') continue;
    const key = JSON.stringify([state, reasonId]);
    times.set(key, { state, reasonId, ms: (times.get(key)?.ms ?? 0) + ms });
  }
  return [...times.values()];
}
