import { assertNever } from '../assert-never.ts';
import { type Call, type CallState, isLive, liveCall, type Party } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type EndCause, type EndedBy, endCause, type SipCause } from './end-cause.ts';
import { withHold } from './hold.ts';

export type CallTransition = { readonly state: CallState; readonly effects: readonly CallEffect[] };

/** An event of one call after that call was found. */
type CallStep = { readonly call: Call; readonly effects: readonly CallEffect[] };

/**
 * Decides what an event means for the calls. Pure and total: an event that makes no sense in a
 * state (a button pressed twice, a late reply, an unknown call) changes nothing.
 */
export function transition(state: CallState, event: CallEvent): CallTransition {
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
    case 'call.forget':
      return forget(state, event.callId);
    case 'sip.ended':
      return sessionEnded(state, event);
    case 'call.hangUp':
      return hangUp(state, event);
    case 'call.answer':
    case 'call.reject':
    case 'call.hold':
    case 'call.resume':
    case 'call.mute':
    case 'call.dtmf':
    case 'sip.ringing':
    case 'sip.established':
    case 'sip.held':
    case 'sip.resumed':
    case 'sip.operationRefused':
    case 'media.flowing':
    case 'media.interrupted':
    case 'media.muted':
    case 'media.microphone': {
      const call = state.calls[event.callId];
      if (call === undefined || !isLive(call)) return unchanged(state);
      const next = step(call, event, state.lineUp);
      return { state: withCall(state, next.call), effects: next.effects };
    }
    default:
      return assertNever(event);
  }
}

type OneCallEvent = Extract<
  CallEvent,
  {
    type:
      | 'call.answer'
      | 'call.reject'
      | 'call.hold'
      | 'call.resume'
      | 'call.mute'
      | 'call.dtmf'
      | 'sip.ringing'
      | 'sip.established'
      | 'sip.held'
      | 'sip.resumed'
      | 'sip.operationRefused'
      | 'media.flowing'
      | 'media.interrupted'
      | 'media.muted'
      | 'media.microphone';
  }
>;

