import { roomAddress } from '../pbx/pbx-profile.ts';
import { type Call, type CallState, isLive, otherCall } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { hangUp } from './ending.ts';
import { resume, toFront } from './front.ts';
import { newCall } from './new-call.ts';
import { wantHold } from './step.ts';
import type { OrderRefusal, Transfer, TransferOrder } from './transfer.ts';

type Order<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;
export type UnderWay = Extract<Transfer, { kind: 'under-way' }>;

/** Passes the customer on to somebody who was not asked. */
export function transfer(state: CallState, event: Order<'call.transfer'>): CallTransition {
  const talking = talkingCall(state, event.callId);
  if (!talking.ok) return refused(state, event, 'transfer', talking.reason);
  const { call } = talking;
  if (call.transfer?.kind === 'consulting' || isConsulted(state, call.callId)) {
    return refused(state, event, 'transfer', 'two-calls');
  }
  const { target, to = target } = event;
  return begin(state, call, { target, to, consultId: null, resumes: !call.holdWanted });
}

/** Asks a colleague: the customer waits, and theirs is the call in front. */
export function consult(state: CallState, event: Order<'call.consult'>): CallTransition {
  const { consultId, target, party } = event;
  if (state.calls[consultId] !== undefined) return unchanged(state);
  const talking = talkingCall(state, event.callId);
  if (!talking.ok) return refused(state, event, 'consult', talking.reason);
  if (Object.values(state.calls).filter(isLive).length > 1) {
    return refused(state, event, 'consult', 'two-calls');
  }
  const begun = withCall(
    withCall(state, {
      ...talking.call,
      transfer: { kind: 'consulting', consultId, failure: null },
    }),
    { ...newCall(consultId, 'outbound', party, event), consultedFor: event.callId },
  );
  const front = toFront(begun, consultId);
  return {
    state: front.state,
    effects: [
      ...front.effects,
      { type: 'media.prepare', callId: consultId },
      { type: 'sip.invite', callId: consultId, target },
    ],
  };
}

/** Puts the customer and the colleague together. */
export function complete(state: CallState, event: Order<'call.complete'>): CallTransition {
  const pair = pairOf(state, event.callId);
  if (!pair.ok) return refused(state, event, 'complete', pair.reason);
  const { customer, colleague } = pair;
  const apart = withoutJoin(state);
  const begun = begin(apart.state, apart.state.calls[customer.callId] ?? customer, {
    target: null,
    to: nameOf(colleague),
    consultId: colleague.callId,
    resumes: true,
  });
  return { state: begun.state, effects: [...apart.effects, ...begun.effects] };
}

/** Back to the customer. A REFER that is out cannot be taken back. */
export function cancelTransfer(
  state: CallState,
  event: Order<'call.cancelTransfer'>,
): CallTransition {
  const call = state.calls[event.callId];
  const wanted = call && isLive(call) ? call.transfer : null;
  if (!call || !wanted) return refused(state, event, 'cancel', 'not-consulting');
  if (wanted.kind === 'failed') {
    return { state: withCall(state, { ...call, transfer: null }), effects: [] };
  }
  if (
    wanted.kind === 'gathering' ||
    (wanted.kind === 'under-way' && wanted.progress !== 'holding')
  ) {
    return refused(state, event, 'cancel', 'under-way');
  }
  const apart = withoutJoin(state);
  const effects: CallEffect[] = [...apart.effects];
  let next = withCall(apart.state, { ...(apart.state.calls[call.callId] ?? call), transfer: null });
  if (wanted.consultId !== null) {
    const over = hangUp(next, { ...event, type: 'call.hangUp', callId: wanted.consultId });
    effects.push(...over.effects);
    next = over.state;
  }
  if (wanted.kind === 'under-way' && !wanted.resumes) return { state: next, effects };
  const back = resume(next, { ...event, type: 'call.resume' });
  return { state: back.state, effects: [...effects, ...back.effects] };
}

