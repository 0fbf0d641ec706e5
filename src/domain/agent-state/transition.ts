import { assertNever } from '../assert-never.ts';
import {
  type Agent,
  type AgentEvent,
  type AgentStep,
  type WrapUpClock,
  wrapUpOf,
} from './agent.ts';
import type { NextStanding, Standing } from './agent-state.ts';

type Of<T extends AgentEvent['type']> = Extract<AgentEvent, { type: T }>;

/** What the agent wants to be. Pure and total: what does not fit changes nothing. */
export function transition(agent: Agent, event: AgentEvent): AgentStep {
  switch (event.type) {
    case 'chosen':
      return chosen(agent, event);
    case 'conversation-over':
      return conversationOver(agent);
    case 'wrap-up-begun':
      return wrapUpBegun(agent, event);
    case 'wrap-up-extended':
      return wrapUpExtended(agent, event);
    case 'wrap-up-due':
      return wrapUpDue(agent, event);
    case 'line-moved':
      return lineMoved(agent);
    default:
      return assertNever(event);
  }
}

const stay = (agent: Agent): AgentStep => ({ agent, effects: [] });

function chosen(agent: Agent, { choice, busy }: Of<'chosen'>): AgentStep {
  // Where the line is elsewhere nobody can be called.
  if (choice?.kind === 'ready' && agent.line === 'elsewhere') return stay(agent);
  if (busy) {
    const next = choice && !isSame(choice, agent.standing) ? choice : null;
    return isSame(next, agent.next) ? stay(agent) : stay({ ...agent, next });
  }
  if (choice === null) return stay(agent);
  if (choice.kind === 'sign-out') return { agent, effects: [{ type: 'agent.sign-out' }] };
  return isSame(choice, agent.standing) ? stay(agent) : stay({ ...agent, standing: choice });
}

function conversationOver(agent: Agent): AgentStep {
  const { next } = agent;
  if (!next && Object.keys(agent.wrapUps).length === 0) return stay(agent);
  const over: Agent = { ...agent, next: null, wrapUps: {} };
  if (!next) return stay(over);
  if (next.kind !== 'sign-out') return stay({ ...over, standing: next });
  // Nobody is called on the way out.
  const standing: Standing = { kind: 'not-ready', reasonId: null };
  return { agent: { ...over, standing }, effects: [{ type: 'agent.sign-out' }] };
}

function wrapUpBegun(agent: Agent, event: Of<'wrap-up-begun'>): AgentStep {
  if (wrapUpOf(agent, event.workId)) return stay(agent);
  const { limitSeconds, extensionSeconds } = event.time ?? { limitSeconds: 0, extensionSeconds: 1 };
  return counting(agent, event.workId, {
    beganAtMs: event.atMs,
    limitMs: limitSeconds === 0 ? null : limitSeconds * 1_000,
    extensionMs: extensionSeconds * 1_000,
    extensions: 0,
    overrun: false,
  });
}

/** More time counts from now when the time was over already, else from where it would have ended. */
function wrapUpExtended(agent: Agent, event: Of<'wrap-up-extended'>): AgentStep {
  const wrapUp = wrapUpOf(agent, event.workId);
  if (!wrapUp || wrapUp.limitMs === null) return stay(agent);
  const spentMs = Math.max(0, event.atMs - wrapUp.beganAtMs);
  return counting(agent, event.workId, {
    ...wrapUp,
    limitMs: Math.max(wrapUp.limitMs, spentMs) + wrapUp.extensionMs,
    extensions: wrapUp.extensions + 1,
    overrun: false,
  });
}

function counting(agent: Agent, workId: string, wrapUp: WrapUpClock): AgentStep {
  const { beganAtMs, limitMs } = wrapUp;
  return {
    agent: withClock(agent, workId, wrapUp),
    effects: limitMs === null ? [] : [{ type: 'wrap-up.alarm', workId, atMs: beganAtMs + limitMs }],
  };
}

/** An alarm that was set before the time was extended says nothing. */
function wrapUpDue(agent: Agent, event: Of<'wrap-up-due'>): AgentStep {
  const wrapUp = wrapUpOf(agent, event.workId);
  if (!wrapUp || wrapUp.limitMs === null || wrapUp.overrun) return stay(agent);
  if (event.atMs < wrapUp.beganAtMs + wrapUp.limitMs) return stay(agent);
  return stay(withClock(agent, event.workId, { ...wrapUp, overrun: true }));
}

function withClock(agent: Agent, workId: string, wrapUp: WrapUpClock): Agent {
  return { ...agent, wrapUps: { ...agent.wrapUps, [workId]: wrapUp } };
}

function lineMoved(agent: Agent): AgentStep {
  if (agent.line === 'elsewhere') return stay(agent);
  const next = agent.next?.kind === 'ready' ? null : agent.next;
  const standing: Standing =
    agent.standing.kind === 'ready' ? { kind: 'not-ready', reasonId: null } : agent.standing;
  return stay({ ...agent, line: 'elsewhere', standing, next });
}

function isSame(one: NextStanding | null, other: NextStanding | null): boolean {
  if (one?.kind !== other?.kind) return false;
  if (one?.kind !== 'not-ready' || other?.kind !== 'not-ready') return true;
  return one.reasonId === other.reasonId;
}
