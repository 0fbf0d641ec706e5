import type { Work } from '../work/work.ts';

export type AgentState = 'signed-out' | 'ready' | 'not-ready' | 'on-call' | 'wrap-up';

/** Id of a not-ready reason, as the center's provisioning names it. */
export type ReasonId = string;

/** Why an agent takes no calls for a while, as the center defines it. */
export type NotReadyReason = { readonly id: ReasonId; readonly label: string };

/** What the agent is while no conversation is on the desk. */
export type Standing =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly reasonId: ReasonId | null };

/** What the agent wants to be when the conversation is over. */
export type NextStanding = Standing | { readonly kind: 'sign-out' };

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
