import { randomUUID } from 'node:crypto';
import {
  createJsSip,
  type IncomingRequest,
  type Socket as JsSipSocket,
  type RTCSession,
  type UA,
} from '#jssip';
import type { IceServers } from '../../contract/ipc/media-api.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { MediaEffect, SipEffect } from '../../domain/call/call-effect.ts';
import type { CallEvent, Instant } from '../../domain/call/call-event.ts';
import { defaultPbxProfile, type PbxProfile } from '../../domain/pbx/pbx-profile.ts';
import { isLineUp } from '../../domain/registration/line-up.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import type { MediaLink } from '../media/media-link.ts';
import { createDigestRewriter } from './digest.ts';
import { createFacade } from './facade/environment.ts';
import { createIceServers, isNearAddress } from './ice-servers.ts';
import { createLine } from './line.ts';
import { createMediaPort } from './media-port.ts';
import { createNetworkWatch } from './network-watch.ts';
import { identityHeaders, partyOf } from './party.ts';
import type { PhoneLog } from './phone-log.ts';
import { probeServer } from './probe.ts';
import { type Attempt, type FinalAnswer, nextAttempt } from './second-try.ts';
import { callOptions, guardSession, type Session, type SessionEvent } from './session.ts';
import { createSipSocket, isAllowedServer } from './socket.ts';
import { createSuccession, type Succession } from './succession.ts';

/** The SIP account as the center provisions it. */
export type PhoneAccount = {
  /** `wss://`, or `ws://` for loopback; tried in order. Others are left out. */
  readonly servers: readonly string[];
  /** `sip:user@domain`. */
  readonly addressOfRecord: string;
  readonly authorizationUser: string;
  readonly password: string;
  readonly displayName: string;
  readonly registerExpiresSeconds: number;
  readonly iceServers: IceServers;
};

/** The only clocks a phone knows. */
export type PhoneClock = {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** ISO instant. */
  now(): string;
  /** Runs it once; returns how to prevent that. */
  after(milliseconds: number, run: () => void): () => void;
};

export type PhoneOptions = {
  readonly link: MediaLink;
  readonly account: PhoneAccount;
  /** As last provisioned; credentials for TURN come anew. Left out: those of the account. */
  iceServers?(): IceServers;
  /** Whether a SIP server at that address is on our own network; a test says no of the loopback. */
  isNear?(address: string): boolean;
  readonly clock: PhoneClock;
  /** How the PBX behind the servers wants to be treated. */
  readonly pbx?: PbxProfile;
  /** In [0, 1): jitter of the back-off. */
  random(): number;
  readonly log: PhoneLog;
  /** What happened, for the call reducer. Never called from within `carryOut`. */
  onEvent(event: CallEvent): void;
  /** The line, for the desk. */
  onLine(state: RegistrationState): void;
  /** Round trip of the last ping on the SIP socket. */
  onRoundTrip?(milliseconds: number): void;
  /** Four times a second while a call is up: root mean square, 0…1. */
  onLevels?(levels: { callId: string; heard: number; sent: number }): void;
  /** Each SIP message as it was on the wire. */
  onMessage?(direction: 'in' | 'out', message: string): void;
  /** The addresses of this computer; a test has its own. */
  readonly addresses?: () => readonly string[];
  /** PEM of the authority of a test server; certificates are always verified. */
  readonly certificateAuthority?: string;
};

export type PhoneEffect = SipEffect | MediaEffect;

export type Phone = {
  start(): void;
  /** Takes no more calls (RFC 3261 §10.2.2); a call that is up keeps its socket. */
  unregister(): void;
  /** Hangs up, unregisters and closes; resolves when nothing is left, within about 2 s. */
  stop(): Promise<void>;
  carryOut(effect: PhoneEffect): void;
  /** Tries to register now, whatever back-off says. */
  retryLine(): void;
  /** The computer was asleep: nothing that was open can be trusted. */
  woke(): void;
};

/** JsSIP's own reconnecting, put off for good: the registration machine decides. In seconds. */
const neverSeconds = 2_000_000;

