import type { TransferView } from '../../contract/ipc/transfer-view.ts';
import { type Call, type CallState, ringMs, talkMs } from '../../domain/call/call.ts';
import { isHeldHere } from '../../domain/call/hold.ts';
import { nameOf } from '../../domain/call/transfer-order.ts';

/** What the desk shows of a customer's way to somebody else; null when they are on none. */
export function transferViewOf(call: Call, calls: CallState, nowMs: number): TransferView | null {
  const { transfer } = call;
  if (transfer === null) return null;
  const consultId = 'consultId' in transfer ? transfer.consultId : null;
  const colleague = consultId === null ? undefined : calls.calls[consultId];
  const failure = 'failure' in transfer ? (transfer.failure?.kind ?? null) : null;
  return {
    kind: transfer.kind,
    to: 'to' in transfer ? transfer.to : colleague ? nameOf(colleague) : '',
    progress: 'progress' in transfer ? transfer.progress : null,
    failure,
    colleague: colleague ? colleagueOf(colleague, calls, nowMs) : null,
    joined: calls.joined !== null,
  };
}

function colleagueOf(call: Call, calls: CallState, nowMs: number): TransferView['colleague'] {
  const { kind } = call.signalling;
  if (kind === 'ended' || kind === 'alerting') return null;
  return {
    signalling: kind,
    held: isHeldHere(call),
    front: calls.front === call.callId,
    ringMs: ringMs(call, nowMs),
    talkMs: talkMs(call, nowMs),
  };
}
