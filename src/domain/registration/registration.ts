import { assertNever } from '../assert-never.ts';
import { retryDelayMs } from './back-off.ts';

/** Why there is no line, as the desk tells it. */
export type RegistrationFailure =
  /** The server could not be reached, or the socket broke. */
  | 'unreachable'
  /** Connected, but no answer to REGISTER in time. */
  | 'timeout'
  /** 503 and other 5xx/6xx: the server is there and cannot now. */
  | 'server-trouble'
  /** Another final answer to REGISTER. */
  | 'refused';

/** Why the server says no to this account: a person has to act, so retries are slow. */
export type RegistrationRejection = 'credentials' | 'forbidden' | 'unknown-account';

/**
 * The line to the PBX.
 *
 * ```
 *  offline ──start──► connecting ──200──► registered ──┐ socket closed, refresh failed
 *     ▲                │ ▲   │                         │
 *     │ stop           │ │   └─401/403/404─► rejected ─┤ slow timer, retryNow
 *     │ (from any)     │ └──timer, retryNow────────────┤
 *     └────────────────┴──closed, 503, time-out──► backing-off
 * ```
 *
 * `server` is the index into the account's servers, preferred first. A lost registration starts
 * again with the preferred one; a failed attempt goes on to the next. From another than the preferred
 * one the line goes back, once that answers again and while nobody talks.
 */
export type RegistrationState =
  | { readonly kind: 'offline' }
  | {
      readonly kind: 'connecting';
      readonly servers: number;
      readonly server: number;
      readonly attempt: number;
      /**
       * The shortest `Retry-After` of this round, in milliseconds: nobody is asked again before it.
       * Null while a server of the round has not asked for it.
       */
      readonly pauseMs: number | null;
    }
  | { readonly kind: 'registered'; readonly servers: number; readonly server: number }
  | {
      readonly kind: 'backing-off';
      readonly servers: number;
      /** The server that is tried next. */
      readonly server: number;
      /** Attempts made since the line was last up. */
      readonly attempt: number;
      readonly pauseMs: number | null;
      readonly failure: RegistrationFailure;
      readonly sipStatus: number | null;
      readonly retryInMs: number;
    }
  | {
      readonly kind: 'rejected';
      readonly servers: number;
      readonly server: number;
      readonly rejection: RegistrationRejection;
      readonly sipStatus: number;
      readonly retryInMs: number;
    };

/** `random` is a fresh number in [0, 1): the only randomness of the jitter. */
export type RegistrationEvent =
  | { readonly type: 'start'; readonly servers: number }
  | { readonly type: 'stop' }
  | { readonly type: 'registered' }
  | { readonly type: 'socketClosed'; readonly random: number }
  | {
      readonly type: 'registerFailed';
      /** Status of the final response; null when none came. */
      readonly sipStatus: number | null;
      /** `Retry-After` in seconds, if it was there. */
      readonly retryAfterSeconds: number | null;
      readonly random: number;
    }
  /** What became of asking the preferred server, and whether a call is up. */
  | {
      readonly type: 'probed';
      readonly answers: boolean;
      readonly inCall: boolean;
      readonly random: number;
    }
  | { readonly type: 'timer'; readonly random: number }
  /** The agent pressed "try again", or the network came back. */
  | { readonly type: 'retryNow' };

export type RegistrationEffect =
  /** Open a socket to that server (closing any other) and register on it. */
  | {
      readonly type: 'connect';
      readonly server: number;
      /** The registration on the server that is left is taken back first. */
      readonly leave: boolean;
    }
  /** Ask that server whether it is there, beside the line. */
  | { readonly type: 'probe'; readonly server: number }
  | { readonly type: 'disconnect' }
  | { readonly type: 'timer.start'; readonly afterMs: number }
  | { readonly type: 'timer.stop' }
  /** SIP messages get through from now on; the socket is gone. */
  | { readonly type: 'line.up' }
  | { readonly type: 'line.down' };

export type RegistrationTransition = {
  readonly state: RegistrationState;
  readonly effects: readonly RegistrationEffect[];
};

/** A wrong password does not mend itself: ask again rarely, so that no account gets locked. */
export const rejectedRetryMs = 60_000;

/** Socket and REGISTER together: past this the server counts as silent. */
export const connectTimeoutMs = 15_000;

/** How long a server other than the preferred one is stayed with before that is asked again. */
export const failBackMs = 60_000;

/** A server that asks for hours is asked again all the same: it may have been replaced. */
const longestPauseMs = 300_000;

/** The state of a phone that was just switched on. */
export const offline: RegistrationState = { kind: 'offline' };

