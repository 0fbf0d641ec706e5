import type { IncomingResponse, RTCSession } from '#jssip';
import type { SipEvent } from '../../domain/call/call-event.ts';
import { referCauseOf } from './refer-cause.ts';

/** The part of the library's `ReferSubscriber` that is used; its types know of none. */
type Subscriber = {
  on(event: 'requestSucceeded', listener: () => void): void;
  on(
    event: 'requestFailed',
    listener: (failure: { response: IncomingResponse | null; cause: string }) => void,
  ): void;
  on(
    event: 'trying' | 'progress' | 'accepted' | 'failed',
    listener: (notify: { status_line: { status_code: number } }) => void,
  ): void;
};

/** The address that the other end of a dialog said it is reached at (RFC 3261 §12.1). */
type DialogInternals = { readonly _dialog: { readonly _remote_target: { toString(): string } } };

/**
 * So long an outcome is waited for after the last word: the longest ringing that a PBX allows, and
 * some. RFC 3515 §2.4.4 has the far end say it; not every one does.
 */
export const outcomeWithinMs = 180_000;

/**
 * Asks the far end of a session to call somebody else in our place (RFC 3515), or to take the place
 * we have in another dialog (RFC 3891), and reports how that goes. Says one final word only.
 *
 * @returns Stops listening; for the end of the session.
 */
export function refer(
  session: RTCSession,
  to: { readonly target: string } | { readonly replaces: RTCSession },
  options: {
    readonly callId: string;
    after(milliseconds: number, run: () => void): () => void;
    emit(event: Extract<SipEvent, { type: `sip.transfer${string}` }>): void;
  },
): () => void {
  const { callId, emit } = options;
  let over = false;
  let stopTimer: () => void = () => undefined;

  function finish(run: () => void): void {
    if (over) return;
    over = true;
    stopTimer();
    run();
  }
  function fail(sipCause: ReturnType<typeof referCauseOf>, sipStatus: number | null): void {
    finish(() => emit({ type: 'sip.transferFailed', callId, sipCause, sipStatus }));
  }
  function progress(step: 'accepted' | 'ringing'): void {
    if (over) return;
    stopTimer();
    stopTimer = options.after(outcomeWithinMs, () => fail('request-timeout', null));
    emit({ type: 'sip.transferProgress', callId, progress: step });
  }

  let subscriber: Subscriber | false;
  try {
    const sent: unknown =
      'target' in to
        ? session.refer(to.target)
        : session.refer(targetOf(to.replaces), { replaces: to.replaces });
    subscriber = sent as Subscriber | false;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    fail('address-incomplete', null);
    return () => undefined;
  }
  if (subscriber === false) {
    fail('dialog-error', null);
    return () => undefined;
  }
  subscriber.on('requestSucceeded', () => progress('accepted'));
  subscriber.on('requestFailed', ({ response, cause }) => {
    const status = response?.status_code ?? null;
    if (status !== null) fail(referCauseOf(status), status);
    else fail(cause === 'Connection Error' ? 'connection-error' : 'request-timeout', null);
  });
  subscriber.on('progress', () => progress('ringing'));
  subscriber.on('accepted', () => finish(() => emit({ type: 'sip.transferReached', callId })));
  subscriber.on('failed', ({ status_line: { status_code: status } }) => {
    fail(referCauseOf(status), status);
  });
  return () => finish(() => undefined);
}

/** RFC 5589 §7: the Contact of the dialog, for it has to arrive at that very phone. */
function targetOf(session: RTCSession): string {
  return (session as unknown as DialogInternals)._dialog._remote_target.toString();
}
