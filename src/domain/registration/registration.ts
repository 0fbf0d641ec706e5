import { assertNever } from '../assert-never.ts';
import { failed, registerFailed, unchanged } from './failure.ts';
import { isLineUp, lineDownIf } from './line-up.ts';

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
 *
 * A registrar that says no during a call does not take its socket: that is kept, and asked again soon.
 */
export type RegistrationState =
  | { readonly kind: 'offline' }
  | (Servers & Attempts & Round & { readonly kind: 'connecting' })
  /** SIP messages get through. Without `takesCalls` nothing is registered: the socket alone is up. */
  | (Servers & { readonly kind: 'registered' })
  | (Servers &
      Attempts &
      Round & {
        readonly kind: 'backing-off';
        readonly failure: RegistrationFailure;
        readonly sipStatus: number | null;
        readonly retryInMs: number;
      })
  | (Servers &
      Attempts &
      Refusal & {
        readonly kind: 'rejected';
        readonly retryInMs: number;
      });

/** The line while it is on, of one kind or of any. */
export type LineState<Kind extends Kinds = Kinds> = Extract<RegistrationState, { kind: Kind }>;
type Kinds = Exclude<RegistrationState['kind'], 'offline'>;

type Servers = {
  readonly servers: number;
  /** The one that is used, or tried next. */
  readonly server: number;
  /** False once the line is another desk's: nothing registers here, what talks still has a socket. */
  readonly takesCalls: boolean;
};

type Attempts = {
  /** Attempts made since the line was last up. */
  readonly attempt: number;
  /** The registrar said no and its socket was kept: SIP messages get through, for the calls there are. */
  readonly keepsSocket: boolean;
};

/** What the servers have said that were asked since all of them were to be. */
type Round = {
  /**
   * The shortest `Retry-After` of this round, in milliseconds: nobody is asked again before it.
   * Null while a server of the round has not asked for it.
   */
  readonly pauseMs: number | null;
  /** The last no that a person has to mend: after the round there is a long wait. */
  readonly refusal: Refusal | null;
};

/** A server's no to this account. */
export type Refusal = { readonly rejection: RegistrationRejection; readonly sipStatus: number };

/**
 * `random` is a fresh number in [0, 1): the only randomness of the jitter. `inCall`: a call is up or
 * rings.
 */
export type RegistrationEvent =
  | { readonly type: 'start'; readonly servers: number }
  | { readonly type: 'stop' }
  /** The line is another desk's from now on; the calls that are up stay here. */
  | { readonly type: 'unregister' }
  | { readonly type: 'socketOpened' }
  | { readonly type: 'registered' }
  | { readonly type: 'socketClosed'; readonly inCall: boolean; readonly random: number }
  | {
      readonly type: 'registerFailed';
      /** Status of the final response; null when none came. */
      readonly sipStatus: number | null;
      /** `Retry-After` in seconds, if it was there. */
      readonly retryAfterSeconds: number | null;
      readonly inCall: boolean;
      readonly random: number;
    }
  /** What became of asking the preferred server, and whether a call is up. */
  | {
      readonly type: 'probed';
      readonly answers: boolean;
      readonly inCall: boolean;
      readonly random: number;
    }
  | { readonly type: 'timer'; readonly inCall: boolean; readonly random: number }
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
  /** Register again on the socket there is. */
  | { readonly type: 'register' }
  /** Take the registration back, and register no more. */
  | { readonly type: 'unregister' }
  /** Ask that server whether it is there, beside the line. */
  | { readonly type: 'probe'; readonly server: number }
  | { readonly type: 'disconnect' }
  | { readonly type: 'timer.start'; readonly afterMs: number }
  | { readonly type: 'timer.stop' }
  /** SIP messages get through from now on; they do not any more. */
  | { readonly type: 'line.up' }
  | { readonly type: 'line.down' };

export type RegistrationTransition = {
  readonly state: RegistrationState;
  readonly effects: readonly RegistrationEffect[];
};

/** Socket and REGISTER together: past this the server counts as silent. */
export const connectTimeoutMs = 15_000;

