import { assertNever } from '../assert-never.ts';
import { type CallState, isLive } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { Instant } from './call-event.ts';
import { type CallTransition, mapCalls, unchanged } from './change.ts';
import { causeOf, ended, silence } from './ending.ts';
import { isHeldHere } from './hold.ts';

/** Runs what waited: owed BYEs, then each call's hold, or a re-INVITE that shows our new socket. */
export function lineUp(state: CallState): CallTransition {
  if (state.lineUp) return unchanged(state);
  const effects: CallEffect[] = state.owedByes.map((callId) => ({ type: 'sip.bye', callId }));
  for (const call of Object.values(state.calls)) {
    if (call.signalling.kind !== 'established') continue;
    const { callId } = call;
    if (call.holdWanted !== isHeldHere(call)) {
      effects.push({ type: call.holdWanted ? 'sip.hold' : 'sip.resume', callId });
    } else {
      effects.push({ type: 'sip.refresh', callId, restartIce: call.media === 'interrupted' });
    }
  }
  return { state: { ...state, lineUp: true, owedByes: [] }, effects };
}

/** An established call goes on without a line; one that still rings cannot be answered any more. */
export function lineDown(state: CallState, instant: Instant): CallTransition {
  if (!state.lineUp) return unchanged(state);
  const effects: CallEffect[] = [];
  const calls = mapCalls(state, (call) => {
    if (!isLive(call) || call.signalling.kind === 'established') return call;
    effects.push(...silence(call.callId), { type: 'sip.drop', callId: call.callId });
    const known = call.signalling.kind === 'ending' ? call.signalling.cause : null;
    return ended(call, known ?? causeOf(call, 'connection-error', 'local', null), instant);
  });
  return { state: { ...state, lineUp: false, calls }, effects };
}

/**
 * The page died and the peer connections with it. A phone that rings goes on ringing on the new
 * page; a call in which people talk ends with its honest cause, and the far end is told.
 */
export function mediaLost(state: CallState, instant: Instant): CallTransition {
  const effects: CallEffect[] = [];
  const owedByes: string[] = [];
  const calls = mapCalls(state, (call) => {
    const { callId } = call;
    switch (call.signalling.kind) {
      case 'ended':
        return call;
      case 'ending':
        return { ...call, media: 'interrupted' };
      case 'alerting':
        effects.push({ type: 'tone.ringing' }, { type: 'media.prepare', callId });
        return { ...call, media: 'opening', muted: false };
      case 'dialing':
      case 'ringing':
      case 'answering':
      case 'established': {
        const cause = causeOf(call, 'media-lost', 'local', null);
        if (!state.lineUp) {
          owedByes.push(callId);
          return { ...ended(call, cause, instant), media: 'interrupted' };
        }
        effects.push({ type: 'sip.bye', callId });
        return { ...call, media: 'interrupted', signalling: { kind: 'ending', cause } };
      }
      default:
        return assertNever(call.signalling);
    }
  });
  return { state: { ...state, calls, owedByes: [...state.owedByes, ...owedByes] }, effects };
}
