import type { AgentEvent } from '../agent-state/agent.ts';
import { transition } from '../agent-state/transition.ts';
import type { DesktopEvent } from './event.ts';
import { openNext } from './finish.ts';
import { campaignOf, type DesktopState, hasCall, isBusy, isReady } from './state.ts';
import { type DesktopStep, stay } from './step.ts';

type Of<T extends DesktopEvent['type']> = Extract<DesktopEvent, { type: T }>;

/** Lets the agent's own machine decide, beside whatever else the desk is busy with. */
export function tellAgent(state: DesktopState, event: AgentEvent): DesktopStep {
  const { agent, effects } = transition(state.agent, event);
  return { state: agent === state.agent ? state : { ...state, agent }, effects };
}

/** Ready or not: at once, or in a call and its wrap-up as what comes after it. */
export function readySet(state: DesktopState, event: Of<'ready-set'>): DesktopStep {
  const reasonId = event.reasonId ?? null;
  return chosen(state, event.ready ? { kind: 'ready' } : { kind: 'not-ready', reasonId });
}

export function chosen(state: DesktopState, choice: Of<'next-set'>['next']): DesktopStep {
  const step = tellAgent(state, { type: 'chosen', choice, busy: isBusy(state) });
  const becameReady = !isReady(state) && isReady(step.state);
  return becameReady && !state.work ? openNext(step, null) : step;
}

/** The time of the wrap-up that is on the desk begins to count. */
export function wrapUpBegun(state: DesktopState, event: Of<'wrap-up-begun'>): DesktopStep {
  const { work } = state;
  if (work?.workId !== event.workId || work.stage !== 'wrap-up') return stay(state);
  const time = campaignOf(state, work.campaignId)?.wrapUpTime ?? null;
  return tellAgent(state, { ...event, time });
}

/** The agent's line is at another desk from now on; a call that is up here stays until its end. */
export function lineMoved(state: DesktopState): DesktopStep {
  const step = tellAgent(state, { type: 'line-moved' });
  if (step.state === state) return step;
  const last = hasCall(state) ? 'line.unregister' : 'line.close';
  return { state: step.state, effects: [...step.effects, { type: last }] };
}

/** After the last call at a desk whose line has moved, nothing of the line is left here. */
export function closeMovedLine(before: DesktopState, step: DesktopStep): DesktopStep {
  const isOver = step.state.agent.line === 'elsewhere' && hasCall(before) && !hasCall(step.state);
  if (!isOver) return step;
  return { state: step.state, effects: [...step.effects, { type: 'line.close' }] };
}
