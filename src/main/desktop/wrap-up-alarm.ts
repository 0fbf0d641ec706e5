import { type AgentEffect, wrapUpOf } from '../../domain/agent-state/agent.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import type { DesktopState } from '../../domain/desktop/state.ts';
import type { Clock } from './clock.ts';

type Alarm = Extract<AgentEffect, { type: 'wrap-up.alarm' }>;

/** Brings the machine, which has no clock, the times of each wrap-up. */
export function createWrapUpAlarm(clock: Clock, dispatch: (event: DesktopEvent) => void) {
  const alarms = new Map<string, () => void>();
  return {
    /**
     * Wrap-up that nobody counts yet begins to count: after a call, an undo or a restart.
     *
     * @param endedAtMs - When a call ended; null for one that this run did not see.
     */
    look({ work, other, agent }: DesktopState, endedAtMs: (callId: string) => number | null): void {
      for (const one of [work, other]) {
        if (one?.stage !== 'wrap-up' || wrapUpOf(agent, one.workId)) continue;
        const atMs = (one.call && endedAtMs(one.call.callId)) ?? clock.nowMs();
        dispatch({ type: 'wrap-up-begun', workId: one.workId, atMs });
      }
    },

    set({ workId, atMs }: Alarm): void {
      alarms.get(workId)?.();
      const cancel = clock.after(Math.max(0, atMs - clock.nowMs()), () => {
        alarms.delete(workId);
        // A timer may be early by a fraction of a millisecond.
        dispatch({ type: 'wrap-up-due', workId, atMs: Math.max(atMs, clock.nowMs()) });
      });
      alarms.set(workId, cancel);
    },

    close(): void {
      for (const cancel of alarms.values()) cancel();
    },
  };
}
