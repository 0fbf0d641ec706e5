/**
 * What the operating system is asked to say while the desk is not in front: somebody calls,
 * somebody was missed. It waits a moment for the name, says it once, and takes it back when it is
 * no longer true.
 *
 *   quiet ──rings, not in front──► naming ──name or time──► announced
 *     ▲                              │                        │
 *     └──────answered, in front, ended (missed: told) ────────┘
 */
export type AttentionState = {
  readonly ringing: {
    readonly callId: string;
    readonly phase: 'seen' | 'naming' | 'announced';
    readonly endedHere: boolean;
  } | null;
  /** Calls missed since the desk was last in front. */
  readonly missed: number;
};

/** The call of the desk as it rings; null when none does. */
export type RingingCall = { readonly callId: string; readonly phase: 'ringing' | 'taken' };

export type AttentionEvent =
  | { readonly type: 'looked'; readonly call: RingingCall | null; readonly inFront: boolean }
  /** The agent has declined it: it will end, and not as a missed one. */
  | { readonly type: 'declined' }
  | { readonly type: 'named'; readonly callId: string }
  | { readonly type: 'waited'; readonly callId: string }
  | { readonly type: 'came-to-front' };

export type AttentionEffect =
  | { readonly type: 'wait-for-name'; readonly callId: string }
  | { readonly type: 'announce-call'; readonly callId: string }
  | { readonly type: 'announce-missed'; readonly callId: string }
  | { readonly type: 'withdraw'; readonly callId: string }
  | { readonly type: 'flash'; readonly on: boolean }
  | { readonly type: 'badge'; readonly count: number };

export type AttentionStep = {
  readonly state: AttentionState;
  readonly effects: readonly AttentionEffect[];
};

export const quiet: AttentionState = { ringing: null, missed: 0 };

export function attend(state: AttentionState, event: AttentionEvent): AttentionStep {
  const { ringing } = state;
  switch (event.type) {
    case 'looked':
      return looked(state, event.call, event.inFront);
    case 'declined':
      return ringing
        ? { state: { ...state, ringing: { ...ringing, endedHere: true } }, effects: [] }
        : { state, effects: [] };
    case 'named':
    case 'waited':
      if (ringing?.phase !== 'naming' || ringing.callId !== event.callId) {
        return { state, effects: [] };
      }
      return {
        state: { ...state, ringing: { ...ringing, phase: 'announced' } },
        effects: [{ type: 'announce-call', callId: event.callId }],
      };
    case 'came-to-front': {
      const withdrawn = withdraw(state);
      const seen = ringing && ({ ...ringing, phase: 'seen' } as const);
      return { state: { ringing: seen, missed: 0 }, effects: withdrawn };
    }
  }
}

function looked(state: AttentionState, call: RingingCall | null, inFront: boolean): AttentionStep {
  const { ringing } = state;
  if (call?.phase === 'ringing') {
    if (ringing?.callId === call.callId) return { state, effects: [] };
    const phase = inFront ? 'seen' : 'naming';
    return {
      state: { ...state, ringing: { callId: call.callId, phase, endedHere: false } },
      effects: inFront
        ? []
        : [
            { type: 'wait-for-name', callId: call.callId },
            { type: 'flash', on: true },
            { type: 'badge', count: state.missed + 1 },
          ],
    };
  }
  if (!ringing) return { state, effects: [] };
  const wasMissed = !inFront && !ringing.endedHere && call?.callId !== ringing.callId;
  if (!wasMissed) return { state: { ...state, ringing: null }, effects: withdraw(state) };
  const missed = state.missed + 1;
  return {
    state: { ringing: null, missed },
    effects: [
      { type: 'withdraw', callId: ringing.callId },
      { type: 'announce-missed', callId: ringing.callId },
      { type: 'flash', on: false },
      { type: 'badge', count: missed },
    ],
  };
}

/** Nothing is said any more of what rings; of missed calls the count stays while not in front. */
function withdraw({ ringing, missed }: AttentionState): readonly AttentionEffect[] {
  if (!ringing) return missed > 0 ? [{ type: 'badge', count: 0 }] : [];
  if (ringing.phase === 'seen') return [];
  return [
    { type: 'withdraw', callId: ringing.callId },
    { type: 'flash', on: false },
    { type: 'badge', count: 0 },
  ];
}
