import type { RTCSession } from '#jssip';
import type { Refusal } from './reoffer-policy.ts';

type Response = { readonly status_code: number; getHeader(name: string): string | undefined };

type Handlers = {
  onSuccessResponse?(response: Response): void;
  onErrorResponse?(response?: Response): void;
  onTransportError?(): void;
  onRequestTimeout?(): void;
  onDialogError?(response?: Response): void;
};

type RequestOptions = {
  readonly extraHeaders?: readonly string[];
  readonly body?: string | null;
  readonly eventHandlers?: Handlers;
};

type Dialog = { sendRequest(method: string, options?: RequestOptions): unknown };

/** The part of the library's session and dialog that is used beside its documented interface. */
type DialogInternals = {
  sendRequest(method: string, options?: RequestOptions): unknown;
  receiveRequest(request: { readonly method: string; readonly body: null }): void;
  readonly _dialog?: Dialog;
};

/** What is known about the requests that go out within a dialog. */
export type InDialog = {
  /** Why the last one that failed did; null before any. */
  readonly refusal: Refusal | null;
  /** Whether an offer of ours waits for its answer. */
  readonly offerIsOut: boolean;
};

/**
 * Looks at each request that the session sends within its dialog, before the library hears how it
 * went. The library ends calls over requests nobody answers; people who talk go on talking:
 *
 * - no answer, or 408, to a re-INVITE is a refusal of what it was for, not the end of the call.
 * - 481 means there is no such call any more (RFC 3261 §12.2.1.2): that stays an end.
 * - a BYE that the socket lost is owed, and goes out again with the next line.
 * - an answer shows that the far end has the dialog: an ACK lost with a socket counts as come.
 */
export function watchInDialog(
  session: RTCSession,
  options: {
    /** Runs it as soon as there is a line again. */
    owe(send: () => void): void;
    /** A session refresh without an offer (RFC 4028) failed. */
    onRefreshFailed(refusal: Refusal, minimumSeconds: number | null): void;
  },
): InDialog {
  const internals = session as unknown as DialogInternals;
  const sendRequest = internals.sendRequest.bind(session);
  let refusal: Refusal | null = null;
  let offersOut = 0;
  let byeWasSent = false;

  function sendBye(dialog: Dialog | undefined, request: RequestOptions): void {
    dialog?.sendRequest('BYE', {
      ...request,
      eventHandlers: { onTransportError: () => options.owe(() => sendBye(dialog, request)) },
    });
  }

  function guarded(method: string, request: RequestOptions): RequestOptions {
    const given = request.eventHandlers ?? {};
    const isOffer = method === 'INVITE' || (method === 'UPDATE' && (request.body ?? '') !== '');
    const isRefresh = method === 'UPDATE' && !isOffer;
    let isOut = isOffer;
    if (isOffer) offersOut += 1;

    function settled(): void {
      if (isOut) offersOut -= 1;
      isOut = false;
    }
    function refused(next: Refusal, response?: Response): void {
      settled();
      refusal = next;
      if (isRefresh) options.onRefreshFailed(next, secondsIn(response, 'Min-SE'));
      else given.onErrorResponse?.(response);
    }
    const silent: Refusal = { sipStatus: 408, retryAfterSeconds: null };
    return {
      ...request,
      eventHandlers: {
        ...given,
        onSuccessResponse(response) {
          settled();
          internals.receiveRequest({ method: 'ACK', body: null });
          given.onSuccessResponse?.(response);
        },
        onErrorResponse(response) {
          const sipStatus = response === undefined ? null : shownStatus(response);
          refused({ sipStatus, retryAfterSeconds: secondsIn(response, 'Retry-After') }, response);
        },
        onRequestTimeout() {
          if (isOffer || isRefresh) refused(silent);
          else given.onRequestTimeout?.();
        },
        onDialogError(response) {
          if (response?.status_code === 408 && (isOffer || isRefresh)) {
            refused(silent);
            return;
          }
          settled();
          given.onDialogError?.(response);
        },
        onTransportError() {
          settled();
          given.onTransportError?.();
        },
      },
    };
  }

  internals.sendRequest = (method, request = {}) => {
    if (method === 'BYE') {
      // The library says it twice where it hung up before the ACK and the socket broke then.
      if (!byeWasSent) sendBye(internals._dialog, request);
      byeWasSent = true;
      return undefined;
    }
    return sendRequest(method, method === 'ACK' ? request : guarded(method, request));
  };

  return {
    get refusal() {
      return refusal;
    },
    get offerIsOut() {
      return offersOut > 0;
    },
  };
}

/**
 * The library retries 491 once by itself, after a second at either end (so both meet again) and
 * with the old CSeq (so a strict server refuses it). It is shown a status it does not know.
 */
const hiddenGlare = 490;
const glare = 491;

/** Renames 491 to a request within a dialog on its way in. */
export function hideGlare(message: string): string {
  return message.startsWith(`SIP/2.0 ${glare} `)
    ? `SIP/2.0 ${hiddenGlare} ${message.slice('SIP/2.0 491 '.length)}`
    : message;
}

function shownStatus({ status_code }: Response): number {
  return status_code === hiddenGlare ? glare : status_code;
}

/** The number of seconds a header begins with. */
function secondsIn(response: Response | undefined, header: string): number | null {
  const digits = /^\s*(\d{1,9})/.exec(response?.getHeader(header) ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
