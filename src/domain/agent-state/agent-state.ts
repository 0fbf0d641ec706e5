import type { Work } from '../work/work.ts';

export type AgentState = 'signed-out' | 'ready' | 'not-ready' | 'on-call' | 'wrap-up';

/** What the agent is doing follows from facts; it is never set beside them. */
export function agentStateOf(facts: {
  readonly signedIn: boolean;
  readonly ready: boolean;
  readonly stage: Work['stage'] | null;
}): AgentState {
  if (!facts.signedIn) return 'signed-out';
  if (facts.stage === 'call') return 'on-call';
  if (facts.stage === 'wrap-up') return 'wrap-up';
  return facts.ready ? 'ready' : 'not-ready';
}
