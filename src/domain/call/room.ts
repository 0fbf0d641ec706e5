import { type CallState, isLive } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { Instant } from './call-event.ts';
import { type CallTransition, unchanged, withCall } from './change.ts';
import { endCause } from './end-cause.ts';
import { toFront } from './front.ts';
import { newCall } from './new-call.ts';
import type { Transfer } from './transfer.ts';
import { begin } from './transfer-order.ts';

type Gathering = Extract<Transfer, { kind: 'gathering' }>;

/** The next step of three on the way to a room of the PBX, as far as the last one has come. */
export function settleRoom(
  state: CallState,
  customerId: string,
  gathering: Gathering,
  instant: Instant,
): CallTransition {
  const customer = state.calls[customerId];
  if (customer?.signalling.kind !== 'established') return unchanged(state);
  const { consultId, roomId, address, to } = gathering;
  const room = state.calls[roomId];
  if (room !== undefined) {
    if (room.signalling.kind === 'ended') {
      const failed: Transfer = { kind: 'failed', to, failure: room.signalling.cause };
      return changed(withCall(state, { ...customer, transfer: failed }));
    }
    if (room.signalling.kind !== 'established') return unchanged(state);
    return begin(state, customer, { target: address, to, consultId: roomId, resumes: true });
  }
  const colleague = state.calls[consultId];
  if (colleague && isLive(colleague)) {
    if (colleague.transfer?.kind !== 'failed') return unchanged(state);
    // They would not go: as it was before.
    const { failure } = colleague.transfer;
    const back = withCall(state, { ...colleague, transfer: null });
    const transfer: Transfer = { kind: 'consulting', consultId, failure };
    return changed(withCall(back, { ...customer, transfer }));
  }
  const cause = colleague?.signalling.kind === 'ended' ? colleague.signalling.cause : null;
  if (cause?.kind !== 'transferred' && cause?.kind !== 'handed-over') {
    return changed(withCall(state, { ...customer, transfer: null }));
  }
  if (!state.lineUp) {
    const failure = endCause({
      sipCause: 'connection-error',
      by: 'local',
      sipStatus: null,
      direction: 'outbound',
      established: false,
    });
    return changed(withCall(state, { ...customer, transfer: { kind: 'failed', to, failure } }));
  }
  const party = { number: address, displayName: to, customerId: null, queue: null, reason: null };
  const dialed = { ...newCall(roomId, 'outbound', party, instant), consultedFor: customerId };
  const front = toFront(withCall(state, dialed), roomId);
  return {
    state: front.state,
    effects: [
      ...front.effects,
      { type: 'media.prepare', callId: roomId },
      { type: 'sip.invite', callId: roomId, target: address },
    ],
  };
}

/** The customer is in the room with us: the conversation is our call to it, from its beginning on. */
export function moved(state: CallState, customerId: string, roomId: string): CallTransition {
  const customer = state.calls[customerId];
  const room = state.calls[roomId];
  if (!customer || !room) return unchanged(state);
  const { direction, party, startedAtMs, startedAt, establishedAtMs, establishedAt } = customer;
  const since = { startedAtMs, startedAt, establishedAtMs, establishedAt };
  const goesOn = { ...room, direction, party, ...since, consultedFor: null };
  const effects: readonly CallEffect[] = [{ type: 'call.moved', callId: customerId, to: roomId }];
  return { state: withCall(state, goesOn), effects };
}

function changed(state: CallState): CallTransition {
  return { state, effects: [] };
}