/** A phone: JsSIP in this process, audio in the media page, facts as events, orders as effects. */
export function createPhone(options: PhoneOptions): Phone {
  const { account, clock, link, log, pbx = defaultPbxProfile } = options;
  const sessions = new Map<string, Session>();
  /** Whom an INVITE that takes a call over is addressed to: as dialed, or who called. */
  const addresses = new Map<string, string>();
  const successions = new Map<string, Succession>();
  /** What a broken socket lost and the PBX has to hear all the same. */
  const owed: (() => void)[] = [];
  const digest = createDigestRewriter({
    user: account.authorizationUser,
    password: account.password,
  });
  const domain = account.addressOfRecord.split('@')[1] ?? '';
  const servers = account.servers.filter(isAllowedServer);
  if (servers.length < account.servers.length) {
    log.warn({ refused: account.servers.length - servers.length }, 'sip servers not allowed');
  }

  let carryingOut = false;
  function emit(event: WithoutInstant<CallEvent>): void {
    const full = { ...event, atMs: clock.nowMs(), at: clock.now() } as CallEvent;
    // An effect may cause an event at once; whoever dispatches must not be entered twice.
    if (carryingOut) queueMicrotask(() => options.onEvent(full));
    else options.onEvent(full);
  }

  const socket = createSipSocket({
    firstUrl: servers[0] ?? 'wss://no-server.invalid',
    log,
    certificateAuthority: options.certificateAuthority,
    digest,
    onClosed: () => line.socketClosed(),
    onRoundTrip: (milliseconds) => {
      network.answered(milliseconds);
      options.onRoundTrip?.(milliseconds);
    },
    onMessage: (direction, message) => options.onMessage?.(direction, message),
    nowMs: clock.nowMs,
  });
  const agent: UA = new (createJsSip(createFacade(link)).UA)({
    // Its frames are text, which the library's type does not know.
    sockets: socket as unknown as JsSipSocket,
    uri: account.addressOfRecord,
    authorization_user: account.authorizationUser,
    password: account.password,
    display_name: account.displayName,
    register: true,
    register_expires: account.registerExpiresSeconds,
    connection_recovery_min_interval: neverSeconds,
    connection_recovery_max_interval: neverSeconds,
    user_agent: 'Homeline',
  });
  const line = createLine({
    agent,
    socket,
    servers,
    password: account.password,
    random: options.random,
    after: clock.after,
    probe: (url) =>
      probeServer(url, {
        domain,
        certificateAuthority: options.certificateAuthority,
        token: randomUUID,
      }),
    inCall: () => sessions.size > 0,
    onState: options.onLine,
    onUp() {
      network.lineUp();
      for (const send of owed.splice(0)) send();
      emit({ type: 'sip.lineUp' });
    },
    onDown() {
      network.lineDown();
      emit({ type: 'sip.lineDown' });
    },
  });
  const ice = createIceServers({
    current: () => options.iceServers?.() ?? account.iceServers,
    remoteAddress: () => socket.remoteAddress(),
    isNear: options.isNear ?? isNearAddress,
    nowMs: clock.nowMs,
  });
  const network = createNetworkWatch({
    link,
    nowMs: clock.nowMs,
    random: options.random,
    after: clock.after,
    addresses: options.addresses,
    ownAddress: () => socket.localAddress(),
    emit,
    reconnect() {
      log.info({}, 'another way to the server');
      line.reconnect();
    },
    restart(callIds) {
      log.info({ calls: callIds.length }, 'another way for the sound');
      if (!isLineUp(line.state)) return;
      for (const callId of callIds) {
        if (sessions.get(callId)?.rtc.isEstablished() !== true) continue;
        emit({ type: 'media.pathBroken', callId });
      }
    },
    probe: () => socket.probe(),
  });
  const media = createMediaPort({
    link,
    iceServers: ice.servers,
    emit,
    onLevels: options.onLevels,
  });

  function guard(
    callId: string,
    session: RTCSession,
    hear: (event: SessionEvent) => void,
    invitation?: IncomingRequest,
    onRefused?: (answer: FinalAnswer) => boolean,
  ): Session {
    const guarded = guardSession(session, {
      callId,
      ...(invitation === undefined ? {} : { invitation }),
      ...(onRefused === undefined ? {} : { onRefused }),
      dtmf: pbx.dtmf,
      iceServers: ice.servers(),
      gatheredForMs: () => ice.gatheredForMs(callId),
      isLineUp: () => isLineUp(line.state),
      owe: (send) => owed.push(send),
      sendRaw: (message) => socket.send(message),
      after: clock.after,
      random: options.random,
      emit: hear,
      onEnded: () => {
        if (sessions.get(callId) === guarded) forget(callId);
      },
    });
    return guarded;
  }

  function forget(callId: string): void {
    network.gone(callId);
    sessions.delete(callId);
    successions.delete(callId);
    addresses.delete(callId);
    ice.forget(callId);
  }

  /** Makes the audio path of a call anew: its page died, the dialog lives. */
  function heal({ callId, way, afterMs }: Extract<SipEffect, { type: 'sip.heal' }>): void {
    const session = sessions.get(callId);
    if (session === undefined) return;
    if (way === 'reinvite') {
      session.rebuild();
      return;
    }
    const succession = successions.get(callId) ?? succeed(callId, session);
    if (succession !== null) succession.attempt(afterMs);
    else emit({ type: 'sip.healRefused', callId, sipCause: 'dialog-error', sipStatus: 481 });
  }

  function succeed(callId: string, old: Session): Succession | null {
    const dialog = old.dialog();
    if (dialog === null) return null;
    const own = account.addressOfRecord;
    const succession = createSuccession(
      {
        callId,
        old,
        targets: [...new Set([addresses.get(callId) ?? own, own])],
        invite(target, extraHeaders) {
          try {
            return agent.call(target, {
              ...callOptions(callId, ice.servers()),
              extraHeaders: [...extraHeaders],
            });
          } catch (error) {
            log.warn({ callId, error: nameOf(error) }, 'call could not be taken over');
            return null;
          }
        },
        guard: (next, hear) => guard(callId, next, hear),
        after: clock.after,
        emit,
        onAccepted(next) {
          successions.delete(callId);
          sessions.set(callId, next);
        },
        onGivenUp() {
          successions.delete(callId);
          sessions.set(callId, old);
        },
        onOver: () => forget(callId),
      },
      dialog,
    );
    sessions.set(callId, succession);
    successions.set(callId, succession);
    return succession;
  }

  agent.on(
    'newRTCSession',
    (event: { originator: string; session: RTCSession; request: unknown }) => {
      if (event.originator !== 'remote') return;
      const request = event.request as IncomingRequest;
      if (offersNoAudio(request.body)) {
        log.warn({}, 'offer without audio refused');
        event.session.terminate({ status_code: 488 });
        return;
      }
      const callId = randomUUID();
      sessions.set(callId, guard(callId, event.session, emit, request));
      const caller = partyOf(request, pbx);
      // A name with a host in it would lead out of the PBX.
      const { number } = caller;
      if (number !== null && !number.includes('@')) addresses.set(callId, number);
      log.info({ callId }, 'call comes in');
      emit({ type: 'sip.invited', callId, party: caller });
    },
  );

  /** The INVITE, and those that take its place when a server sends us elsewhere. */
  function invite(callId: string, ...attempts: [Attempt, ...Attempt[]]): void {
    const { target, sessionSeconds } = attempts.at(-1) ?? attempts[0];
    try {
      const session = agent.call(target, {
        ...callOptions(callId, ice.servers()),
        ...(sessionSeconds === null ? {} : { sessionTimersExpires: sessionSeconds }),
        extraHeaders: identityHeaders(account.addressOfRecord, pbx),
      });
      const guarded = guard(callId, session, emit, undefined, (answer) => {
        const next = nextAttempt(attempts, answer, domain);
        if (next === null || sessions.get(callId) !== guarded) return false;
        log.info({ callId, status: answer.status }, 'call is tried another way');
        ice.prepared(callId);
        invite(callId, ...attempts, next);
        return true;
      });
      sessions.set(callId, guarded);
      addresses.set(callId, target);
    } catch (error) {
      log.warn({ callId, error: nameOf(error) }, 'call could not be made');
      emit({
        type: 'sip.ended',
        callId,
        by: 'local',
        sipCause: 'address-incomplete',
        sipStatus: null,
      });
    }
  }

  /** The library throws when a session is past what it is asked for; the end is on its way then. */
  function withSession(
    effect: Extract<PhoneEffect, { callId: string }>,
    run: (session: Session) => void,
  ) {
    const session = sessions.get(effect.callId);
    if (session === undefined) return;
    try {
      run(session);
    } catch (error) {
      log.warn({ callId: effect.callId, effect: effect.type, error: nameOf(error) }, 'too late');
    }
  }

  function passOn(session: Session, effect: Extract<PhoneEffect, { type: 'sip.refer' }>): void {
    const { callId, target, replacesCallId } = effect;
    const replaces = replacesCallId === null ? undefined : sessions.get(replacesCallId)?.rtc;
    if (replaces !== undefined) session.refer({ replaces });
    else if (target !== null) session.refer({ target });
    // The colleague hung up in this very moment.
    else emit({ type: 'sip.transferFailed', callId, sipCause: 'dialog-error', sipStatus: null });
  }

  function perform(effect: PhoneEffect): void {
    switch (effect.type) {
      case 'sip.invite':
        invite(effect.callId, { target: effect.target, sessionSeconds: null });
        return;
      case 'sip.answer':
        withSession(effect, (session) => session.answer());
        return;
      case 'sip.reject':
        withSession(effect, (session) => session.reject(effect.sipStatus));
        return;
      case 'sip.bye':
      case 'sip.drop':
        withSession(effect, (session) => session.end());
        return;
      case 'sip.hold':
        withSession(effect, (session) => session.hold());
        return;
      case 'sip.resume':
        withSession(effect, (session) => session.resume());
        return;
      case 'sip.refresh':
        withSession(effect, (session) => session.refresh(effect.restartIce));
        return;
      case 'sip.heal':
        withSession(effect, () => heal(effect));
        return;
      case 'sip.dtmf':
        withSession(effect, (session) => session.dtmf(effect.digits));
        return;
      case 'sip.refer':
        withSession(effect, (session) => passOn(session, effect));
        return;
      case 'sip.abandon':
        withSession(effect, (session) => session.abandon());
        return;
      case 'media.prepare':
        ice.prepared(effect.callId);
        media.carryOut(effect);
        return;
      case 'media.focus':
      case 'media.mute':
      case 'media.hush':
      case 'media.join':
      case 'media.close':
      case 'tone.ringing':
      case 'tone.waiting':
      case 'tone.announce':
      case 'tone.ringback':
      case 'tone.busy':
      case 'tone.none':
        media.carryOut(effect);
        return;
      default:
        assertNever(effect);
    }
  }

  return {
    start() {
      if (servers.length === 0) return;
      agent.start();
      line.start();
      network.start();
    },
    unregister() {
      line.unregister();
    },
    async stop() {
      const closed = new Promise<void>((resolve) => {
        agent.once('disconnected', () => resolve());
        // The BYEs went out before: the answer to the last REGISTER says that all is done.
        agent.once('unregistered', () => resolve());
        clock.after(2_500, resolve);
      });
      network.stop();
      agent.stop();
      await closed;
      line.stop();
      media.close();
    },
    carryOut(effect) {
      carryingOut = true;
      try {
        perform(effect);
      } finally {
        carryingOut = false;
      }
    },
    woke: () => network.woke(),
    retryLine() {
      line.retryNow();
    },
  };
}

/** Drops the instant of each variant: the phone adds it. */
export type WithoutInstant<Event> = Event extends Instant ? Omit<Event, keyof Instant> : never;

/**
 * An offer without audio would ring, and its answer would wait for candidates that never come.
 * No body at all is fine: the offer is then ours (RFC 3261 §13.2.1).
 */
function offersNoAudio(body: string | null | undefined): boolean {
  return (body ?? '') !== '' && !/^m=audio \d/m.test(body ?? '');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
