import { assertNever } from '../assert-never.ts';
import { type Call, type CallState, type HealingWay, isLive, otherCall } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { type CallStep, type CallTransition, same, unchanged, withCall } from './change.ts';
import type { EndCause } from './end-cause.ts';
import { causeOf, ended, silence } from './ending.ts';
import { isHeldHere } from './hold.ts';

/**
 * The page died and the peer connections with it. What rings goes on ringing on the next page;
 * a call in which people talk is healed as its PBX survives it, and keeps its id, its hold and its
 * mute. Where nothing is safe it ends with its honest cause, and the far end is told.
 */
export function mediaLost(state: CallState, instant: Instant): CallTransition {
  let next = state;
  const effects: CallEffect[] = [];
  // The one in front first: there somebody is listening.
  for (const call of byFront(state)) {
    const after = lost(next, call, instant);
    next = after.state;
    effects.push(...after.effects);
  }
  const { front } = next;
  if (front !== null && otherCall(next) !== null) {
    effects.push({ type: 'media.focus', callId: front });
  }
  if (next.joined !== null) effects.push({ type: 'media.join', callIds: next.joined });
  return { state: next, effects };
}

function byFront(state: CallState): readonly Call[] {
  const calls = Object.values(state.calls).filter(isLive);
  return calls.sort(
    (one, two) => Number(two.callId === state.front) - Number(one.callId === state.front),
  );
}

function lost(state: CallState, call: Call, instant: Instant): CallTransition {
  const opening: Call = { ...call, media: 'opening' };
  switch (call.signalling.kind) {
    case 'ended':
      return unchanged(state);
    case 'ending':
      return { state: withCall(state, { ...call, media: 'interrupted' }), effects: [] };
    case 'alerting':
      return {
        state: withCall(state, { ...opening, muted: false }),
        effects: [
          { type: call.answersItself ? 'tone.announce' : 'tone.ringing' },
          ...wake(state, call),
        ],
      };
    case 'dialing':
    case 'ringing':
    case 'answering': {
      // What was not sent yet is made anew unseen; else `media.missing` follows the answer.
      const tone: readonly CallEffect[] =
        call.signalling.kind === 'ringing' ? [{ type: 'tone.ringback' }] : [];
      return { state: withCall(state, opening), effects: [...tone, ...wake(state, call)] };
    }
    case 'established':
      return heal(state, call, instant);
    default:
      return assertNever(call.signalling);
  }
}

/** This call alone has no connection on the page. */
export function mediaMissing(
  state: CallState,
  event: Extract<CallEvent, { type: 'media.missing' }>,
): CallTransition {
  const call = state.calls[event.callId];
  return call?.signalling.kind === 'established' ? heal(state, call, event) : unchanged(state);
}

function heal(state: CallState, call: Call, instant: Instant): CallTransition {
  const way = firstWay(state);
  if (way === null) return cannotHeal(state, call, instant);
  const opening: Call = { ...call, media: 'opening' };
  const effects = wake(state, call);
  if (call.healing.kind === 'under-way') {
    // An INVITE that is out: its answer decides, and `media.missing` follows it.
    return { state: withCall(state, opening), effects };
  }
  if (!state.lineUp) {
    return {
      state: withCall(state, { ...opening, healing: { kind: 'owed', farewell: null } }),
      effects,
    };
  }
  const begun = begin(opening, way, 1);
  return { state: withCall(state, begun.call), effects: [...effects, ...begun.effects] };
}

/** What the new page has to know of a call before its first sound: it remembers nothing. */
export function wake(state: CallState, call: Call): readonly CallEffect[] {
  const { callId } = call;
  const effects: CallEffect[] = [{ type: 'media.prepare', callId }];
  if (state.front === callId && state.muteWanted) {
    effects.push({ type: 'media.mute', callId, muted: true });
  }
  if (call.holdWanted) effects.push({ type: 'media.hush', callId, hushed: true });
  return effects;
}

/** Milliseconds before each further attempt. */
const retryAfterMs = [300, 1_500];

export function begin(
  call: Call,
  way: HealingWay,
  attempt: number,
  farewell: EndCause | null = null,
): CallStep {
  const { callId } = call;
  const afterMs = attempt === 1 ? 0 : (retryAfterMs[attempt - 2] ?? 0);
  return {
    call: { ...call, healing: { kind: 'under-way', way, attempt, farewell } },
    effects: [{ type: 'sip.heal', callId, way, afterMs }],
  };
}

