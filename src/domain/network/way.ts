import { assertNever } from '../assert-never.ts';

/** What is known of the way that the sound of one call takes. */
type CallWay = {
  readonly bytes: number;
  readonly replies: number;
  readonly checks: number;
  /** When something last arrived: audio, or the reply to a consent check. */
  readonly aliveAtMs: number;
  /** Since when a check has waited for its reply; null while none does. */
  readonly askedAtMs: number | null;
  /** When it was given up, if it was and nothing has arrived since. */
  readonly lostAtMs: number | null;
  readonly probed: boolean;
};

/**
 * Whether the way to the PBX is still there, told apart from a far end that says nothing: a remote
 * hold sends no audio, but it answers consent checks (RFC 7675).
 */
export type WayState = {
  /** The networks of this computer; null before the first look. */
  readonly networks: string | null;
  readonly calls: Readonly<Record<string, CallWay>>;
  /** A sign of life of the server that was asked for and has not come. */
  readonly probeSentAtMs: number | null;
};

export type WayEvent = { readonly atMs: number } & (
  | { readonly type: 'networks'; readonly addresses: readonly string[] }
  | {
      readonly type: 'counted';
      readonly callId: string;
      readonly bytesReceived: number;
      readonly checksSent: number;
      readonly repliesReceived: number;
    }
  /** The server gave a sign of life. */
  | { readonly type: 'answered' }
  | { readonly type: 'gone'; readonly callId: string }
  | { readonly type: 'woke' }
);

export type WayEffect =
  /** Open a new socket, register, and restart ICE for these calls from the connections they have. */
  | { readonly type: 'reconnect'; readonly callIds: readonly string[] }
  /** Ask the server for a sign of life. */
  | { readonly type: 'probe' }
  /** Something arrives again. */
  | { readonly type: 'back'; readonly callId: string };

export type WayTransition = { readonly state: WayState; readonly effects: readonly WayEffect[] };

export const unknownWay: WayState = { networks: null, calls: {}, probeSentAtMs: null };

/** So long nothing may arrive, neither audio nor the reply to a check that is out. */
export const silenceMs = 800;
/** A restart gets so long to bring the sound back before another one is tried. */
export const restartEveryMs = 4_000;

/** Decides from counters, networks and the clock. Pure and total. */
export function transition(state: WayState, event: WayEvent): WayTransition {
  switch (event.type) {
    case 'networks':
      return networks(state, networksKey(event.addresses), event.atMs);
    case 'counted':
      return counted(state, event);
    case 'answered':
      return { state: { ...state, probeSentAtMs: null }, effects: [] };
    case 'gone': {
      const { [event.callId]: _gone, ...calls } = state.calls;
      return { state: { ...state, calls }, effects: [] };
    }
    case 'woke':
      return reconnect(state, event.atMs);
    default:
      return assertNever(event);
  }
}

/**
 * The networks as they matter for a way: an IPv6 address that changes within its network (RFC 8981
 * does that every day) is no other network.
 */
export function networksKey(addresses: readonly string[]): string {
  const networkOf = (address: string) =>
    address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
  return [...new Set(addresses.map(networkOf))].sort().join(' ');
}

function networks(state: WayState, key: string, atMs: number): WayTransition {
  if (key === state.networks) return { state, effects: [] };
  const next = { ...state, networks: key };
  // The first look finds what there is; with no network at all there is nothing to connect by.
  if (state.networks === null || key === '') return { state: next, effects: [] };
  return reconnect(next, atMs);
}

function reconnect(state: WayState, atMs: number): WayTransition {
  const calls = Object.fromEntries(
    Object.entries(state.calls).map(([callId, way]) => [callId, { ...way, lostAtMs: atMs }]),
  );
  return {
    state: { ...state, calls, probeSentAtMs: null },
    effects: [{ type: 'reconnect', callIds: Object.keys(calls) }],
  };
}

function counted(state: WayState, event: Extract<WayEvent, { type: 'counted' }>): WayTransition {
  const { callId, atMs } = event;
  const before = state.calls[callId];
  const counts = {
    bytes: event.bytesReceived,
    replies: event.repliesReceived,
    checks: event.checksSent,
  };
  const arrived =
    before === undefined || counts.bytes !== before.bytes || counts.replies !== before.replies;
  if (arrived) {
    const way: CallWay = {
      ...counts,
      aliveAtMs: atMs,
      askedAtMs: null,
      lostAtMs: null,
      probed: false,
    };
    const isBack = before !== undefined && before.lostAtMs !== null;
    return {
      state: { ...state, calls: { ...state.calls, [callId]: way } },
      effects: isBack ? [{ type: 'back', callId }] : [],
    };
  }
  const askedAtMs = before.askedAtMs ?? (counts.checks > before.checks ? atMs : null);
  return silent({ ...state, calls: { ...state.calls, [callId]: { ...before, askedAtMs } } }, event);
}

/** Nothing has arrived since the last look. */
function silent(state: WayState, event: Extract<WayEvent, { type: 'counted' }>): WayTransition {
  const { callId, atMs } = event;
  const way = state.calls[callId];
  if (way === undefined || atMs - way.aliveAtMs < silenceMs) return { state, effects: [] };
  if (way.lostAtMs !== null) {
    return atMs - way.lostAtMs < restartEveryMs ? { state, effects: [] } : reconnect(state, atMs);
  }
  const isUnanswered = way.askedAtMs !== null && atMs - way.askedAtMs >= silenceMs;
  const isServerGone = state.probeSentAtMs !== null && atMs - state.probeSentAtMs >= silenceMs;
  if (isUnanswered || isServerGone) return reconnect(state, atMs);
  if (way.probed || state.probeSentAtMs !== null) return { state, effects: [] };
  // Checks are seconds apart while all is well: the server's socket answers sooner.
  const probed = { ...state.calls, [callId]: { ...way, probed: true } };
  return { state: { ...state, calls: probed, probeSentAtMs: atMs }, effects: [{ type: 'probe' }] };
}
