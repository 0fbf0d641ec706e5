import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import type { NextStanding } from '../../../domain/agent-state/agent-state.ts';

type Agent = DeskSnapshot['agent'];

/** A call or its wrap-up goes on: what is chosen now comes after it. */
export function isBusy({ agent }: DeskSnapshot): boolean {
  return agent.state === 'on-call' || agent.state === 'wrap-up';
}

/** What the agent is now, or in a conversation what comes after it. */
export function comes(agent: Agent): NextStanding {
  if (agent.next) return agent.next;
  return agent.ready ? { kind: 'ready' } : { kind: 'not-ready', reasonId: agent.reasonId };
}

/** The center's name of the reason in what comes. */
export function comesReason(snapshot: DeskSnapshot): string | null {
  const standing = comes(snapshot.agent);
  return standing.kind === 'not-ready' ? reasonLabel(snapshot.agent, standing.reasonId) : null;
}

/** The center's name of a reason; null for none, and for one it no longer has. */
export function reasonLabel({ reasons }: Agent, reasonId: string | null): string | null {
  return reasons.find(({ id }) => id === reasonId)?.label ?? null;
}
