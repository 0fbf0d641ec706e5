import type { WrapUpTime } from '../campaign/campaign.ts';
import type { WrapUpSpent } from '../summary/summary.ts';
import type { NextStanding, Standing } from './agent-state.ts';

/** The time of one wrap-up, on main's monotonic clock. */
export type WrapUpClock = {
  readonly beganAtMs: number;
  /** From the beginning, extensions included; null without a limit. */
  readonly limitMs: number | null;
  /** What one more extension adds. */
  readonly extensionMs: number;
  readonly extensions: number;
  /** The time is over. The conversation stays where it is. */
  readonly overrun: boolean;
};

/**
 * What the agent wants to be. Whether a conversation is on the desk is the desktop's to know:
 * with it, `agentStateOf` says what the agent is.
 *
 *   standing: ready ◄──chosen──► not ready, with a reason
 *   in a call or wrap-up: next ──conversation over──► standing, or signed out
 *   wrap-up: counting ──due──► overrun ──extended──► counting
 *   line: here ──moved──► elsewhere, until the next sign-in
 */
export type Agent = {
  readonly standing: Standing;
  /** Obeyed when the conversation is over; null for as it was before. */
  readonly next: NextStanding | null;
  /** By conversation: of two, each has a wrap-up of its own. */
  readonly wrapUps: Readonly<Record<string, WrapUpClock>>;
  /** The same agent has signed in at another desk: no call comes or goes here any more. */
  readonly line: 'here' | 'elsewhere';
};

export const newAgent: Agent = {
  standing: { kind: 'not-ready', reasonId: null },
  next: null,
  wrapUps: {},
  line: 'here',
};

/** `atMs` is a reading of a monotonic clock. */
export type AgentEvent =
  /** Chosen by the agent; `busy` in a call or its wrap-up. */
  | { readonly type: 'chosen'; readonly choice: NextStanding | null; readonly busy: boolean }
  | { readonly type: 'conversation-over' }
  | {
      readonly type: 'wrap-up-begun';
      readonly workId: string;
      readonly atMs: number;
      readonly time: WrapUpTime | null;
    }
  | { readonly type: 'wrap-up-extended'; readonly workId: string; readonly atMs: number }
  | { readonly type: 'wrap-up-due'; readonly workId: string; readonly atMs: number }
  | { readonly type: 'line-moved' };

export type AgentEffect =
  /** Tell `wrap-up-due` when the clock has come to `atMs`; in place of an earlier alarm of it. */
  | { readonly type: 'wrap-up.alarm'; readonly workId: string; readonly atMs: number }
  | { readonly type: 'agent.sign-out' };

export type AgentStep = { readonly agent: Agent; readonly effects: readonly AgentEffect[] };

/** How the wrap-up of a conversation went, for its record; null when nobody counted it. */
export function wrapUpSpent(agent: Agent, workId: string): WrapUpSpent | null {
  const clock = wrapUpOf(agent, workId);
  return clock && { extensions: clock.extensions, overrun: clock.overrun };
}

/** The clock of a conversation's wrap-up; null while none counts. */
export function wrapUpOf({ wrapUps }: Agent, workId: string | null): WrapUpClock | null {
  return workId !== null && Object.hasOwn(wrapUps, workId) ? (wrapUps[workId] ?? null) : null;
}
