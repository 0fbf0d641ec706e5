import { assertNever } from '../assert-never.ts';
import type { Call } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallStep, same } from './change.ts';
import { rejected } from './ending.ts';
import { healed, holdingSettled, isPathless, replacedEnded } from './healing.ts';
import { isHeldHere, withHold } from './hold.ts';
import { awake, flowing } from './waking.ts';

/** The events that concern one call alone. */
export type OneCallEvent = Extract<
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
      | 'sip.healed'
      | 'sip.replacedEnded'
      | 'media.flowing'
      | 'media.interrupted'
      | 'media.muted'
      | 'media.microphone';
  }
>;

/** What an event means for the live call it names. */
export function step(call: Call, event: OneCallEvent, lineUp: boolean): CallStep {
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
      return rejected(call);
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
    case 'sip.healed':
      return healed(call, lineUp);
    case 'sip.replacedEnded':
      return replacedEnded(call, event);
    case 'sip.operationRefused':
      if (call.signalling.kind !== 'established') return same(call);
      // In a dialog that is about to be replaced: it is asked again in the next one.
      if (isPathless(call)) return same(call);
      return holdingSettled(call, {
        call: {
          ...call,
          holdWanted: event.operation === 'resume',
          hold: withHold(call.hold, 'local', event.operation === 'resume'),
          // What the agent did not ask for, or does not want any more, need not be told.
          refused:
            call.holdWanted === (event.operation === 'hold')
              ? { operation: event.operation, sipStatus: event.sipStatus }
              : call.refused,
        },
        effects: [],
      });
    case 'media.flowing':
    case 'media.interrupted':
      if (call.media === 'closed') return same(call);
      return event.type === 'media.flowing'
        ? flowing(call, lineUp)
        : { call: { ...call, media: 'interrupted' }, effects: [] };
    case 'media.muted':
      return { call: { ...call, muted: event.muted }, effects: [] };
    case 'media.microphone':
      return { call: { ...call, microphone: event.microphone }, effects: [] };
    default:
      return assertNever(event);
  }
}

/** Hold or resume as the agent wants it, now or once it can be asked of the far end. */
export function wantHold(call: Call, wanted: boolean, lineUp: boolean): CallStep {
  if (call.signalling.kind !== 'established' || call.holdWanted === wanted) return same(call);
  const next: Call = { ...awake(call), holdWanted: wanted, refused: null };
  if (next.healing.kind !== 'none') {
    // It is asked of the far end once there is a dialog to ask in.
    return {
      call: next,
      effects: [{ type: 'media.hush', callId: call.callId, hushed: wanted }],
    };
  }
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
  if (by === 'remote') return { call: next, effects: [] };
  if (held === call.holdWanted || !lineUp || isPathless(call)) {
    return holdingSettled(call, { call: next, effects: [] });
  }
  return holdingSettled(call, {
    call: next,
    effects: [{ type: call.holdWanted ? 'sip.hold' : 'sip.resume', callId: call.callId }],
  });
}

function theirPhoneRings(call: Call, earlyMedia: boolean): CallStep {
  if (call.signalling.kind !== 'dialing' && call.signalling.kind !== 'ringing') return same(call);
  // A 180 that follows an announcement does not end it.
  const hasSound = call.earlyMedia || earlyMedia;
  const tone: CallEffect = { type: hasSound ? 'tone.none' : 'tone.ringback' };
  return {
    call: { ...call, signalling: { kind: 'ringing' }, earlyMedia: hasSound },
    effects: [tone],
  };
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
