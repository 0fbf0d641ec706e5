import type { CallOptions, IncomingRequest, IncomingResponse, RTCSession } from '#jssip';
import type { IceServers } from '../../contract/ipc/media-api.ts';
import type { MediaEvent, SipEvent } from '../../domain/call/call-event.ts';
import type { SipCause } from '../../domain/call/end-cause.ts';
import type { PbxProfile } from '../../domain/pbx/pbx-profile.ts';
import { FacadeStream } from './facade/media-stream.ts';
import type { FacadePeerConnection } from './facade/peer-connection.ts';
import { createIcePolicy } from './ice-policy.ts';
import { watchInDialog } from './in-dialog.ts';
import { hearInfoDigits, sendInfoDigits } from './info-digits.ts';
import { cancelsOf, type LostInvite } from './lost-invite.ts';
import { retryReofferMs } from './reoffer-policy.ts';
import type { FinalAnswer } from './second-try.ts';
import { sipCauseOf } from './sip-cause.ts';
import { refer } from './transfer.ts';

/** What a session reports. */
export type SessionEvent = SipEvent | MediaEvent;

/** The names of a dialog (RFC 3261 §12), seen from here. */
export type Dialog = {
  readonly sipCallId: string;
  readonly localTag: string;
  readonly remoteTag: string;
};

/** One JsSIP session under our guards. */
export type Session = {
  /** The library's side of it. */
  readonly rtc: RTCSession;
  answer(): void;
  reject(sipStatus: number): void;
  /** CANCEL, BYE or a refusal, whatever ends it now. */
  end(): void;
  hold(): void;
  resume(): void;
  refresh(restartIce: boolean): void;
  dtmf(digits: string): void;
  /** The page lets its connection go: another session of the same call takes its id. */
  abandon(): void;
  /** Offers a connection on the page there is now, within the dialog: healed, or refused. */
  rebuild(): void;
  /** Once it is established. */
  dialog(): Dialog | null;
  /** Whoever hears its events from now on. */
  redirect(hear: (event: SessionEvent) => void): void;
  /** Passes the far end on: to a target, or to whoever talks in the other session. */
  refer(to: { readonly target: string } | { readonly replaces: RTCSession }): void;
};

export type SessionOptions = {
  readonly callId: string;
  /** The INVITE, where it came in. */
  readonly invitation?: IncomingRequest;
  readonly iceServers: IceServers;
  /** How digits are sent. */
  readonly dtmf: PbxProfile['dtmf'];
  /** How long the page has gathered candidates for this call; 0 when it has not begun. */
  gatheredForMs(): number;
  isLineUp(): boolean;
  /** Runs it as soon as there is a line again. */
  owe(send: () => void): void;
  /** Sends a message as it is, past the library. */
  sendRaw(message: string): void;
  after(milliseconds: number, run: () => void): () => void;
  /** In [0, 1). */
  random(): number;
  emit(event: SessionEvent): void;
  onEnded(): void;
  /** An INVITE of ours was refused so. True: another one has taken its place. */
  onRefused?(answer: FinalAnswer): boolean;
};

/**
 * What a call is given: a stand-in for the stream, and the call's id within the configuration.
 * The library only hands both through, to our own peer connection.
 */
export function callOptions(callId: string, iceServers: IceServers): CallOptions {
  const options = {
    mediaStream: new FacadeStream(),
    pcConfig: { iceServers, connectionId: callId },
  };
  return options as unknown as CallOptions;
}

/** JsSIP's names for its own refusals of an operation within a call. */
const refusedOperation: Readonly<Record<string, Operation>> = {
  'Hold Failed': 'hold',
  'Unhold Failed': 'resume',
  'Media Renegotiation Failed': 'refresh',
};
type Operation = 'hold' | 'resume' | 'refresh';

/** JsSIP's word for a session the far end has not refreshed in time (RFC 4028). */
const timerExpired = 'Session Timer Expired';

const nothing = () => undefined;

/** The library refuses to re-offer while another offer is out; that lasts a round trip or two. */
const retryReadyMs = 250;
const reofferTries = 20;
/** A refresh that was refused for good is asked for again then, and later each time. */
const refreshAgainMs = { first: 30_000, longest: 300_000 };

