import { assertNever } from '../assert-never.ts';
import { pathBroken, threeAgain } from './broken-path.ts';
import { type CallState, isLive, liveCall, otherCall, type Party } from './call.ts';
import type { CallEvent } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { hangUp, sessionEnded } from './ending.ts';
import { answer, isBound, mute, resume, settle } from './front.ts';
import { healRefused, mediaLost, mediaMissing } from './healing.ts';
import { lineDown, lineUp } from './loss.ts';
import { newCall } from './new-call.ts';
import { moved } from './room.ts';
import { step, wantHold } from './step.ts';
import { cancelTransfer, complete, consult, join, part, transfer } from './transfer-order.ts';
import { settleTransfers, transferProgress, transferUntold } from './transfer-progress.ts';
import { wakened } from './waking.ts';

/**
 * Decides what an event means for the calls. Pure and total: an event that makes no sense in a
 * state (a button pressed twice, a late reply, an unknown call) changes nothing.
 */
export function transition(state: CallState, event: CallEvent): CallTransition {
  return settle(state, settleTransfers(next(state, event), event));
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
      return joinedAgain(mediaLost(state, event));
    case 'media.missing':
      return mediaMissing(state, event);
    case 'sip.healRefused':
      return healRefused(state, event);
    case 'call.forget':
      return forget(state, event.callId);
    case 'sip.ended':
      return intoRoom(state, sessionEnded(state, event), event.callId);
    case 'call.hangUp':
      return hangUp(state, event);
    case 'call.answer':
      return answer(state, event);
    case 'call.resume':
      return resume(state, event);
    case 'call.mute':
      return mute(state, event);
    case 'sip.digit': {
      const { callId, digit } = event;
      const isUp = state.calls[callId]?.signalling.kind === 'established';
      return { state, effects: isUp ? [{ type: 'call.digit', callId, digit }] : [] };
    }
    case 'call.transfer':
      return transfer(state, event);
    case 'call.consult':
      return consult(state, event);
    case 'call.complete':
      return complete(state, event);
    case 'call.cancelTransfer':
      return cancelTransfer(state, event);
    case 'call.join':
      return join(state, event);
    case 'call.part':
      return part(state, event);
    case 'media.pathBroken':
      return pathBroken(state, event);
    case 'sip.transferProgress':
    case 'sip.transferReached':
    case 'sip.transferFailed':
      return transferProgress(state, event);
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
      if (event.type === 'call.hold' && isBound(state, call)) return unchanged(state);
      const stepping = step(call, event, state.lineUp);
      const after = event.type === 'sip.healed' ? wakened(state, call, stepping) : stepping;
      const stepped = withCall(state, after.call);
      if (event.type === 'sip.established' && state.front !== call.callId) {
        // The agent has turned to the other one meanwhile: this one waits from the beginning.
        const waits = wantHold(after.call, true, state.lineUp);
        return {
          state: withCall(state, waits.call),
          effects: [...after.effects, ...waits.effects],
        };
      }
      if (event.type !== 'sip.healed') return { state: stepped, effects: after.effects };
      const told = transferUntold(stepped, event);
      return { state: told.state, effects: [...after.effects, ...told.effects] };
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
  // Beside another call nothing is answered by itself: one voice at a time is the agent's choice.
  const answersItself = event.answersItself === true && liveCall(state) === null;
  const call = { ...newCall(callId, 'inbound', party, event), answersItself };
  return {
    state: withCall(state, call),
    effects: [
      { type: answersItself ? 'tone.announce' : 'tone.ringing' },
      { type: 'media.prepare', callId },
    ],
  };
}

/** The PBX took the customer, whom it was asked to bring to the room where we are. */
function intoRoom(before: CallState, next: CallTransition, callId: string): CallTransition {
  const transfer = before.calls[callId]?.transfer;
  const { signalling } = next.state.calls[callId] ?? { signalling: null };
  if (transfer?.kind !== 'under-way' || transfer.target === null || !transfer.consultId)
    return next;
  if (signalling?.kind !== 'ended' || signalling.cause.kind !== 'handed-over') return next;
  const there = moved(next.state, callId, transfer.consultId);
  return { state: there.state, effects: [...there.effects, ...next.effects] };
}

/** The new page knows of no talk of three. */
function joinedAgain(next: CallTransition): CallTransition {
  return { ...next, effects: [...next.effects, ...threeAgain(next.state)] };
}

/**
 * A second caller is taken while people talk or hold; a third never is, and none while a customer
 * is passed on and may come back.
 */
export function takesAnother(state: CallState): boolean {
  const live = liveCall(state);
  if (live === null) return true;
  if (live.signalling.kind !== 'established' || otherCall(state) !== null) return false;
  return live.transfer?.kind !== 'under-way';
}

function forget(state: CallState, callId: string): CallTransition {
  const call = state.calls[callId];
  if (call === undefined || isLive(call)) return unchanged(state);
  const { [callId]: _forgotten, ...calls } = state.calls;
  return { state: { ...state, calls }, effects: [] };
}

function refuse(
  state: CallState,
  callId: string,
  party: Party,
  reason: 'call-in-progress' | 'line-down',
): CallTransition {
  return { state, effects: [{ type: 'call.refused', callId, party, reason }] };
}
