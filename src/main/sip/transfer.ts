import type { IncomingResponse, RTCSession } from '#jssip';
import { assertNever } from '../../domain/assert-never.ts';
import type { SipEvent } from '../../domain/call/call-event.ts';
import { referCauseOf, referRefusedOf } from './refer-cause.ts';
import { readReferNotice } from './refer-notice.ts';

/** The part of the library's `ReferSubscriber` that is used; its types know of none. */
type Subscriber = {
  on(event: 'requestSucceeded', listener: () => void): void;
  on(
    event: 'requestFailed',
    listener: (failure: { response: IncomingResponse | null; cause: string }) => void,
  ): void;
  /** Called with each NOTIFY of this subscription. */
  receiveNotify(request: Notify): void;
};

type Notify = { readonly body: string | null; getHeader(name: string): string | undefined };

/**
 * Where the library looks for the subscription of a NOTIFY. One that told no outcome stays in it,
 * and then a NOTIFY that names no id (many do not) belongs to none.
 */
type Subscriptions = { readonly _referSubscribers?: Record<string, unknown> };

/** The address that the other end of a dialog said it is reached at (RFC 3261 §12.1). */
type DialogInternals = { readonly _dialog: { readonly _remote_target: { toString(): string } } };

/**
 * So long an outcome is waited for after the last word: the longest ringing that a PBX allows, and
 * some. RFC 3515 §2.4.4 has the far end say it; not every one does.
 */
export const outcomeWithinMs = 180_000;

/**
 * A subscription that ends without an outcome: so long the BYE may take by which the far end shows
 * that it has the customer. Without one, they are still here.
 */
export const byeWithinMs = 2_000;

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
  /** Nothing more is told: the last timer runs. */
  let isUntold = false;
  let stopTimer: () => void = () => undefined;

  function finish(run: () => void): void {
    if (over) return;
    over = true;
    stopTimer();
    forget(session, subscriber);
    run();
  }
  function fail(sipCause: ReturnType<typeof referCauseOf>, sipStatus: number | null): void {
    finish(() => emit({ type: 'sip.transferFailed', callId, sipCause, sipStatus }));
  }
  function progress(step: 'accepted' | 'ringing'): void {
    if (over || isUntold) return;
    stopTimer();
    stopTimer = options.after(outcomeWithinMs, () => fail('request-timeout', null));
    emit({ type: 'sip.transferProgress', callId, progress: step });
  }
  function hear(notify: Notify): void {
    const state = notify.getHeader('Subscription-State') ?? '';
    const notice = readReferNotice(notify.body ?? '', state);
    switch (notice.kind) {
      case 'progress':
        progress(notice.progress);
        return;
      case 'reached':
        finish(() => emit({ type: 'sip.transferReached', callId }));
        return;
      case 'failed':
        fail(referCauseOf(notice.sipStatus), notice.sipStatus);
        return;
      case 'untold':
        // Until then it is on its way: a BYE that comes is no hang-up.
        progress('accepted');
        if (over || isUntold) return;
        isUntold = true;
        stopTimer();
        stopTimer = options.after(byeWithinMs, () => fail('dialog-error', null));
        return;
      default:
        assertNever(notice);
    }
  }

  let subscriber: Subscriber | false = false;
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
    if (status !== null) fail(referRefusedOf(status), status);
    else fail(cause === 'Connection Error' ? 'connection-error' : 'request-timeout', null);
  });
  // All of it is read here: the library passes over a NOTIFY without a status line.
  subscriber.receiveNotify = hear;
  return () => finish(() => undefined);
}

/** RFC 5589 §7: the Contact of the dialog, for it has to arrive at that very phone. */
function targetOf(session: RTCSession): string {
  return (session as unknown as DialogInternals)._dialog._remote_target.toString();
}

function forget(session: RTCSession, subscriber: Subscriber | false): void {
  const subscriptions = (session as Subscriptions)._referSubscribers ?? {};
  for (const [id, one] of Object.entries(subscriptions)) {
    if (one === subscriber) delete subscriptions[id];
  }
}
