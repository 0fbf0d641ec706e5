import { assertNever } from '../assert-never.ts';
import { isStillHere, networksIn, networksKey } from './networks.ts';

/** What is known of the way that the sound of one call takes. */
type CallWay = {
  readonly bytes: number;
  readonly replies: number;
  readonly checks: number;
  /** When something last arrived: audio, or the reply to a consent check. */
  readonly aliveAtMs: number;
  /** Since when a check has waited for its reply; null while none does. */
  readonly askedAtMs: number | null;
  /** The server has been asked since; null again when the next restart is due. */
  readonly probed: boolean;
  /** It was given up, and nothing has arrived since. */
  readonly lost: Lost | null;
};

type Lost = {
  /** When it was last tried anew, how often that was, and how long this try is given. */
  readonly atMs: number;
  readonly tries: number;
  readonly waitMs: number;
};

/**
 * Whether the way to the PBX is still there, told apart from a far end that says nothing: a remote
 * hold sends no audio, but it answers consent checks (RFC 7675). And whether it is the way to the
 * server that is gone, or only that of the sound.
 */
export type WayState = {
  /** The networks of this computer; null before the first look. */
  readonly networks: string | null;
  readonly lineUp: boolean;
  readonly calls: Readonly<Record<string, CallWay>>;
  /** A sign of life of the server that was asked for and has not come. */
  readonly probeSentAtMs: number | null;
  /** The networks are others, the socket's own is still there: whether it serves is being asked. */
  readonly doubt: { readonly sinceMs: number; readonly restartsIce: boolean } | null;
};

/** `random` is in [0, 1): the jitter of the waits. */
export type WayEvent = { readonly atMs: number; readonly random: number } & (
  | {
      readonly type: 'networks';
      readonly addresses: readonly string[];
      /** This computer's end of the socket to the server; null without one. */
      readonly ownAddress: string | null;
    }
  | {
      readonly type: 'counted';
      readonly callId: string;
      readonly bytesReceived: number;
      readonly checksSent: number;
      readonly repliesReceived: number;
    }
  /** The server gave a sign of life, so long after it was asked. */
  | { readonly type: 'answered'; readonly roundTripMs: number }
  | { readonly type: 'lineUp' }
  | { readonly type: 'lineDown' }
  | { readonly type: 'gone'; readonly callId: string }
  | { readonly type: 'woke' }
);

export type WayEffect =
  /** Open a new socket, register, and restart ICE for these calls from the connections they have. */
  | { readonly type: 'reconnect'; readonly callIds: readonly string[] }
  /** Restart ICE for these calls over the socket there is. */
  | { readonly type: 'restart'; readonly callIds: readonly string[] }
  /** Ask the server for a sign of life. */
  | { readonly type: 'probe' }
  /** Something arrives again. */
  | { readonly type: 'back'; readonly callId: string };

export type WayTransition = { readonly state: WayState; readonly effects: readonly WayEffect[] };

export const unknownWay: WayState = {
  networks: null,
  lineUp: false,
  calls: {},
  probeSentAtMs: null,
  doubt: null,
};

/** So long nothing may arrive, neither audio nor the reply to a check that is out. */
export const silenceMs = 800;
/** After so much of that the server is asked, so that its answer is there in time. */
const probeAfterMs = silenceMs / 2;
/** A first restart gets at least so long to bring the sound back; each further one twice that. */
export const restartEveryMs = 4_000;
const longestRestartMs = 16_000;

/** Decides from counters, networks and the clock. Pure and total. */
export function transition(state: WayState, event: WayEvent): WayTransition {
  switch (event.type) {
    case 'networks':
      return networks(state, event);
    case 'counted':
      return counted(state, event);
    case 'answered':
      return answered(state, event);
    case 'lineUp':
      return lineUp(state, event);
    case 'lineDown':
      return unchanged({ ...state, lineUp: false, probeSentAtMs: null, doubt: null });
    case 'gone': {
      const { [event.callId]: _gone, ...calls } = state.calls;
      return unchanged({ ...state, calls });
    }
    case 'woke':
      return reconnect(state, event);
    default:
      return assertNever(event);
  }
}

/**
 * Another list of networks. Whatever comes up beside the socket's own (a virtual machine's, a
 * telephone that is plugged in) takes nothing away; only the server can tell whether it still hears us.
 */
function networks(state: WayState, event: Extract<WayEvent, { type: 'networks' }>): WayTransition {
  const key = networksKey(event.addresses);
  const { doubt } = state;
  if (key === state.networks) {
    const isUnanswered = doubt !== null && event.atMs - doubt.sinceMs >= silenceMs;
    return isUnanswered ? reconnect(state, event) : unchanged(state);
  }
  const next = { ...state, networks: key, doubt: null };
  // The first look finds what there is; with no network at all there is nothing to connect by.
  if (state.networks === null || key === '') return unchanged(next);
  const [before, now] = [networksIn(state.networks), networksIn(key)];
  if (!isStillHere(event.ownAddress, before, now)) return reconnect(next, event);
  // The sound may have taken the one that is gone.
  const restartsIce = doubt?.restartsIce === true || before.some((one) => !now.includes(one));
  return {
    state: { ...next, doubt: { sinceMs: event.atMs, restartsIce } },
    effects: [{ type: 'probe' }],
  };
}

