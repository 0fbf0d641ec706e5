import { assertNever } from '../assert-never.ts';
import { type Call, type CallState, isLive } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallStep, type CallTransition, unchanged, withCall } from './change.ts';
import { type EndCause, type EndedBy, endCause, type SipCause } from './end-cause.ts';

/** The agent does not take it: 603 goes out, the session's last word is waited for. */
export function rejected(call: Call): CallStep {
  return {
    call: {
      ...call,
      signalling: { kind: 'ending', cause: causeOf(call, 'rejected', 'local', 603) },
    },
    effects: [{ type: 'tone.none' }, { type: 'sip.reject', callId: call.callId, sipStatus: 603 }],
  };
}

export function hangUp(
  state: CallState,
  event: Extract<CallEvent, { type: 'call.hangUp' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (call === undefined) return unchanged(state);
  const { callId } = call;
  switch (call.signalling.kind) {
    case 'ended':
    case 'ending':
      return unchanged(state);
    case 'alerting': {
      const next = rejected(call);
      return { state: withCall(state, next.call), effects: next.effects };
    }
    case 'dialing':
    case 'ringing':
    case 'answering':
      return {
        state: withCall(state, {
          ...call,
          signalling: { kind: 'ending', cause: causeOf(call, 'canceled', 'local', null) },
        }),
        effects: [{ type: 'tone.none' }, { type: 'sip.bye', callId }],
      };
    case 'established':
      return endTalk(state, call, causeOf(call, 'bye', 'local', null), event);
    default:
      return assertNever(call.signalling);
  }
}

/** Ends a call in which people talk: the BYE goes out now, or is owed until the line is back. */
export function endTalk(
  state: CallState,
  call: Call,
  cause: EndCause,
  instant: Instant,
): CallTransition {
  const { callId } = call;
  if (state.lineUp) {
    return {
      state: withCall(state, {
        ...call,
        healing: { kind: 'none' },
        signalling: { kind: 'ending', cause },
      }),
      effects: [{ type: 'sip.bye', callId }],
    };
  }
  // The agent has hung up, whatever the network says: audio stops now, the BYE is owed.
  const over = withCall(state, ended(call, cause, instant));
  return {
    state: { ...over, owedByes: [...state.owedByes, callId] },
    effects: silence(callId),
  };
}

export function sessionEnded(
  state: CallState,
  event: Extract<CallEvent, { type: 'sip.ended' }>,
): CallTransition {
  const settled = { ...state, owedByes: state.owedByes.filter((id) => id !== event.callId) };
  const call = state.calls[event.callId];
  if (call === undefined || !isLive(call)) {
    return {
      state: settled.owedByes.length === state.owedByes.length ? state : settled,
      effects: [],
    };
  }
  const known = call.signalling.kind === 'ending' ? call.signalling.cause : null;
  const cause = known ?? causeOf(call, passedOn(state, call, event), event.by, event.sipStatus);
  const closing: readonly CallEffect[] = [{ type: 'media.close', callId: call.callId }];
  const tone: CallEffect = { type: cause.kind === 'busy' ? 'tone.busy' : 'tone.none' };
  return {
    state: withCall(settled, ended(call, cause, event)),
    effects: [tone, ...closing],
  };
}

/**
 * Who is on the way to somebody does not hang up on the agent: the far end lets go of the leg that
 * it no longer needs. Before it has told the outcome, nobody here knows that.
 */
function passedOn(
  state: CallState,
  call: Call,
  event: Extract<CallEvent, { type: 'sip.ended' }>,
): SipCause {
  if (event.by !== 'remote' || event.sipCause !== 'bye') return event.sipCause;
  const own = call.transfer;
  if (own?.kind === 'under-way' && own.progress !== 'holding' && own.progress !== 'asked') {
    return 'handed-over';
  }
  const isAwaited = Object.values(state.calls).some(
    ({ transfer }) => transfer?.kind === 'under-way' && transfer.consultId === call.callId,
  );
  return isAwaited ? 'transferred' : event.sipCause;
}

/** The call as it is over; what was held is held no more. */
export function ended(call: Call, cause: EndCause, instant: Instant): Call {
  return {
    ...call,
    signalling: { kind: 'ended', cause },
    hold: 'none',
    holdWanted: false,
    healing: { kind: 'none' },
    transfer: null,
    media: 'closed',
    endedAtMs: instant.atMs,
    endedAt: instant.at,
  };
}

export function causeOf(
  call: Call,
  sipCause: SipCause,
  by: EndedBy,
  sipStatus: number | null,
): EndCause {
  const { direction } = call;
  return endCause({
    sipCause,
    by,
    sipStatus,
    direction,
    established: call.establishedAtMs !== null,
  });
}

export function silence(callId: string): readonly CallEffect[] {
  return [{ type: 'tone.none' }, { type: 'media.close', callId }];
}
