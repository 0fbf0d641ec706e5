import type { RTCSession } from '#jssip';
import type { SipEvent } from '../../domain/call/call-event.ts';
import type { Dialog, Session, SessionEvent } from './session.ts';

/** Nobody waits longer than this for the answer to one attempt: the next one may get through. */
const answerWithinMs = 8_000;
/** By then the PBX has cleared the leg that was replaced (RFC 3891 §3); else we do. */
const clearedWithinMs = 4_000;

/**
 * A session whose place another one is to take (RFC 3891): both for as long as it is not decided.
 * What the old one still does is history once the new one is accepted.
 */
export type Succession = Session & {
  /** Tries once more, giving up an attempt that is under way. */
  attempt(afterMs: number): void;
};

export type SuccessionOptions = {
  readonly callId: string;
  readonly old: Session;
  /** Whom the INVITE may be addressed to, best first: the user has to be in the dialplan. */
  readonly targets: readonly string[];
  /** Sends the INVITE. Null when there is no such address. */
  invite(target: string, extraHeaders: readonly string[]): RTCSession | null;
  /** Puts the guards around it. */
  guard(session: RTCSession, hear: (event: SessionEvent) => void): Session;
  after(milliseconds: number, run: () => void): () => void;
  emit(event: SessionEvent): void;
  /** The new one is the call's session from now on. */
  onAccepted(session: Session): void;
  /** The old one stays the call's session. */
  onGivenUp(): void;
  /** Neither is left. */
  onOver(): void;
};

/** `call-id; to-tag=remote; from-tag=local`: named as the far end sees the dialog (RFC 3891 §6.1). */
export function replacesHeader({ sipCallId, localTag, remoteTag }: Dialog): string {
  return `Replaces: ${sipCallId};to-tag=${remoteTag};from-tag=${localTag}`;
}

/**
 * A PBX that does not know `Replaces` would take the INVITE for a new call and dial the customer;
 * required, it has to say so (RFC 3261 §8.2.2.3).
 */
const requiresReplaces = 'Require: replaces';

/** No such user in the dialplan (RFC 3261 §21.4.5, §21.4.22): another address may be. */
const isUnknownAddress = (sipStatus: number | null) => sipStatus === 404 || sipStatus === 484;

export function createSuccession(options: SuccessionOptions, dialog: Dialog): Succession {
  const { callId, old, emit, after } = options;
  let next: Session | null = null;
  let stopTimer: () => void = () => undefined;
  let accepted = false;
  let closing = false;
  let oldOver = false;
  let told = false;

  function hearOld(event: SessionEvent): void {
    if (event.type === 'sip.ended') {
      oldOver = true;
      if (accepted) return;
      const { by, sipCause, sipStatus } = event;
      // Without an INVITE out, nothing can have replaced it.
      if (next === null) over(event);
      else if (!closing) emit({ type: 'sip.replacedEnded', callId, by, sipCause, sipStatus });
      return;
    }
    if (!accepted) emit(event);
  }

  function over(event: Extract<SipEvent, { type: 'sip.ended' }>): void {
    if (told) return;
    told = true;
    stopTimer();
    options.onOver();
    emit(event);
  }

  function refuse(event: Pick<Extract<SipEvent, { type: 'sip.ended' }>, 'sipCause' | 'sipStatus'>) {
    const { sipCause, sipStatus } = event;
    emit({ type: 'sip.healRefused', callId, sipCause, sipStatus });
  }

  function start(targets: readonly string[]): void {
    const [target, ...others] = targets;
    const session =
      target === undefined
        ? null
        : options.invite(target, [replacesHeader(dialog), requiresReplaces]);
    if (session === null && others.length > 0) {
      start(others);
      return;
    }
    if (session === null) {
      refuse({ sipCause: 'address-incomplete', sipStatus: 484 });
      return;
    }
    const started = options.guard(session, (event) => {
      if (accepted) {
        if (next === started) emit(event);
      } else if (next === started) hearNext(started, others, event);
    });
    next = started;
    stopTimer = after(answerWithinMs, () => started.end());
  }

  function hearNext(started: Session, others: readonly string[], event: SessionEvent): void {
    if (event.type === 'sip.established') {
      stopTimer();
      accepted = true;
      options.onAccepted(started);
      emit({ type: 'sip.healed', callId });
      after(clearedWithinMs, () => {
        if (!oldOver) old.end();
      });
      return;
    }
    if (event.type !== 'sip.ended') return;
    stopTimer();
    next = null;
    if (closing) {
      if (oldOver) over(event);
    } else if (isUnknownAddress(event.sipStatus) && others.length > 0) start(others);
    else refuse(event);
  }

  old.redirect(hearOld);
  return {
    rtc: old.rtc,
    // Nobody is passed on in a dialog that is about to be replaced: the reducer sees to that.
    refer: () => undefined,
    attempt(afterMs) {
      stopTimer();
      const given = next;
      next = null;
      given?.end();
      if (afterMs === 0) start(options.targets);
      else stopTimer = after(afterMs, () => start(options.targets));
    },
    end() {
      closing = true;
      stopTimer();
      const given = next;
      given?.end();
      if (!oldOver) old.end();
      if (oldOver && next === null) {
        over({ type: 'sip.ended', callId, by: 'local', sipCause: 'bye', sipStatus: null });
      }
    },
    dialog: () => dialog,
    redirect: () => undefined,
    // Nothing to do it in yet: the reducer asks again when there is.
    answer: () => undefined,
    reject: () => undefined,
    hold: () => undefined,
    resume: () => undefined,
    refresh: () => undefined,
    abandon: () => undefined,
    rebuild() {
      stopTimer();
      const given = next;
      next = null;
      given?.end();
      old.redirect(emit);
      options.onGivenUp();
      old.rebuild();
    },
    dtmf: () => undefined,
  };
}