function answered(state: WayState, event: Extract<WayEvent, { type: 'answered' }>): WayTransition {
  const { doubt } = state;
  const next = { ...state, probeSentAtMs: null };
  if (doubt === null) return unchanged(next);
  // Asked before the networks changed, this says nothing of them.
  if (event.atMs - event.roundTripMs < doubt.sinceMs) {
    return { state: next, effects: [{ type: 'probe' }] };
  }
  const settled = { ...next, doubt: null };
  return doubt.restartsIce ? restart(settled, Object.keys(state.calls), event) : unchanged(settled);
}

/** Whatever was interrupted is restarted by the line that comes back: that is one try. */
function lineUp(state: WayState, event: Extract<WayEvent, { type: 'lineUp' }>): WayTransition {
  const calls = Object.fromEntries(
    Object.entries(state.calls).map(([callId, way]) => [
      callId,
      way.lost === null ? way : { ...way, lost: { ...way.lost, atMs: event.atMs } },
    ]),
  );
  return unchanged({ ...state, lineUp: true, calls });
}

function reconnect(state: WayState, event: WayEvent): WayTransition {
  const callIds = Object.keys(state.calls);
  return {
    state: { ...giveUp(state, callIds, event), probeSentAtMs: null, doubt: null },
    effects: [{ type: 'reconnect', callIds }],
  };
}

function restart(state: WayState, callIds: readonly string[], event: WayEvent): WayTransition {
  if (callIds.length === 0) return unchanged(state);
  return { state: giveUp(state, callIds, event), effects: [{ type: 'restart', callIds }] };
}

function giveUp(state: WayState, callIds: readonly string[], { atMs, random }: WayEvent): WayState {
  const calls = Object.entries(state.calls).map(([callId, way]): [string, CallWay] => {
    if (!callIds.includes(callId)) return [callId, way];
    const tries = (way.lost?.tries ?? 0) + 1;
    const leastMs = Math.min(restartEveryMs * 2 ** Math.min(tries - 1, 10), longestRestartMs);
    // Not all desks at once: they have all lost it in the same moment.
    const lost = { atMs, tries, waitMs: leastMs * (1 + random) };
    return [callId, { ...way, probed: false, lost }];
  });
  return { ...state, calls: Object.fromEntries(calls) };
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
    before === undefined || counts.bytes > before.bytes || counts.replies > before.replies;
  if (arrived) {
    const way: CallWay = {
      ...counts,
      aliveAtMs: atMs,
      askedAtMs: null,
      probed: false,
      lost: null,
    };
    const isBack = before !== undefined && before.lost !== null;
    return {
      state: { ...state, calls: { ...state.calls, [callId]: way } },
      effects: isBack ? [{ type: 'back', callId }] : [],
    };
  }
  const askedAtMs = before.askedAtMs ?? (counts.checks > before.checks ? atMs : null);
  // After a restart the counters are those of another pair, and begin again.
  const bytes = Math.min(before.bytes, counts.bytes);
  const replies = Math.min(before.replies, counts.replies);
  const checks = Math.min(before.checks, counts.checks);
  const way = { ...before, bytes, replies, checks, askedAtMs };
  return silent({ ...state, calls: { ...state.calls, [callId]: way } }, way, event);
}

/** Nothing has arrived since the last look. */
function silent(
  state: WayState,
  way: CallWay,
  event: Extract<WayEvent, { type: 'counted' }>,
): WayTransition {
  const { callId, atMs } = event;
  const { lost } = way;
  const silentForMs = atMs - way.aliveAtMs;
  if (silentForMs < probeAfterMs || (lost !== null && atMs - lost.atMs < lost.waitMs)) {
    return unchanged(state);
  }
  const isUnanswered = way.askedAtMs !== null && atMs - way.askedAtMs >= silenceMs;
  const isLost = lost !== null || isUnanswered;
  // The line looks for the server by itself, and restarts what is interrupted when it has found it.
  if (!state.lineUp) return isLost ? restart(state, [callId], event) : unchanged(state);
  if (!way.probed) {
    // Checks are seconds apart while all is well: the server's socket answers sooner.
    const calls = { ...state.calls, [callId]: { ...way, probed: true } };
    if (state.probeSentAtMs !== null) return unchanged({ ...state, calls });
    return { state: { ...state, calls, probeSentAtMs: atMs }, effects: [{ type: 'probe' }] };
  }
  if (state.probeSentAtMs === null) {
    return isLost ? restart(state, [callId], event) : unchanged(state);
  }
  const patienceMs = isLost ? silenceMs / 2 : silenceMs;
  const isServerGone = silentForMs >= silenceMs && atMs - state.probeSentAtMs >= patienceMs;
  return isServerGone ? reconnect(state, event) : unchanged(state);
}

function unchanged(state: WayState): WayTransition {
  return { state, effects: [] };
}
