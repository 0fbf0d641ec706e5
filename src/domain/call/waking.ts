import type { Call, CallState } from './call.ts';
import type { CallStep } from './change.ts';

/**
 * A leg that has taken over a call we made is held and resumed once. Asterisk 22 takes the new leg's
 * sound and passes on nothing of it in every other such call, until somebody is held: an offer as
 * things stand changes nothing (measured, decision 095). A hold that follows anyway does it by itself.
 *
 * @param before - The call as it was when the new leg was accepted.
 * @param after - The call on its new leg.
 */
export function wakened(state: CallState, before: Call, after: CallStep): CallStep {
  const hasReplaced = before.healing.kind === 'under-way' && before.healing.way === 'replaces';
  const { call } = after;
  if (!hasReplaced || call.direction === 'inbound' || call.healing.kind !== 'none') return after;
  if (!state.lineUp || !state.pbx.refreshAfterReconnect) return after;
  const waking: Call = { ...call, healing: { kind: 'waking' } };
  if (call.media !== 'flowing') return { call: waking, effects: after.effects };
  const step = flowing(waking, state.lineUp);
  return { call: step.call, effects: [...after.effects, ...step.effects] };
}

/** There is sound. Held now, a call that the agent does not want held is resumed by itself. */
export function flowing(call: Call, lineUp: boolean): CallStep {
  const { callId } = call;
  const wakes = call.healing.kind === 'waking' && lineUp && !call.holdWanted;
  return {
    call: { ...awake(call), media: 'flowing' },
    effects: wakes ? [{ type: 'sip.hold', callId }] : [],
  };
}

/** Without the hold that was to come: another one takes its place, or there is no line. */
export function awake(call: Call): Call {
  return call.healing.kind === 'waking' ? { ...call, healing: { kind: 'none' } } : call;
}