/** All three talk. */
export function join(state: CallState, event: Order<'call.join'>): CallTransition {
  const pair = pairOf(state, event.callId);
  if (!pair.ok) return refused(state, event, 'join', pair.reason);
  if (state.joined) return refused(state, event, 'join', 'already-joined');
  const { conference } = state.pbx;
  if (conference.kind === 'room' && event.roomId !== undefined) {
    return gather(state, pair, event.roomId, roomAddress(conference.address, event.roomId));
  }
  const effects: CallEffect[] = [];
  let next = state;
  for (const call of [pair.customer, pair.colleague]) {
    const { callId } = call;
    const resumed = wantHold(call, false, state.lineUp);
    next = withCall(next, resumed.call);
    effects.push(...resumed.effects);
    if (call.muted !== state.muteWanted) {
      effects.push({ type: 'media.mute', callId, muted: state.muteWanted });
    }
  }
  const joined = [pair.customer.callId, pair.colleague.callId] as const;
  effects.push({ type: 'media.join', callIds: joined });
  return { state: { ...next, joined }, effects };
}

/** Into a room of the PBX: the colleague goes first, we follow, and then the customer. */
function gather(
  state: CallState,
  { customer, colleague }: Extract<Pair, { ok: true }>,
  roomId: string,
  address: string,
): CallTransition {
  const { callId: consultId } = colleague;
  const to = nameOf(colleague);
  const gathering = { kind: 'gathering', to, consultId, roomId, address } as const;
  const waiting = withCall(state, { ...customer, transfer: gathering });
  const held = wantHold(customer, true, state.lineUp);
  const both = withCall(waiting, { ...held.call, transfer: gathering });
  const begun = begin(both, colleague, { target: address, to, consultId: null, resumes: true });
  return { state: begun.state, effects: [...held.effects, ...begun.effects] };
}

/** The pair as it was before: who is in front talks, the other waits. */
export function part(state: CallState, event: Order<'call.part'>): CallTransition {
  if (!state.joined?.includes(event.callId)) return refused(state, event, 'part', 'not-joined');
  return withoutJoin(state);
}

/** Ends the talk of three; the one beside the one in front is to wait. */
export function withoutJoin(state: CallState): CallTransition {
  if (!state.joined) return unchanged(state);
  const effects: CallEffect[] = [{ type: 'media.join', callIds: null }];
  const apart = { ...state, joined: null };
  const waits = otherCall(apart);
  if (waits?.signalling.kind !== 'established') return { state: apart, effects };
  const held = wantHold(waits, true, state.lineUp);
  return { state: withCall(apart, held.call), effects: [...effects, ...held.effects] };
}

/** Who it is, for people. */
export function nameOf({ party }: Call): string {
  return party.displayName ?? party.number ?? '';
}

/** Whether this is the colleague somebody is to be passed on to. */
export function isConsulted(state: CallState, callId: string): boolean {
  return Object.values(state.calls).some(
    ({ transfer: one }) => one !== null && one.kind !== 'failed' && one.consultId === callId,
  );
}

/** The customer hears music first (RFC 5589 §6); the REFER follows when that is so. */
export function begin(
  state: CallState,
  call: Call,
  asked: Pick<UnderWay, 'target' | 'to' | 'consultId' | 'resumes'>,
): CallTransition {
  const held = wantHold(call, true, state.lineUp);
  const transfer: UnderWay = { kind: 'under-way', ...asked, progress: 'holding' };
  return {
    state: withCall(state, { ...held.call, refused: null, transfer }),
    effects: held.effects,
  };
}

type Talking =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly reason: OrderRefusal };

function talkingCall(state: CallState, callId: string): Talking {
  const call = state.calls[callId];
  if (call?.signalling.kind !== 'established') return { ok: false, reason: 'not-talking' };
  if (!state.lineUp) return { ok: false, reason: 'line-down' };
  if (call.transfer?.kind === 'under-way') return { ok: false, reason: 'under-way' };
  return { ok: true, call };
}

type Pair =
  | { readonly ok: true; readonly customer: Call; readonly colleague: Call }
  | { readonly ok: false; readonly reason: OrderRefusal };

/** The customer who waits and the colleague who was asked, both answered. */
function pairOf(state: CallState, callId: string): Pair {
  const talking = talkingCall(state, callId);
  if (!talking.ok) return talking;
  const { transfer: wanted } = talking.call;
  if (wanted?.kind !== 'consulting') return { ok: false, reason: 'not-consulting' };
  const colleague = state.calls[wanted.consultId];
  if (colleague?.signalling.kind !== 'established') {
    return { ok: false, reason: 'consult-not-answered' };
  }
  return { ok: true, customer: talking.call, colleague };
}

function refused(
  state: CallState,
  { callId }: { readonly callId: string } & Instant,
  order: TransferOrder,
  reason: OrderRefusal,
): CallTransition {
  return { state, effects: [{ type: 'call.orderRefused', callId, order, reason }] };
}
