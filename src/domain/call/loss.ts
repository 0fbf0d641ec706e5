import { anotherPath, heardAgain } from './broken-path.ts';
import { type Call, type CallState, isLive } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { Instant } from './call-event.ts';
import { type CallStep, type CallTransition, mapCalls, same, unchanged } from './change.ts';
import { causeOf, ended, silence } from './ending.ts';
import { begin, firstWay } from './healing.ts';
import { isHeldHere } from './hold.ts';
import { awake } from './waking.ts';

/** Runs what waited: owed BYEs, then for each call what it owes, or a re-INVITE that shows our new socket. */
export function lineUp(state: CallState): CallTransition {
  if (state.lineUp) return unchanged(state);
  const effects: CallEffect[] = state.owedByes.map((callId) => ({ type: 'sip.bye', callId }));
  const steps: CallStep[] = [];
  const calls = mapCalls(state, (call) => {
    const next = back(state, call);
    steps.push(next);
    return next.call;
  });
  effects.push(...steps.flatMap((step) => step.effects), ...heardAgain(state, steps));
  return { state: { ...state, lineUp: true, calls, owedByes: [] }, effects };
}

function back(state: CallState, call: Call): CallStep {
  if (call.signalling.kind !== 'established') return same(call);
  const { callId } = call;
  if (call.healing.kind === 'owed')
    return begin(call, firstWay(state) ?? 'replaces', 1, call.healing.farewell);
  if (call.healing.kind === 'holding' || call.holdWanted !== isHeldHere(call)) {
    return { call, effects: [{ type: call.holdWanted ? 'sip.hold' : 'sip.resume', callId }] };
  }
  if (call.media === 'interrupted') return anotherPath(state, call);
  if (!state.pbx.refreshAfterReconnect) return same(call);
  return { call, effects: [{ type: 'sip.refresh', callId, restartIce: false }] };
}

/** An established call goes on without a line; one that still rings cannot be answered any more. */
export function lineDown(state: CallState, instant: Instant): CallTransition {
  if (!state.lineUp) return unchanged(state);
  const effects: CallEffect[] = [];
  const calls = mapCalls(state, (call) => {
    if (!isLive(call)) return call;
    if (call.signalling.kind === 'established') {
      if (call.healing.kind !== 'under-way') return awake(call);
      return { ...call, healing: { kind: 'owed', farewell: call.healing.farewell } };
    }
    effects.push(...silence(call.callId), { type: 'sip.drop', callId: call.callId });
    const known = call.signalling.kind === 'ending' ? call.signalling.cause : null;
    return ended(call, known ?? causeOf(call, 'connection-error', 'local', null), instant);
  });
  return { state: { ...state, lineUp: false, calls }, effects };
}