/** Internals of the library that are touched here (decisions 010, 071). */
type SessionInternals = LostInvite & {
  _localHold: boolean;
  _sessionTimers: { currentExpires: number };
  onTransportError: () => void;
  onRequestTimeout: () => void;
};

/**
 * Puts the guards around a session and reports what it does as events of the domain. See decisions
 * 010 and 071 for why `terminate` is wrapped: JsSIP ends a call when a re-INVITE is refused or the
 * socket breaks, and we do not.
 */
export function guardSession(session: RTCSession, options: SessionOptions): Session {
  const { callId, after } = options;
  let hear = options.emit;
  const emit = (event: SessionEvent) => hear(event);
  let established: IncomingResponse | null = null;
  let rebuilding = false;
  /** Until the far end has taken one: a restart that was refused once is still needed. */
  let restartsIce = false;
  let refreshAgainInMs = refreshAgainMs.first;
  const internals = session as unknown as SessionInternals;
  const terminate = session.terminate.bind(session);
  const policy = createIcePolicy({
    hasServers: options.iceServers.length > 0,
    gatheredForMs: options.gatheredForMs,
    after,
  });
  // A hold that waits and a refresh that waits do not take each other's place.
  const stopRetry: Record<'hold' | 'refresh', () => void> = { hold: nothing, refresh: nothing };
  const tries = { hold: 0, refresh: 0 };
  let stopRefer: (() => void) | null = null;
  let over = false;
  let wasEstablished = false;
  let knownCause: SipCause | null = null;
  let operation: 'hold' | 'resume' | null = null;
  let asking = false;

  const inDialog = watchInDialog(session, {
    owe: options.owe,
    onRefreshFailed(_refusal, minimumSeconds) {
      if (minimumSeconds !== null) internals._sessionTimers.currentExpires = minimumSeconds;
      refresh(false);
    },
  });

  function connection(): FacadePeerConnection {
    return session.connection as unknown as FacadePeerConnection;
  }

  /** Sends again what the microphone hears, after a hold that did not come about. */
  function setDirection(held: boolean): void {
    connection().direction = held ? 'sendonly' : 'sendrecv';
  }

  function takeBack(refused: 'hold' | 'resume'): void {
    const held = refused === 'resume';
    internals._localHold = held;
    setDirection(held);
    connection().describeAgain();
    for (const sender of connection().getSenders()) sender.track.enabled = !held;
  }

  /** Leaves everything as it was, and asks again where that makes sense. */
  function refused(what: Operation): void {
    operation = null;
    // The next offer, ours or theirs, takes the place of the refused one (RFC 8829 §4.1.8.2).
    if (what !== 'refresh') takeBack(what);
    else if (!rebuilding && !restartsIce) connection().describeAgain();
    const refusal = inDialog.refusal ?? { sipStatus: null, retryAfterSeconds: null };
    const slot = what === 'refresh' ? 'refresh' : 'hold';
    tries[slot] += 1;
    const waitMs = retryReofferMs(refusal, {
      operation: what,
      ownsCallId: session.direction === 'outgoing',
      tries: tries[slot],
      random: options.random(),
    });
    if (waitMs === null) {
      tries[slot] = 0;
      const { sipStatus } = refusal;
      if (what === 'refresh') {
        if (rebuilding)
          emit({ type: 'sip.healRefused', callId, sipCause: 'incompatible-sdp', sipStatus });
        else refreshLater();
        rebuilding = false;
        return;
      }
      emit({ type: 'sip.operationRefused', callId, operation: what, sipStatus });
      return;
    }
    stopRetry[slot]();
    stopRetry[slot] = after(waitMs, () => {
      if (what !== 'refresh') changeHold(what);
      else if (rebuilding) rebuild();
      else refresh(false);
    });
  }

  session.terminate = (ending) => {
    const refusedNow = refusedOperation[ending?.reason_phrase ?? ''];
    if (refusedNow !== undefined) {
      refused(refusedNow);
      return;
    }
    if (ending?.reason_phrase === timerExpired) {
      // Nobody refreshed. Whether anybody is there is asked before people are cut off.
      refresh(false);
      return;
    }
    // What the library gives up on while the line is down proves nothing about the call.
    if (session.isEstablished() && !options.isLineUp() && ending?.cause !== undefined) return;
    terminate(ending);
  };

  /** A broken socket ends what has not begun; people who talk go on talking. */
  const onTransportError = internals.onTransportError.bind(session);
  internals.onTransportError = () => {
    if (session.isEstablished()) {
      if (operation !== null) takeBack(operation);
      operation = null;
      return;
    }
    if (session.direction === 'outgoing' && !wasEstablished) {
      for (const send of cancelsOf(internals, options.sendRaw)) options.owe(send);
    }
    onTransportError();
  };

  /** A request nobody answers proves nothing about the call; an INVITE nobody answers is over. */
  const onRequestTimeout = internals.onRequestTimeout.bind(session);
  internals.onRequestTimeout = () => {
    if (!session.isEstablished()) onRequestTimeout();
  };

  /** The library's session timer gives up for good where it cannot refresh at once. */
  const isReadyToReOffer = session.isReadyToReOffer.bind(session);
  session.isReadyToReOffer = () => {
    const ready = isReadyToReOffer();
    if (!ready && !asking && session.isEstablished()) refresh(false);
    return ready;
  };

  /** RFC 3261 §14.2: an offer that crosses ours is refused; the library says so and goes on. */
  session.on('reinvite', ({ reject }) => {
    if (inDialog.offerIsOut) reject({ status_code: 491 });
  });
  session.on('update', ({ request, reject }) => {
    const hasOffer = ((request as { body?: string | null }).body ?? '') !== '';
    if (hasOffer && inDialog.offerIsOut) reject({ status_code: 491 });
  });

  session.on('icecandidate', ({ candidate, ready }) => {
    policy.offer({ candidate: candidate.candidate, ready });
  });
  session.on('progress', (event: { originator: string; response?: { body?: string } | null }) => {
    if (event.originator !== 'remote') return;
    emit({ type: 'sip.ringing', callId, earlyMedia: (event.response?.body ?? '') !== '' });
  });
  session.on('sdp', ({ originator }) => {
    if (originator === 'local') connection().freeze();
  });
  session.on('accepted', ({ response }: { response?: IncomingResponse }) => {
    established = response ?? null;
    wasEstablished = true;
    emit({ type: 'sip.established', callId });
    if (connection().isLost) emit({ type: 'media.missing', callId });
  });
  hearInfoDigits(session, (digit) => emit({ type: 'sip.digit', callId, digit }));
  session.on('hold', ({ originator }) => {
    if (originator === 'remote') emit({ type: 'sip.held', callId, by: 'remote' });
  });
  session.on('unhold', ({ originator }) => {
    if (originator === 'remote') emit({ type: 'sip.resumed', callId, by: 'remote' });
  });
  const ended = (event: { originator: string; message: unknown; cause: string }) => {
    if (over) return;
    over = true;
    policy.stop();
    stopRetry.hold();
    stopRetry.refresh();
    stopRefer?.();
    const status = (event.message as { status_code?: number } | null)?.status_code ?? null;
    if (status !== null && !wasEstablished && session.direction === 'outgoing') {
      const response = event.message as IncomingResponse;
      if (options.onRefused?.(finalAnswer(response, status)) === true) return;
    }
    emit({
      type: 'sip.ended',
      callId,
      by: event.originator === 'remote' ? 'remote' : 'local',
      sipCause: knownCause ?? sipCauseOf(event.cause, status),
      sipStatus: status,
    });
    options.onEnded();
  };
  // Nobody sends the agent elsewhere.
  session.on('refer', ({ reject }: { reject(): void }) => reject());
  session.on('replaces', ({ reject }: { reject(): void }) => reject());
  session.on('ended', ended);
  session.on('failed', ended);

  /** Starts a re-INVITE as soon as the library is ready for one. */
  function reoffer(
    slot: 'hold' | 'refresh',
    start: () => boolean,
    gaveUp: () => void,
    triesLeft = reofferTries,
  ): void {
    stopRetry[slot]();
    if (over || session.isEnded()) return;
    asking = true;
    const started = start();
    asking = false;
    if (started) return;
    if (triesLeft === 0) {
      gaveUp();
      return;
    }
    stopRetry[slot] = after(retryReadyMs, () => reoffer(slot, start, gaveUp, triesLeft - 1));
  }

  function changeHold(wanted: 'hold' | 'resume'): void {
    const held = wanted === 'hold';
    const done = () => {
      operation = null;
      tries.hold = 0;
      emit({ type: held ? 'sip.held' : 'sip.resumed', callId, by: 'local' });
    };
    reoffer(
      'hold',
      () => {
        if (session.isOnHold().local === held) {
          done();
          return true;
        }
        const before = connection().direction;
        setDirection(held);
        const started = held ? session.hold({}, done) : session.unhold({}, done);
        if (started) operation = wanted;
        else connection().direction = before;
        return started;
      },
      () => emit({ type: 'sip.operationRefused', callId, operation: wanted, sipStatus: 491 }),
    );
  }

  /** A re-INVITE as things stand: shows the far end where we are, and asks whether it is there. */
  function refresh(restartIce: boolean): void {
    restartsIce ||= restartIce;
    reoffer(
      'refresh',
      () => {
        const restarts = restartsIce;
        const constraints = restarts ? { rtcOfferConstraints: { iceRestart: true } } : {};
        return session.renegotiate(constraints, () => {
          if (restarts) restartsIce = false;
          tries.refresh = 0;
          refreshAgainInMs = refreshAgainMs.first;
        });
      },
      refreshLater,
    );
  }

  /** Without one the far end does not know our new socket, and its BYE would not arrive. */
  function refreshLater(): void {
    stopRetry.refresh();
    stopRetry.refresh = after(refreshAgainInMs, () => refresh(false));
    refreshAgainInMs = Math.min(2 * refreshAgainInMs, refreshAgainMs.longest);
  }

  /** Offers the connection of the page there is now, within the dialog. */
  function rebuild(): void {
    rebuilding = true;
    restartsIce = false;
    connection().rebuild();
    reoffer(
      'refresh',
      () =>
        session.renegotiate({}, () => {
          rebuilding = false;
          emit({ type: 'sip.healed', callId });
          if (connection().isLost) emit({ type: 'media.missing', callId });
        }),
      () => emit({ type: 'sip.healRefused', callId, sipCause: 'sip-failure', sipStatus: 491 }),
    );
  }

  return {
    rtc: session,
    answer() {
      try {
        session.answer(callOptions(callId, options.iceServers));
      } catch (error) {
        // An offer it cannot read leaves the library half way; the caller must not wait for it.
        if (!session.isEnded()) {
          knownCause = 'bad-media';
          terminate({ status_code: 488 });
        }
        throw error;
      }
    },
    reject(sipStatus) {
      terminate({ status_code: sipStatus });
    },
    end() {
      if (!session.isEnded()) terminate();
    },
    hold: () => changeHold('hold'),
    resume: () => changeHold('resume'),
    refresh,
    abandon: () => connection().abandon(),
    rebuild,
    dialog() {
      const { invitation } = options;
      if (invitation !== undefined) {
        // The library makes the tag when it takes the INVITE and keeps it there (decision 067).
        const { to_tag: localTag } = invitation as IncomingRequest & { readonly to_tag: string };
        return {
          sipCallId: invitation.getHeader('call-id'),
          localTag,
          remoteTag: tagOf(invitation.from),
        };
      }
      if (established === null) return null;
      return {
        sipCallId: established.getHeader('call-id'),
        localTag: tagOf(established.from),
        remoteTag: tagOf(established.to),
      };
    },
    redirect(next) {
      hear = next;
    },
    refer(to) {
      stopRefer?.();
      stopRefer = refer(session, to, { callId, after, emit });
    },
    dtmf(digits) {
      if (options.dtmf === 'info') {
        sendInfoDigits(session, digits);
        return;
      }
      // RFC 4733 in the audio; the gap is what slow menus of banks still hear.
      for (const sender of connection().getSenders()) sender.dtmf.insertDTMF(digits, 100, 70);
    },
  };
}

function finalAnswer(response: IncomingResponse, status: number): FinalAnswer {
  const seconds = /^\s*(\d{1,9})/.exec(response.getHeader('Min-SE') ?? '')?.[1];
  return {
    status,
    contacts: response.getHeaders('Contact'),
    minimumSeconds: seconds === undefined ? null : Number(seconds),
  };
}

function tagOf(address: IncomingRequest['from']): string {
  return String(address.getParam('tag') ?? '');
}