/** Decides what to do about the line. Pure and total. */
export function transition(
  state: RegistrationState,
  event: RegistrationEvent,
): RegistrationTransition {
  switch (event.type) {
    case 'start':
      if (state.kind !== 'offline' || event.servers < 1) return unchanged(state);
      return connect(event.servers, 0, 0, null);
    case 'stop':
      if (state.kind === 'offline') return unchanged(state);
      return {
        state: offline,
        effects: [...lineDownIf(state), { type: 'timer.stop' }, { type: 'disconnect' }],
      };
    case 'registered':
      if (state.kind !== 'connecting') return unchanged(state);
      return {
        state: { kind: 'registered', servers: state.servers, server: state.server },
        effects: [
          state.server === 0
            ? { type: 'timer.stop' }
            : { type: 'timer.start', afterMs: failBackMs },
          { type: 'line.up' },
        ],
      };
    case 'socketClosed':
      return failed(state, 'unreachable', null, null, event.random);
    case 'registerFailed':
      return registerFailed(state, event);
    case 'probed':
      return probed(state, event);
    case 'timer':
      if (state.kind === 'connecting') return failed(state, 'timeout', null, null, event.random);
      if (state.kind === 'backing-off') {
        return connect(state.servers, state.server, state.attempt, state.pauseMs);
      }
      if (state.kind === 'rejected') return connect(state.servers, state.server, 0, null);
      if (state.kind === 'registered' && state.server > 0) {
        return { state, effects: [{ type: 'probe', server: 0 }] };
      }
      return unchanged(state);
    case 'retryNow':
      if (state.kind === 'backing-off' || state.kind === 'rejected') {
        return connect(state.servers, 0, 0, null);
      }
      return unchanged(state);
    default:
      return assertNever(event);
  }
}

/** RFC 3261 §10.2 and §21.4: which answers to REGISTER a person has to mend. */
function rejectionOf(sipStatus: number | null): RegistrationRejection | null {
  switch (sipStatus) {
    case 401:
    case 407:
      return 'credentials';
    case 403:
      return 'forbidden';
    case 404:
      return 'unknown-account';
    default:
      return null;
  }
}

function registerFailed(
  state: RegistrationState,
  { sipStatus, retryAfterSeconds, random }: Extract<RegistrationEvent, { type: 'registerFailed' }>,
): RegistrationTransition {
  const rejection = rejectionOf(sipStatus);
  if (rejection === null || sipStatus === null) {
    const failure =
      sipStatus === null ? 'timeout' : sipStatus >= 500 ? 'server-trouble' : 'refused';
    return failed(state, failure, sipStatus, retryAfterSeconds, random);
  }
  if (state.kind !== 'connecting' && state.kind !== 'registered') return unchanged(state);
  const { servers, server } = state;
  const retryInMs = Math.round(rejectedRetryMs * (1 + random));
  return {
    state: { kind: 'rejected', servers, server, rejection, sipStatus, retryInMs },
    effects: [
      ...lineDownIf(state),
      { type: 'disconnect' },
      { type: 'timer.start', afterMs: retryInMs },
    ],
  };
}

function failed(
  state: RegistrationState,
  failure: RegistrationFailure,
  sipStatus: number | null,
  retryAfterSeconds: number | null,
  random: number,
): RegistrationTransition {
  if (state.kind !== 'connecting' && state.kind !== 'registered') return unchanged(state);
  const { servers } = state;
  const attempt = state.kind === 'connecting' ? state.attempt + 1 : 0;
  const server = state.kind === 'connecting' ? (state.server + 1) % servers : 0;
  const pauseMs = pauseOf(state, servers, retryAfterSeconds);
  const delayMs = retryDelayMs(Math.floor(attempt / servers), random);
  // The next server of the round said nothing of waiting.
  const isRoundOver = state.kind === 'registered' ? servers === 1 : server === 0;
  const retryInMs = isRoundOver ? Math.max(delayMs, pauseMs ?? 0) : delayMs;
  return {
    state: {
      kind: 'backing-off',
      servers,
      server,
      attempt,
      pauseMs,
      failure,
      sipStatus,
      retryInMs,
    },
    effects: [
      ...lineDownIf(state),
      { type: 'disconnect' },
      { type: 'timer.start', afterMs: retryInMs },
    ],
  };
}

/** The shortest wait that every server of the round has asked for; one that did not ends it. */
function pauseOf(
  state: Extract<RegistrationState, { kind: 'connecting' | 'registered' }>,
  servers: number,
  retryAfterSeconds: number | null,
): number | null {
  if (retryAfterSeconds === null) return null;
  const askedMs = Math.min(retryAfterSeconds * 1_000, longestPauseMs);
  const isFirst = state.kind === 'registered' || servers === 1 || state.server === 0;
  if (isFirst) return askedMs;
  return state.pauseMs === null ? null : Math.min(state.pauseMs, askedMs);
}

function probed(
  state: RegistrationState,
  { answers, inCall, random }: Extract<RegistrationEvent, { type: 'probed' }>,
): RegistrationTransition {
  if (state.kind !== 'registered' || state.server === 0) return unchanged(state);
  if (!answers || inCall) {
    // Not all desks at once.
    const afterMs = Math.round(failBackMs * (1 + random));
    return { state, effects: [{ type: 'timer.start', afterMs }] };
  }
  const back = connect(state.servers, 0, 0, null, true);
  return { ...back, effects: [{ type: 'line.down' }, ...back.effects] };
}

function connect(
  servers: number,
  server: number,
  attempt: number,
  pauseMs: number | null,
  leave = false,
): RegistrationTransition {
  return {
    state: { kind: 'connecting', servers, server, attempt, pauseMs },
    effects: [
      { type: 'connect', server, leave },
      { type: 'timer.start', afterMs: connectTimeoutMs },
    ],
  };
}

function lineDownIf(state: RegistrationState): readonly RegistrationEffect[] {
  return state.kind === 'registered' ? [{ type: 'line.down' }] : [];
}

function unchanged(state: RegistrationState): RegistrationTransition {
  return { state, effects: [] };
}
