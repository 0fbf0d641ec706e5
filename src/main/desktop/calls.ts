import { assertNever } from '../../domain/assert-never.ts';
import {
  alertingCall,
  type Call,
  type CallState,
  liveCall,
  noCalls,
  talkMs,
} from '../../domain/call/call.ts';
import type { CallEffect } from '../../domain/call/call-effect.ts';
import type { CallCommand, CallEvent } from '../../domain/call/call-event.ts';
import type { EndCause } from '../../domain/call/end-cause.ts';
import { takesAnother, transition } from '../../domain/call/transition.ts';
import type { PbxProfile } from '../../domain/pbx/pbx-profile.ts';
import type { Summary } from '../../domain/summary/summary.ts';
import type { Phone, PhoneEffect } from '../sip/phone.ts';
import type { Clock } from './clock.ts';

/** What the desk is told about calls, after the fact. */
export type CallsListener = {
  /** Somebody calls; false refuses with 486 and the reducer never hears of it. */
  readonly onOffered: (event: Extract<CallEvent, { type: 'sip.invited' }>) => boolean;
  /** Whether a call that was taken is answered without a key. */
  readonly answersItself: (callId: string) => boolean;
  readonly onEstablished: (call: Call) => void;
  readonly onEnded: (call: Call, endedBy: NonNullable<Summary['endedBy']>, talkMs: number) => void;
  /** The far end or the line would not do it; the call goes on as it was. */
  readonly onOperationRefused: (refused: NonNullable<Call['refused']>) => void;
  readonly onRefused: (effect: Extract<CallEffect, { type: 'call.refused' }>) => void;
  /** The conversation goes on in another call. */
  readonly onMoved: (effect: Extract<CallEffect, { type: 'call.moved' }>) => void;
  readonly onDigit: (effect: Extract<CallEffect, { type: 'call.digit' }>) => void;
  readonly onOrderRefused: (effect: Extract<CallEffect, { type: 'call.orderRefused' }>) => void;
  readonly onChange: () => void;
};

/** Runs the call reducer between the phone and the desk. */
export function createCalls(
  phone: () => Phone,
  clock: Clock,
  pbx: PbxProfile,
  listener: CallsListener,
) {
  let state: CallState = { ...noCalls, pbx };

  function dispatch(event: CallEvent): void {
    const before = state;
    const step = transition(before, event);
    state = step.state;
    for (const effect of step.effects) carryOut(effect);
    if (state === before) return;
    for (const call of Object.values(state.calls)) tell(before.calls[call.callId], call);
    listener.onChange();
  }

  function carryOut(effect: CallEffect): void {
    if (effect.type === 'call.refused') listener.onRefused(effect);
    else if (effect.type === 'call.orderRefused') listener.onOrderRefused(effect);
    else if (effect.type === 'call.digit') listener.onDigit(effect);
    else if (effect.type === 'call.moved') listener.onMoved(effect);
    else phone().carryOut(effect satisfies PhoneEffect);
  }

  function tell(before: Call | undefined, call: Call): void {
    const was = before?.signalling.kind;
    const { signalling, refused } = call;
    if (refused && refused !== before?.refused) listener.onOperationRefused(refused);
    if (signalling.kind === 'established' && was !== 'established') listener.onEstablished(call);
    if (signalling.kind === 'ended' && was !== 'ended') {
      listener.onEnded(call, endedBy(signalling.cause), talkMs(call, clock.nowMs()));
    }
  }

  return {
    state: () => state,
    call: (callId: string): Call | null => state.calls[callId] ?? null,
    live: () => liveCall(state),
    alerting: () => alertingCall(state),

    hear(event: CallEvent): void {
      if (event.type === 'sip.invited' && takesAnother(state) && !listener.onOffered(event)) {
        phone().carryOut({ type: 'sip.reject', callId: event.callId, sipStatus: 486 });
        return;
      }
      if (event.type !== 'sip.invited') dispatch(event);
      else dispatch({ ...event, answersItself: listener.answersItself(event.callId) });
    },

    ask(command: CallCommand): void {
      dispatch({ ...command, atMs: clock.nowMs(), at: clock.now() });
    },
  };
}

export type Calls = ReturnType<typeof createCalls>;

/** Who ended the talk, as the summary says it. */
export function endedBy(cause: EndCause): NonNullable<Summary['endedBy']> {
  switch (cause.kind) {
    case 'hung-up-here':
    case 'canceled-here':
    case 'declined-here':
    case 'transferred':
    case 'handed-over':
      return 'agent';
    case 'hung-up-there':
    case 'declined-there':
    case 'busy':
    case 'no-answer':
    case 'missed':
      return 'customer';
    case 'line-lost':
    case 'audio-lost':
    case 'unreachable':
    case 'server-trouble':
      return 'network';
    case 'wrong-number':
    case 'not-allowed':
    case 'audio-refused':
    case 'internal':
      return 'unknown';
    default:
      return assertNever(cause.kind);
  }
}
