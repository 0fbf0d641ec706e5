import type { CallOptions, IncomingRequest, IncomingResponse, RTCSession } from '#jssip';
import type { IceServers } from '../../contract/ipc/media-api.ts';
import type { MediaEvent, SipEvent } from '../../domain/call/call-event.ts';
import type { SipCause } from '../../domain/call/end-cause.ts';
import { FacadeStream } from './facade/media-stream.ts';
import type { FacadePeerConnection } from './facade/peer-connection.ts';
import { createIcePolicy } from './ice-policy.ts';
import { sipCauseOf } from './sip-cause.ts';

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
  answer(): void;
  reject(sipStatus: number): void;
  /** CANCEL, BYE or a refusal, whatever ends it now. */
  end(): void;
  hold(): void;
  resume(): void;
  refresh(restartIce: boolean): void;
  dtmf(digits: string): void;
  /** Offers a connection on the page there is now, within the dialog: healed, or refused. */
  rebuild(): void;
  /** Once it is established. */
  dialog(): Dialog | null;
  /** Whoever hears its events from now on. */
  redirect(hear: (event: SessionEvent) => void): void;
};

export type SessionOptions = {
  readonly callId: string;
  /** The INVITE, where it came in. */
  readonly invitation?: IncomingRequest;
  readonly iceServers: IceServers;
  isLineUp(): boolean;
  after(milliseconds: number, run: () => void): () => void;
  emit(event: SessionEvent): void;
  onEnded(): void;
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
const refusedOperation: Readonly<Record<string, 'hold' | 'resume' | 'refresh'>> = {
  'Hold Failed': 'hold',
  'Unhold Failed': 'resume',
  'Media Renegotiation Failed': 'refresh',
};

/** The library refuses to re-offer while another offer is out; that lasts a round trip or two. */
const retryReofferMs = 250;
const reofferTries = 20;

/** Internals of the library that are touched, all of them (decision 010). */
type SessionInternals = { _localHold: boolean; onTransportError: () => void };

/**
 * Puts the guards around a session and reports what it does as events of the domain. See decision
 * 010 for why `terminate` is wrapped: JsSIP ends a call when a re-INVITE is refused or the socket
 * breaks, and we do not.
 */
export function guardSession(session: RTCSession, options: SessionOptions): Session {
  const { callId, after } = options;
  let hear = options.emit;
  const emit = (event: SessionEvent) => hear(event);
  let established: IncomingResponse | null = null;
  let rebuilding = false;
  const internals = session as unknown as SessionInternals;
  const terminate = session.terminate.bind(session);
  const policy = createIcePolicy({ hasServers: options.iceServers.length > 0, after });
  let stopRetry: (() => void) | null = null;
  let over = false;
  let knownCause: SipCause | null = null;
  let operation: 'hold' | 'resume' | 'refresh' | null = null;

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
    for (const sender of connection().getSenders()) sender.track.enabled = !held;
  }

  session.terminate = (ending) => {
    const refused = refusedOperation[ending?.reason_phrase ?? ''];
    if (refused === undefined) {
      // A session timer that ran out while the line is down proves nothing about the call.
      if (session.isEstablished() && !options.isLineUp() && ending?.cause !== undefined) return;
      terminate(ending);
      return;
    }
    operation = null;
    if (refused === 'refresh') {
      // The library keeps the status to itself; whatever it was, this way does not work.
      if (rebuilding) {
        emit({ type: 'sip.healRefused', callId, sipCause: 'incompatible-sdp', sipStatus: 488 });
      }
      rebuilding = false;
      return;
    }
    takeBack(refused);
    emit({ type: 'sip.operationRefused', callId, operation: refused, sipStatus: null });
  };

  /** A broken socket ends what has not begun; people who talk go on talking. */
  const onTransportError = internals.onTransportError.bind(session);
  internals.onTransportError = () => {
    if (!session.isEstablished()) {
      onTransportError();
      return;
    }
    if (operation === 'hold' || operation === 'resume') takeBack(operation);
    operation = null;
  };

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
    emit({ type: 'sip.established', callId });
    if (connection().isLost) emit({ type: 'media.missing', callId });
  });
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
    stopRetry?.();
    const status = (event.message as { status_code?: number } | null)?.status_code ?? null;
    emit({
      type: 'sip.ended',
      callId,
      by: event.originator === 'remote' ? 'remote' : 'local',
      sipCause: knownCause ?? sipCauseOf(event.cause, status),
      sipStatus: status,
    });
    options.onEnded();
  };
  session.on('ended', ended);
  session.on('failed', ended);

  /** Starts a re-INVITE as soon as the library is ready for one. */
  function reoffer(start: () => boolean, gaveUp: () => void, triesLeft = reofferTries): void {
    stopRetry?.();
    stopRetry = null;
    if (over || start()) return;
    if (triesLeft === 0) {
      gaveUp();
      return;
    }
    stopRetry = after(retryReofferMs, () => reoffer(start, gaveUp, triesLeft - 1));
  }

  function changeHold(wanted: 'hold' | 'resume'): void {
    const held = wanted === 'hold';
    const done = () => {
      operation = null;
      emit({ type: held ? 'sip.held' : 'sip.resumed', callId, by: 'local' });
    };
    reoffer(
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

  return {
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
    refresh(restartIce) {
      const constraints = restartIce ? { rtcOfferConstraints: { iceRestart: true } } : {};
      reoffer(
        () => session.renegotiate(constraints),
        () => undefined,
      );
    },
    rebuild() {
      rebuilding = true;
      connection().rebuild();
      reoffer(
        () =>
          session.renegotiate({}, () => {
            rebuilding = false;
            emit({ type: 'sip.healed', callId });
            if (connection().isLost) emit({ type: 'media.missing', callId });
          }),
        () => emit({ type: 'sip.healRefused', callId, sipCause: 'sip-failure', sipStatus: 491 }),
      );
    },
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
    dtmf(digits) {
      // RFC 4733 in the audio; the gap is what slow menus of banks still hear.
      for (const sender of connection().getSenders()) sender.dtmf.insertDTMF(digits, 100, 70);
    },
  };
}

function tagOf(address: IncomingRequest['from']): string {
  return String(address.getParam('tag') ?? '');
}
