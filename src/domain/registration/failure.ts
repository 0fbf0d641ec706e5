import { keptRetryMs, longestPauseMs, rejectedRetryMs, retryDelayMs } from './back-off.ts';
import { isLineUp, lineDownIf } from './line-up.ts';
import type {
  LineState,
  Refusal,
  RegistrationEvent,
  RegistrationFailure,
  RegistrationRejection,
  RegistrationState,
  RegistrationTransition,
} from './registration.ts';

/** How an attempt, or the line itself, came to nothing. */
type Failure = {
  readonly failure: RegistrationFailure;
  readonly sipStatus?: number;
  readonly retryAfterSeconds?: number | null;
  readonly refusal?: Refusal | null;
  /** Whether a call is up or rings: it cannot wait as long as a desk can. */
  readonly inCall: boolean;
  readonly random: number;
};

export function registerFailed(
  state: RegistrationState,
  event: Extract<RegistrationEvent, { type: 'registerFailed' }>,
): RegistrationTransition {
  const { sipStatus, retryAfterSeconds, inCall, random } = event;
  if (state.kind === 'offline') return unchanged(state);
  if (sipStatus === null) return failed(state, { failure: 'timeout', inCall, random });
  const refusal = refusalOf(sipStatus);
  const failure = sipStatus >= 500 ? 'server-trouble' : 'refused';
  const how = { failure, sipStatus, retryAfterSeconds, refusal, inCall, random } as const;
  return isLineUp(state) && inCall ? kept(state, how) : failed(state, how);
}

/** The way to the server is given up: another attempt, with the next one where this was an attempt. */
export function failed(state: RegistrationState, how: Failure): RegistrationTransition {
  if (state.kind === 'offline' || (state.kind !== 'connecting' && !isLineUp(state))) {
    return unchanged(state);
  }
  const { servers, takesCalls } = state;
  const { failure, retryAfterSeconds = null, refusal: no = null, sipStatus = null, random } = how;
  // A server that is left because it said no is one of the round; a line that was lost begins one.
  const isAttempt = !isLineUp(state) || (no !== null && state.server === 0 && servers > 1);
  const attempts = state.kind === 'connecting' && !state.keepsSocket ? state.attempt : 0;
  const attempt = isAttempt ? attempts + 1 : 0;
  const server = isAttempt ? (state.server + 1) % servers : 0;
  const isRoundOver = isAttempt ? server === 0 : servers === 1;
  const earlier = state.kind === 'connecting' ? state.refusal : null;
  const refusal = isAttempt || servers === 1 ? (no ?? earlier) : null;
  if (isRoundOver && no !== null && how.inCall) return kept(state, how);
  if (isRoundOver && refusal !== null && !how.inCall) return rejected(state, refusal, random);
  const pauseMs = pauseOf(state, retryAfterSeconds);
  const delayMs = retryDelayMs(Math.floor(attempt / servers), random);
  // The next server of the round said nothing of waiting.
  const retryInMs = isRoundOver ? Math.max(delayMs, pauseMs ?? 0) : delayMs;
  const next = { servers, server, takesCalls, attempt, pauseMs, refusal, keepsSocket: false };
  return {
    state: { kind: 'backing-off', ...next, failure, sipStatus, retryInMs },
    effects: [
      ...lineDownIf(state),
      { type: 'disconnect' },
      { type: 'timer.start', afterMs: retryInMs },
    ],
  };
}

/** Every server was asked, and a person has to act: the long wait. */
function rejected(state: LineState, refusal: Refusal, random: number): RegistrationTransition {
  const { servers, server, takesCalls } = state;
  const retryInMs = Math.round(rejectedRetryMs * (1 + random));
  const waiting = { servers, server, takesCalls, attempt: 0, keepsSocket: false, retryInMs };
  return {
    state: { kind: 'rejected', ...waiting, ...refusal },
    effects: [
      ...lineDownIf(state),
      { type: 'disconnect' },
      { type: 'timer.start', afterMs: retryInMs },
    ],
  };
}

/**
 * The registrar said no while people talk: a BYE of theirs and ours needs this socket more than the
 * next call needs a registration. It stays, and is asked again soon.
 */
function kept(state: LineState, how: Failure): RegistrationTransition {
  const { servers, server, takesCalls } = state;
  const { failure, sipStatus = null, refusal = null, random } = how;
  const attempt = state.kind !== 'registered' && state.keepsSocket ? state.attempt + 1 : 1;
  const pauseMs = Math.min((how.retryAfterSeconds ?? 0) * 1_000, longestPauseMs);
  const retryInMs = Math.max(keptRetryMs(attempt - 1, random), pauseMs);
  const waiting = { servers, server, takesCalls, attempt, keepsSocket: true, retryInMs };
  return {
    state:
      refusal === null
        ? { kind: 'backing-off', ...waiting, failure, sipStatus, pauseMs: null, refusal }
        : { kind: 'rejected', ...waiting, ...refusal },
    effects: [
      ...(isLineUp(state) ? [] : [{ type: 'line.up' } as const]),
      { type: 'timer.start', afterMs: retryInMs },
    ],
  };
}

/** RFC 3261 §10.2 and §21.4: the answers to REGISTER that a person has to mend. */
function refusalOf(sipStatus: number): Refusal | null {
  const rejection = rejectionOf(sipStatus);
  return rejection === null ? null : { rejection, sipStatus };
}

function rejectionOf(sipStatus: number): RegistrationRejection | null {
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

/** The shortest wait that every server of the round has asked for; one that did not ends it. */
function pauseOf(state: LineState, retryAfterSeconds: number | null): number | null {
  if (retryAfterSeconds === null) return null;
  const askedMs = Math.min(retryAfterSeconds * 1_000, longestPauseMs);
  const isFirst = state.kind !== 'connecting' || state.servers === 1 || state.server === 0;
  if (isFirst) return askedMs;
  return state.pauseMs === null ? null : Math.min(state.pauseMs, askedMs);
}

export function unchanged(state: RegistrationState): RegistrationTransition {
  return { state, effects: [] };
}
