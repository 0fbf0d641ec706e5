import { type Call, type CallState, otherCall } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent } from './call-event.ts';
import { type CallStep, type CallTransition, unchanged, withCall } from './change.ts';
import { begin, firstWay, wake } from './healing.ts';

/** Nothing arrives by the way a call has, and the server is there: another way is asked for. */
export function pathBroken(
  state: CallState,
  event: Extract<CallEvent, { type: 'media.pathBroken' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (call?.signalling.kind !== 'established' || !state.lineUp) return unchanged(state);
  // What is being made anew has another way already; what is held again is asked in that dialog.
  if (call.healing.kind !== 'none' && call.healing.kind !== 'waking') return unchanged(state);
  const step = anotherPath(state, call);
  return {
    state: withCall(state, step.call),
    effects: [...step.effects, ...heardAgain(state, [step])],
  };
}

/** Another way for the sound, from the connection there is or from a new one, as the PBX takes it. */
export function anotherPath(state: CallState, call: Call): CallStep {
  const { callId } = call;
  const way = state.pbx.brokenPath === 'rebuild' ? firstWay(state) : null;
  if (way === null) {
    return { call, effects: [{ type: 'sip.refresh', callId, restartIce: true }] };
  }
  const begun = begin({ ...call, media: 'opening' }, way, 1);
  return {
    call: begun.call,
    effects: [{ type: 'sip.abandon', callId }, ...wake(state, call), ...begun.effects],
  };
}

/** The page knows no focus of a connection that it has just made. */
export function heardAgain(state: CallState, steps: readonly CallStep[]): readonly CallEffect[] {
  const isRebuilt = steps.some(({ effects }) => effects.some(({ type }) => type === 'sip.abandon'));
  if (!isRebuilt) return [];
  const { front } = state;
  const focus: readonly CallEffect[] =
    front !== null && otherCall(state) !== null ? [{ type: 'media.focus', callId: front }] : [];
  return [...focus, ...threeAgain(state)];
}

/** A talk of three, for a page that knows of none: the mute of the agent holds for both others. */
export function threeAgain({ joined, front, muteWanted }: CallState): readonly CallEffect[] {
  if (!joined) return [];
  const other = joined.find((callId) => callId !== front);
  const muted: readonly CallEffect[] =
    muteWanted && other !== undefined ? [{ type: 'media.mute', callId: other, muted: true }] : [];
  return [...muted, { type: 'media.join', callIds: joined }];
}
