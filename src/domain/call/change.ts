import type { Call, CallState } from './call.ts';
import type { CallEffect } from './call-effect.ts';

/** All calls after an event. */
export type CallTransition = { readonly state: CallState; readonly effects: readonly CallEffect[] };

/** One call after an event of its own. */
export type CallStep = { readonly call: Call; readonly effects: readonly CallEffect[] };

export function withCall(state: CallState, call: Call): CallState {
  return { ...state, calls: { ...state.calls, [call.callId]: call } };
}

export function mapCalls(state: CallState, change: (call: Call) => Call): CallState['calls'] {
  return Object.fromEntries(Object.entries(state.calls).map(([id, call]) => [id, change(call)]));
}

export function same(call: Call): CallStep {
  return { call, effects: [] };
}

export function unchanged(state: CallState): CallTransition {
  return { state, effects: [] };
}