/** How this PBX takes a new connection; null when it does not. */
export function firstWay({ pbx }: CallState): HealingWay | null {
  switch (pbx.rebuiltMedia) {
    case 'replaces':
    case 'replaces-or-reinvite':
      return 'replaces';
    case 'reinvite':
      return 'reinvite';
    case 'end':
      return null;
    default:
      return assertNever(pbx.rebuiltMedia);
  }
}

function cannotHeal(state: CallState, call: Call, instant: Instant): CallTransition {
  const { callId } = call;
  const cause = causeOf(call, 'media-lost', 'local', null);
  if (!state.lineUp) {
    const over = withCall(state, { ...ended(call, cause, instant), media: 'interrupted' });
    return { state: { ...over, owedByes: [...state.owedByes, callId] }, effects: [] };
  }
  return {
    state: withCall(state, {
      ...call,
      media: 'interrupted',
      healing: { kind: 'none' },
      signalling: { kind: 'ending', cause },
    }),
    effects: [{ type: 'sip.bye', callId }],
  };
}

/** Whether the dialog has no audio path any more, and waits for a new one. */
export function isPathless({ healing }: Call): boolean {
  return healing.kind === 'owed' || healing.kind === 'under-way';
}

/** People hear each other again; what the agent held is held again before anything is let through. */
export function healed(call: Call, lineUp: boolean): CallStep {
  if (call.signalling.kind !== 'established' || call.healing.kind !== 'under-way')
    return same(call);
  const { callId } = call;
  // Whether the far end holds us it will say itself in the new dialog.
  const hold = isHeldHere(call) ? 'local' : 'none';
  // Agreed is not heard: the sound is there once the page says so.
  const media = call.media === 'opening' ? 'interrupted' : call.media;
  if (!call.holdWanted) {
    return { call: { ...call, media, hold: 'none', healing: { kind: 'none' } }, effects: [] };
  }
  return {
    call: { ...call, media, hold, healing: { kind: 'holding' } },
    effects: lineUp ? [{ type: 'sip.hold', callId }] : [],
  };
}

/** The far end hears of its hold again, or would not: either way the page need not keep it silent. */
export function holdingSettled(call: Call, step: CallStep): CallStep {
  if (call.healing.kind !== 'holding') return step;
  return {
    call: { ...step.call, healing: { kind: 'none' } },
    effects: [...step.effects, { type: 'media.hush', callId: call.callId, hushed: false }],
  };
}

/** Answers that another try may change (RFC 3261 §21.4.9, §21.5); none at all is one of them. */
const passing: readonly (number | null)[] = [null, 408, 480, 491, 500, 503, 504];

export function healRefused(
  state: CallState,
  event: Extract<CallEvent, { type: 'sip.healRefused' }>,
): CallTransition {
  const call = state.calls[event.callId];
  if (call?.signalling.kind !== 'established' || call.healing.kind !== 'under-way') {
    return unchanged(state);
  }
  const { farewell, way, attempt } = call.healing;
  if (event.sipCause === 'connection-error' || !state.lineUp) {
    return {
      state: withCall(state, { ...call, healing: { kind: 'owed', farewell } }),
      effects: [],
    };
  }
  if (farewell !== null) {
    const { callId } = call;
    return {
      state: withCall(state, ended(call, farewell, event)),
      effects: [...silence(callId), { type: 'sip.drop', callId }],
    };
  }
  const next = nextTry(state, way, attempt, event.sipStatus);
  if (next === null) {
    const { state: ending, effects } = cannotHeal(state, call, event);
    return { state: ending, effects };
  }
  const begun = begin(call, next.way, next.attempt);
  return { state: withCall(state, begun.call), effects: begun.effects };
}

function nextTry(
  { pbx }: CallState,
  way: HealingWay,
  attempt: number,
  sipStatus: number | null,
): { way: HealingWay; attempt: number } | null {
  if (passing.includes(sipStatus) && attempt <= retryAfterMs.length) {
    return { way, attempt: attempt + 1 };
  }
  const fallsBack = way === 'replaces' && pbx.rebuiltMedia === 'replaces-or-reinvite';
  return fallsBack ? { way: 'reinvite', attempt: 1 } : null;
}

/** The PBX clears the leg that is replaced, or the customer has hung up: the answer tells which. */
export function replacedEnded(
  call: Call,
  event: Extract<CallEvent, { type: 'sip.replacedEnded' }>,
): CallStep {
  if (call.signalling.kind !== 'established' || call.healing.kind !== 'under-way')
    return same(call);
  const farewell = causeOf(call, event.sipCause, event.by, event.sipStatus);
  return { call: { ...call, healing: { ...call.healing, farewell } }, effects: [] };
}