/** How long a server other than the preferred one is stayed with before that is asked again. */
export const failBackMs = 60_000;

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
      return connect({ servers: event.servers, takesCalls: true, ...newRound });
    case 'stop':
      if (state.kind === 'offline') return unchanged(state);
      return {
        state: offline,
        effects: [...lineDownIf(state), { type: 'timer.stop' }, { type: 'disconnect' }],
      };
    case 'unregister':
      return unregister(state);
    case 'socketOpened':
      return state.kind === 'connecting' && !state.takesCalls ? up(state) : unchanged(state);
    case 'registered':
      return registered(state);
    case 'socketClosed':
      return failed(state, { ...event, failure: 'unreachable' });
    case 'registerFailed':
      // What talks needs no registration: the socket that brought the answer will do.
      if (state.kind === 'offline' || state.takesCalls) return registerFailed(state, event);
      return state.kind === 'connecting' && event.sipStatus !== null ? up(state) : unchanged(state);
    case 'probed':
      return probed(state, event);
    case 'timer':
      if (state.kind === 'connecting') {
        return failed(state, { ...event, failure: 'timeout' });
      }
      if (state.kind === 'registered' && state.server > 0 && state.takesCalls) {
        return { state, effects: [{ type: 'probe', server: 0 }] };
      }
      return again(state, {});
    case 'retryNow':
      return again(state, newRound);
    default:
      return assertNever(event);
  }
}

/** Messages get through: the REGISTER was taken, or what talks needs none. */
function up(state: LineState): RegistrationTransition {
  const { servers, server, takesCalls } = state;
  return {
    state: { kind: 'registered', servers, server, takesCalls },
    effects: [
      takesCalls && server > 0
        ? { type: 'timer.start', afterMs: failBackMs }
        : { type: 'timer.stop' },
      ...(isLineUp(state) ? [] : [{ type: 'line.up' } as const]),
    ],
  };
}

function registered(state: RegistrationState): RegistrationTransition {
  if (state.kind === 'offline' || (state.kind !== 'connecting' && !isLineUp(state))) {
    return unchanged(state);
  }
  if (state.takesCalls) return state.kind === 'registered' ? unchanged(state) : up(state);
  // Its REGISTER was out when the line moved: the other desk is to have it.
  const next = state.kind === 'registered' ? unchanged(state) : up(state);
  return { ...next, effects: [...next.effects, { type: 'unregister' }] };
}

/** Another desk has the line. What talks keeps its socket, and gets a new one where that breaks. */
function unregister(before: RegistrationState): RegistrationTransition {
  if (before.kind === 'offline' || !before.takesCalls) return unchanged(before);
  const state = { ...before, takesCalls: false };
  const next = isLineUp(state)
    ? up(state)
    : state.kind === 'rejected'
      ? again(state, newRound)
      : unchanged(state);
  return { ...next, effects: [{ type: 'unregister' }, ...next.effects] };
}

/** The wait is over, or is cut short to begin a new round. */
function again(state: RegistrationState, from: Partial<typeof newRound>): RegistrationTransition {
  if (state.kind !== 'backing-off' && state.kind !== 'rejected') return unchanged(state);
  if (!state.keepsSocket) {
    return connect(state.kind === 'rejected' ? { ...state, ...newRound } : { ...state, ...from });
  }
  const { servers, server, takesCalls, attempt, keepsSocket } = state;
  const asked = { servers, server, takesCalls, attempt, keepsSocket };
  return {
    state: { kind: 'connecting', ...asked, pauseMs: null, refusal: null },
    effects: [{ type: 'register' }, { type: 'timer.start', afterMs: connectTimeoutMs }],
  };
}

function probed(
  state: RegistrationState,
  { answers, inCall, random }: Extract<RegistrationEvent, { type: 'probed' }>,
): RegistrationTransition {
  if (state.kind !== 'registered' || state.server === 0 || !state.takesCalls) {
    return unchanged(state);
  }
  if (!answers || inCall) {
    // Not all desks at once.
    const afterMs = Math.round(failBackMs * (1 + random));
    return { state, effects: [{ type: 'timer.start', afterMs }] };
  }
  const back = connect({ ...state, ...newRound }, true);
  return { ...back, effects: [{ type: 'line.down' }, ...back.effects] };
}

/** From the preferred server on. */
const newRound = { server: 0, attempt: 0, pauseMs: null, refusal: null } as const;

function connect(
  from: Pick<LineState, 'servers' | 'server' | 'takesCalls'> &
    Pick<LineState<'connecting'>, 'attempt' | 'pauseMs' | 'refusal'>,
  leave = false,
): RegistrationTransition {
  const { servers, server, takesCalls, attempt, pauseMs, refusal } = from;
  const tried = { servers, server, takesCalls, attempt, pauseMs, refusal };
  return {
    state: { kind: 'connecting', ...tried, keepsSocket: false },
    effects: [
      { type: 'connect', server, leave },
      { type: 'timer.start', afterMs: connectTimeoutMs },
    ],
  };
}
