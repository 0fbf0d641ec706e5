import type { AgentStateReport } from '../../contract/sync/up/agent-state.ts';
import { wrapUpSpent } from '../../domain/agent-state/agent.ts';
import { type AgentState, agentStateOf } from '../../domain/agent-state/agent-state.ts';
import { type DesktopState, isReady, stageOf } from '../../domain/desktop/state.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import type { Clock } from './clock.ts';

/** The line's round trip alone is told no oftener than this. */
const lineQualityEveryMs = 15_000;

/** One stretch of the agent's day. */
export type Stretch = {
  readonly state: Exclude<AgentState, 'signed-out'>;
  readonly reasonId: string | null;
  readonly began: string;
};

type Facts = {
  readonly desktop: DesktopState;
  readonly registration: RegistrationState;
  readonly roundTripMs: number | null;
};

/**
 * What the agent is doing and since when, as told to the center and written into the log of the
 * day. Looked at after each step; only what has changed is told.
 */
export function createPresence(options: {
  readonly clock: Clock;
  /** False when the center is not there: it is told after the next welcome. */
  readonly tell: (report: AgentStateReport) => boolean;
  /** A stretch has ended: it lasted so long by the monotonic clock. */
  readonly onStretch: (stretch: Stretch, durationMs: number) => void;
}) {
  const { clock } = options;
  let stretch: Stretch | null = null;
  let sinceMs = clock.nowMs();
  let told = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;

  function begin(next: Stretch | null): void {
    if (stretch) options.onStretch(stretch, clock.nowMs() - sinceMs);
    stretch = next;
    sinceMs = clock.nowMs();
  }

  function look({ desktop }: Facts): void {
    const state = agentStateOf({
      signedIn: desktop.signedIn,
      ready: isReady(desktop),
      stage: stageOf(desktop),
    });
    const { standing } = desktop.agent;
    const isAway = state === 'not-ready' && standing.kind === 'not-ready';
    const reasonId = isAway ? standing.reasonId : null;
    if (state === 'signed-out') {
      if (stretch) begin(null);
    } else if (stretch?.state !== state || stretch.reasonId !== reasonId) {
      begin({ state, reasonId, began: clock.now() });
    }
  }

  function report({ desktop, registration, roundTripMs }: Facts): void {
    if (!stretch) return;
    const { next } = desktop.agent;
    const isWrapUp = stretch.state === 'wrap-up';
    const spent = isWrapUp && desktop.work ? wrapUpSpent(desktop.agent, desktop.work.workId) : null;
    const facts = {
      state: stretch.state,
      reasonId: stretch.reasonId,
      since: stretch.began,
      next,
      wrapUp: spent && { ...spent },
    };
    const key = JSON.stringify([facts, registration.kind]);
    const nowMs = clock.nowMs();
    const isOld = roundTripMs !== null && nowMs - toldAtMs >= lineQualityEveryMs;
    if (key === told && !isOld) return;
    const line = { state: registration.kind, roundTripMs };
    if (!options.tell({ type: 'agent-state', ...facts, line })) return;
    told = key;
    toldAtMs = nowMs;
  }

  return {
    look(facts: Facts): void {
      look(facts);
      report(facts);
    },

    /** The center has just let this desk in: it knows nothing yet. */
    welcomed(): void {
      told = '';
    },

    /** The stretch that goes on, and for how long. */
    now: (): { stretch: Stretch | null; forMs: number } => ({
      stretch,
      forMs: clock.nowMs() - sinceMs,
    }),

    /** The shift ends. */
    close: () => begin(null),
  };
}
