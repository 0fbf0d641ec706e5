import { assertNever } from '../assert-never.ts';
import { type Call, type CallState, isLive } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { type EndCause, endCause } from './end-cause.ts';
import { causeOf, endTalk, hangUp } from './ending.ts';
import { resume, toFront } from './front.ts';
import { isHeldHere } from './hold.ts';
import { moved, settleRoom } from './room.ts';
import { nameOf, type UnderWay, withoutJoin } from './transfer-order.ts';

type ProgressEvent = Extract<CallEvent, { type: `sip.transfer${string}` }>;

/** What the far end tells of a transfer (NOTIFY, RFC 3515 §2.4.4). */
export function transferProgress(state: CallState, event: ProgressEvent): CallTransition {
  const call = state.calls[event.callId];
  if (call?.signalling.kind !== 'established' || call.transfer?.kind !== 'under-way') {
    return unchanged(state);
  }
  const { transfer } = call;
  switch (event.type) {
    case 'sip.transferProgress': {
      // A late word does not set the transfer back.
      if (transfer.progress === 'ringing') return unchanged(state);
      const moved = { ...transfer, progress: event.progress };
      return { state: withCall(state, { ...call, transfer: moved }), effects: [] };
    }
    case 'sip.transferReached': {
      const { consultId } = transfer;
      if (transfer.target !== null && consultId !== null) {
        const there = moved(state, call.callId, consultId);
        const over = endTalk(
          there.state,
          there.state.calls[call.callId] ?? call,
          causeOf(call, 'transferred', 'local', null),
          event,
        );
        return { state: over.state, effects: [...there.effects, ...over.effects] };
      }
      // The customer's old leg stays where nobody ends it, and so may the colleague's.
      const first = endTalk(state, call, causeOf(call, 'transferred', 'local', null), event);
      const colleague = consultId === null ? undefined : first.state.calls[consultId];
      if (colleague?.signalling.kind !== 'established') return first;
      const cause = causeOf(colleague, 'transferred', 'local', null);
      const both = endTalk(first.state, colleague, cause, event);
      return { state: both.state, effects: [...first.effects, ...both.effects] };
    }
    case 'sip.transferFailed': {
      const { sipCause, sipStatus } = event;
      const failure = endCause({
        sipCause,
        sipStatus,
        by: 'remote',
        direction: 'outbound',
        established: false,
      });
      return failed(state, call, transfer, failure, event);
    }
    default:
      return assertNever(event);
  }
}

/** The dialog that the outcome would be told in is gone: nobody will tell it any more. */
export function transferUntold(
  state: CallState,
  event: Extract<CallEvent, { type: 'sip.healed' }>,
): CallTransition {
  const transfer = state.calls[event.callId]?.transfer;
  if (transfer?.kind !== 'under-way' || transfer.progress === 'holding') return unchanged(state);
  const lost = { sipCause: 'dialog-error', sipStatus: null } as const;
  return transferProgress(state, { ...event, ...lost, type: 'sip.transferFailed' });
}

/** Nothing came of it: the customer is back, and talks again if they talked before. */
function failed(
  state: CallState,
  call: Call,
  transfer: UnderWay,
  failure: EndCause,
  event: ProgressEvent,
): CallTransition {
  const { consultId } = transfer;
  const colleague = consultId === null ? undefined : state.calls[consultId];
  const stays = colleague !== undefined && isLive(colleague);
  const back = withCall(state, {
    ...call,
    transfer:
      consultId !== null && stays
        ? { kind: 'consulting', consultId, failure }
        : { kind: 'failed', to: transfer.to, failure },
  });
  if (!transfer.resumes) return { state: back, effects: [] };
  return resume(back, { ...event, type: 'call.resume' });
}

/** What follows for transfers and the talk of three from whatever has happened. */
export function settleTransfers(next: CallTransition, instant: Instant): CallTransition {
  const apart = settleJoin(next);
  let { state } = apart;
  const effects: CallEffect[] = [...apart.effects];
  for (const callId of Object.keys(state.calls)) {
    const gathering = state.calls[callId]?.transfer;
    if (gathering?.kind === 'gathering') {
      const step = settleRoom(state, callId, gathering, instant);
      state = step.state;
      effects.push(...step.effects);
    }
    const call = state.calls[callId];
    if (call?.signalling.kind !== 'established') continue;
    const { transfer } = call;
    if (transfer?.kind === 'consulting') {
      const colleague = state.calls[transfer.consultId];
      if (colleague && isLive(colleague)) continue;
      const cause = colleague?.signalling.kind === 'ended' ? colleague.signalling.cause : null;
      const isRefusal = cause?.by === 'remote' && colleague?.establishedAtMs === null;
      state = withCall(state, {
        ...call,
        transfer:
          cause && isRefusal ? { kind: 'failed', to: nameOf(colleague), failure: cause } : null,
      });
    } else if (transfer?.kind === 'under-way' && transfer.progress === 'holding' && state.lineUp) {
      const isHeld = isHeldHere(call) && call.holdWanted;
      if (!isHeld && call.refused?.operation !== 'hold') continue;
      const { target, consultId: replacesCallId } = transfer;
      const colleague = state.calls[replacesCallId ?? ''];
      // Not in a dialog whose place another one is about to take.
      if (call.healing.kind !== 'none' || (colleague?.healing.kind ?? 'none') !== 'none') continue;
      state = withCall(state, { ...call, transfer: { ...transfer, progress: 'asked' } });
      const replaces = target === null ? replacesCallId : null;
      effects.push({ type: 'sip.refer', callId, target, replacesCallId: replaces });
    }
  }
  return letOrphansGo({ state, effects }, instant);
}

/** A colleague is called for somebody: when that customer is gone, there is nothing to ask. */
function letOrphansGo(next: CallTransition, instant: Instant): CallTransition {
  let { state } = next;
  const effects: CallEffect[] = [...next.effects];
  for (const { callId, consultedFor, signalling } of Object.values(next.state.calls)) {
    if (consultedFor === null || signalling.kind === 'ended') continue;
    if (state.calls[consultedFor]?.signalling.kind === 'established') continue;
    const over = hangUp(state, { ...instant, type: 'call.hangUp', callId });
    state = over.state;
    effects.push(...over.effects);
  }
  return { state, effects };
}

/** One of the three is gone: the other two simply talk. */
function settleJoin(next: CallTransition): CallTransition {
  const { state, effects } = next;
  const [left, ...rest] = (state.joined ?? []).filter(
    (callId) => state.calls[callId]?.signalling.kind === 'established',
  );
  if (!state.joined || rest.length > 0) return next;
  if (left === undefined) {
    const apart = withoutJoin(state);
    return { state: apart.state, effects: [...effects, ...apart.effects] };
  }
  const front = toFront({ ...state, joined: null }, left);
  return {
    state: front.state,
    effects: [...effects, { type: 'media.join', callIds: null }, ...front.effects],
  };
}
