import { type Call, type CallState, isLive, otherCall } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { isHeldHere } from './hold.ts';
import { step } from './step.ts';
import { awake } from './waking.ts';

/**
 * Two calls: which one talks. Only the call in front is ever heard, and the media page sees to
 * that by itself (`media.focus`): a hold that the far end refuses or that waits for the line makes
 * no conference of two customers.
 */

/** Answers, and puts who was talking on hold. */
export function answer(
  state: CallState,
  event: Extract<CallEvent, { type: 'call.answer' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (call?.signalling.kind !== 'alerting') return unchanged(state);
  const before = toFront(state, call.callId);
  const { call: answered, effects } = step(call, event, state.lineUp);
  return {
    state: withCall(before.state, answered),
    effects: [...before.effects, ...effects],
  };
}

/** A customer on the way to somebody waits for what comes of it; three who talk do not wait. */
export function isBound(state: CallState, call: Call): boolean {
  if (state.joined?.includes(call.callId)) return true;
  const { transfer } = call;
  if (transfer?.kind !== 'consulting') return transfer !== null && transfer.kind !== 'failed';
  // Who answers next must not speak into a talk: the colleague is awaited, or let go first.
  const colleague = state.calls[transfer.consultId]?.signalling.kind;
  return colleague === 'dialing' || colleague === 'ringing';
}

/** Resumes a call: where another one talks, the two change places. */
export function resume(
  state: CallState,
  event: Extract<CallEvent, { type: 'call.resume' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (call?.signalling.kind !== 'established' || isBound(state, call)) return unchanged(state);
  const before = toFront(state, call.callId);
  const { call: resumed, effects } = step(call, event, state.lineUp);
  if (before.state === state && resumed === call) return unchanged(state);
  return { state: withCall(before.state, resumed), effects: [...before.effects, ...effects] };
}

/** The agent's voice goes with the call in front: another cannot be muted by itself. */
export function mute(
  state: CallState,
  event: Extract<CallEvent, { type: 'call.mute' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (!call || !isLive(call) || state.front !== call.callId) return unchanged(state);
  const { effects } = step(call, event, state.lineUp);
  if (effects.length === 0) return unchanged(state);
  const { muted } = event;
  const others = (state.joined ?? []).filter((callId) => callId !== call.callId);
  return {
    state: { ...state, muteWanted: muted },
    effects: [
      ...effects,
      ...others.map((callId) => ({ type: 'media.mute' as const, callId, muted })),
    ],
  };
}

/** Makes this call the one that talks; the one that did is to wait on hold. */
export function toFront(state: CallState, callId: string): CallTransition {
  if (state.front === callId) return unchanged(state);
  const waits = otherCallThan(state, callId);
  if (waits?.signalling.kind !== 'established') {
    return { state: { ...state, front: callId }, effects: [] };
  }
  const held: Call = { ...awake(waits), holdWanted: true, refused: null };
  if (held.healing.kind !== 'none') {
    return {
      state: { ...withCall(state, held), front: callId },
      effects: [{ type: 'media.hush', callId: held.callId, hushed: true }],
    };
  }
  const asks = state.lineUp && !isHeldHere(waits) && !waits.holdWanted;
  return {
    state: { ...withCall(state, held), front: callId },
    effects: asks ? [{ type: 'sip.hold', callId: held.callId }] : [],
  };
}

function otherCallThan(state: CallState, callId: string): Call | null {
  return otherCall({ ...state, front: callId });
}

/**
 * What follows for the pair of calls from whatever has happened: who is in front when a call is
 * gone, whose sound goes through, and how a call that waits for an answer makes itself heard. One
 * that was held when the other ended stays held: the agent resumes it.
 */
export function settle(before: CallState, next: CallTransition): CallTransition {
  const { front, state } = settledFront(next.state);
  const effects: CallEffect[] = [...next.effects];
  if (front !== null && front !== before.front && before.front !== null) {
    effects.push({ type: 'media.focus', callId: front });
  }
  // Said once too often rather than heard: what the page told of the call may be of before.
  const mayDiffer = front !== null && (state.muteWanted || state.calls[front]?.muted === true);
  if (front !== before.front && front !== null && mayDiffer) {
    effects.push({ type: 'media.mute', callId: front, muted: state.muteWanted });
  }
  const tone = alertingTone(state);
  const isTone = ({ type }: CallEffect) => type.startsWith('tone.');
  if (tone === null || (tone === alertingTone(before) && !effects.some(isTone))) {
    return { state, effects };
  }
  return { state, effects: [{ type: tone }, ...effects.filter((effect) => !isTone(effect))] };
}

function settledFront(state: CallState): { front: string | null; state: CallState } {
  const front = state.front === null ? undefined : state.calls[state.front];
  if (front && isLive(front)) return { front: front.callId, state };
  const next = Object.values(state.calls).find(isLive)?.callId ?? null;
  const muteWanted = next !== null && state.muteWanted;
  if (next === state.front && muteWanted === state.muteWanted) return { front: next, state };
  return { front: next, state: { ...state, front: next, muteWanted } };
}

/** Who calls while nobody talks rings out loud; who calls into a talk is a soft beep. */
function alertingTone(state: CallState): 'tone.ringing' | 'tone.waiting' | 'tone.announce' | null {
  const rings = Object.values(state.calls).find((call) => call.signalling.kind === 'alerting');
  if (!rings) return null;
  if (rings.callId !== state.front) return 'tone.waiting';
  return rings.answersItself ? 'tone.announce' : 'tone.ringing';
}