function step(call: Call, event: OneCallEvent, lineUp: boolean): CallStep {
  const { callId } = call;
  switch (event.type) {
    case 'call.answer':
      if (call.signalling.kind !== 'alerting') return same(call);
      return {
        call: { ...call, signalling: { kind: 'answering' } },
        effects: [{ type: 'tone.none' }, { type: 'sip.answer', callId }],
      };
    case 'call.reject':
      if (call.signalling.kind !== 'alerting') return same(call);
      return {
        call: {
          ...call,
          signalling: { kind: 'ending', cause: causeOf(call, 'rejected', 'local', 603) },
        },
        effects: [{ type: 'tone.none' }, { type: 'sip.reject', callId, sipStatus: 603 }],
      };
    case 'call.hold':
    case 'call.resume':
      return wantHold(call, event.type === 'call.hold', lineUp);
    case 'call.mute':
      if (call.signalling.kind === 'ending') return same(call);
      return { call, effects: [{ type: 'media.mute', callId, muted: event.muted }] };
    case 'call.dtmf':
      if (call.signalling.kind !== 'established' || !/^[0-9A-D*#,]+$/i.test(event.digits)) {
        return same(call);
      }
      return { call, effects: [{ type: 'sip.dtmf', callId, digits: event.digits }] };
    case 'sip.ringing':
      return theirPhoneRings(call, event.earlyMedia);
    case 'sip.established':
      return established(call, event);
    case 'sip.held':
    case 'sip.resumed':
      return holdChanged(call, event.by, event.type === 'sip.held', lineUp);
    case 'sip.operationRefused':
      if (call.signalling.kind !== 'established') return same(call);
      return {
        call: {
          ...call,
          holdWanted: event.operation === 'resume',
          hold: withHold(call.hold, 'local', event.operation === 'resume'),
          refused: { operation: event.operation, sipStatus: event.sipStatus },
        },
        effects: [],
      };
    case 'media.flowing':
    case 'media.interrupted':
      if (call.media === 'closed') return same(call);
      return {
        call: { ...call, media: event.type === 'media.flowing' ? 'flowing' : 'interrupted' },
        effects: [],
      };
    case 'media.muted':
      return { call: { ...call, muted: event.muted }, effects: [] };
    case 'media.microphone':
      return { call: { ...call, microphone: event.microphone }, effects: [] };
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
  if (liveCall(state) !== null) {
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

/** Runs what waited: owed BYEs, then each call's hold, or a re-INVITE that shows our new socket. */
function lineUp(state: CallState): CallTransition {
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
function lineDown(state: CallState, instant: Instant): CallTransition {
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
function mediaLost(state: CallState, instant: Instant): CallTransition {
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

function forget(state: CallState, callId: string): CallTransition {
  const call = state.calls[callId];
  if (call === undefined || isLive(call)) return unchanged(state);
  const { [callId]: _forgotten, ...calls } = state.calls;
  return { state: { ...state, calls }, effects: [] };
}

function hangUp(
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
      const next = step(call, { ...event, type: 'call.reject' }, state.lineUp);
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
    case 'established': {
      const cause = causeOf(call, 'bye', 'local', null);
      if (state.lineUp) {
        return {
          state: withCall(state, { ...call, signalling: { kind: 'ending', cause } }),
          effects: [{ type: 'sip.bye', callId }],
        };
      }
      // The agent has hung up, whatever the network says: audio stops now, the BYE is owed.
      const over = withCall(state, ended(call, cause, event));
      return {
        state: { ...over, owedByes: [...state.owedByes, callId] },
        effects: silence(callId),
      };
    }
    default:
      return assertNever(call.signalling);
  }
}

function sessionEnded(
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
  const cause = known ?? causeOf(call, event.sipCause, event.by, event.sipStatus);
  const closing: readonly CallEffect[] = [{ type: 'media.close', callId: call.callId }];
  const tone: CallEffect = { type: cause.kind === 'busy' ? 'tone.busy' : 'tone.none' };
  return {
    state: withCall(settled, ended(call, cause, event)),
    effects: [tone, ...closing],
  };
}

function wantHold(call: Call, wanted: boolean, lineUp: boolean): CallStep {
  if (call.signalling.kind !== 'established' || call.holdWanted === wanted) return same(call);
  const next: Call = { ...call, holdWanted: wanted, refused: null };
  if (!lineUp || isHeldHere(call) === wanted) return { call: next, effects: [] };
  return {
    call: next,
    effects: [{ type: wanted ? 'sip.hold' : 'sip.resume', callId: call.callId }],
  };
}

/** The agent may have changed their mind while the re-INVITE was out. */
function holdChanged(call: Call, by: 'local' | 'remote', held: boolean, lineUp: boolean): CallStep {
  if (call.signalling.kind !== 'established') return same(call);
  const next: Call = { ...call, hold: withHold(call.hold, by, held) };
  if (by === 'remote' || held === call.holdWanted || !lineUp) return { call: next, effects: [] };
  return {
    call: next,
    effects: [{ type: call.holdWanted ? 'sip.hold' : 'sip.resume', callId: call.callId }],
  };
}

function theirPhoneRings(call: Call, earlyMedia: boolean): CallStep {
  if (call.signalling.kind !== 'dialing' && call.signalling.kind !== 'ringing') return same(call);
  const tone: CallEffect = { type: earlyMedia ? 'tone.none' : 'tone.ringback' };
  return { call: { ...call, signalling: { kind: 'ringing' } }, effects: [tone] };
}

function established(call: Call, instant: Instant): CallStep {
  switch (call.signalling.kind) {
    case 'dialing':
    case 'ringing':
    case 'answering':
      return {
        call: {
          ...call,
          signalling: { kind: 'established' },
          establishedAtMs: instant.atMs,
          establishedAt: instant.at,
        },
        effects: [{ type: 'tone.none' }],
      };
    case 'alerting':
    case 'established':
    case 'ending':
    case 'ended':
      return same(call);
    default:
      return assertNever(call.signalling);
  }
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
    microphone: 'unknown',
    startedAtMs: instant.atMs,
    startedAt: instant.at,
    establishedAtMs: null,
    establishedAt: null,
    endedAtMs: null,
    endedAt: null,
  };
}

function ended(call: Call, cause: EndCause, instant: Instant): Call {
  return {
    ...call,
    signalling: { kind: 'ended', cause },
    hold: 'none',
    holdWanted: false,
    media: 'closed',
    endedAtMs: instant.atMs,
    endedAt: instant.at,
  };
}

function causeOf(call: Call, sipCause: SipCause, by: EndedBy, sipStatus: number | null): EndCause {
  const { direction } = call;
  return endCause({
    sipCause,
    by,
    sipStatus,
    direction,
    established: call.establishedAtMs !== null,
  });
}

function refuse(
  state: CallState,
  callId: string,
  party: Party,
  reason: 'call-in-progress' | 'line-down',
): CallTransition {
  return { state, effects: [{ type: 'call.refused', callId, party, reason }] };
}

function silence(callId: string): readonly CallEffect[] {
  return [{ type: 'tone.none' }, { type: 'media.close', callId }];
}

function isHeldHere(call: Call): boolean {
  return call.hold === 'local' || call.hold === 'both';
}

function withCall(state: CallState, call: Call): CallState {
  return { ...state, calls: { ...state.calls, [call.callId]: call } };
}

function mapCalls(state: CallState, change: (call: Call) => Call): CallState['calls'] {
  return Object.fromEntries(Object.entries(state.calls).map(([id, call]) => [id, change(call)]));
}

function same(call: Call): CallStep {
  return { call, effects: [] };
}

function unchanged(state: CallState): CallTransition {
  return { state, effects: [] };
}
