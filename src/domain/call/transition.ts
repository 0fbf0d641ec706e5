import { assertNever } from '../assert-never.ts';
import { type Call, type CallState, isLive, liveCall, otherCall, type Party } from './call.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { hangUp, sessionEnded } from './ending.ts';
import { answer, mute, resume, settle } from './front.ts';
import { healRefused, mediaLost, mediaMissing } from './healing.ts';
import { lineDown, lineUp } from './loss.ts';
import { step } from './step.ts';

/**
 * Decides what an event means for the calls. Pure and total: an event that makes no sense in a
 * state (a button pressed twice, a late reply, an unknown call) changes nothing.
 */
export function transition(state: CallState, event: CallEvent): CallTransition {
  return settle(state, next(state, event));
}

function next(state: CallState, event: CallEvent): CallTransition {
  switch (event.type) {
    case 'call.dial':
      return dial(state, event);
    case 'sip.invited':
      return invited(state, event);
    case 'sip.lineUp':
      return lineUp(state);
    case 'sip.lineDown':
      return lineDown(state, event);
    case 'media.lost':
      return mediaLost(state, event);
    case 'media.missing':
      return mediaMissing(state, event);
    case 'sip.healRefused':
      return healRefused(state, event);
    case 'call.forget':
      return forget(state, event.callId);
    case 'sip.ended':
      return sessionEnded(state, event);
    case 'call.hangUp':
      return hangUp(state, event);
    case 'call.answer':
      return answer(state, event);
    case 'call.resume':
      return resume(state, event);
    case 'call.mute':
      return mute(state, event);
    case 'call.reject':
    case 'call.hold':
    case 'call.dtmf':
    case 'sip.ringing':
    case 'sip.established':
    case 'sip.held':
    case 'sip.resumed':
    case 'sip.operationRefused':
    case 'sip.healed':
    case 'sip.replacedEnded':
    case 'media.flowing':
    case 'media.interrupted':
    case 'media.muted':
    case 'media.microphone': {
      const call = state.calls[event.callId];
      if (call === undefined || !isLive(call)) return unchanged(state);
      const after = step(call, event, state.lineUp);
      return { state: withCall(state, after.call), effects: after.effects };
    }
    default:
      return assertNever(event);
  }
}

function dial(state: CallState, event: Extract<CallEvent, { type: 'call.dial' }>): CallTransition {
  const { callId, party } = event;
  if (state.calls[callId] !== undefined) return unchanged(state);
  if (liveCall(state) !== null) {
    return refuse(state, callId, party, 'call-in-progress');
  }
  if (!state.lineUp) return refuse(state, callId, party, 'line-down');
  const call = newCall(callId, 'outbound', party, event);
  return {
    state: withCall(state, call),
    effects: [
      { type: 'media.prepare', callId },
      { type: 'sip.invite', callId, target: event.target },
    ],
  };
}

function invited(
  state: CallState,
  event: Extract<CallEvent, { type: 'sip.invited' }>,
): CallTransition {
  const { callId, party } = event;
  if (state.calls[callId] !== undefined) return unchanged(state);
  if (!takesAnother(state)) {
    return {
      state,
      effects: [
        { type: 'sip.reject', callId, sipStatus: 486 },
        { type: 'call.refused', callId, party, reason: 'busy-here' },
      ],
    };
  }
  return {
    state: withCall(state, newCall(callId, 'inbound', party, event)),
    effects: [{ type: 'tone.ringing' }, { type: 'media.prepare', callId }],
  };
}

/** A second caller is taken while people talk or hold; a third never is. */
export function takesAnother(state: CallState): boolean {
  const live = liveCall(state);
  if (live === null) return true;
  return live.signalling.kind === 'established' && otherCall(state) === null;
}

function forget(state: CallState, callId: string): CallTransition {
  const call = state.calls[callId];
  if (call === undefined || isLive(call)) return unchanged(state);
  const { [callId]: _forgotten, ...calls } = state.calls;
  return { state: { ...state, calls }, effects: [] };
}

function newCall(
  callId: string,
  direction: Call['direction'],
  party: Party,
  instant: Instant,
): Call {
  return {
    callId,
    direction,
    party,
    signalling: { kind: direction === 'inbound' ? 'alerting' : 'dialing' },
    hold: 'none',
    holdWanted: false,
    refused: null,
    muted: false,
    media: 'opening',
    healing: { kind: 'none' },
    microphone: 'unknown',
    startedAtMs: instant.atMs,
    startedAt: instant.at,
    establishedAtMs: null,
    establishedAt: null,
    endedAtMs: null,
    endedAt: null,
  };
}

function refuse(
  state: CallState,
  callId: string,
  party: Party,
  reason: 'call-in-progress' | 'line-down',
): CallTransition {
  return { state, effects: [{ type: 'call.refused', callId, party, reason }] };
}
