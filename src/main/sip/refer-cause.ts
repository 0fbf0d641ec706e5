import type { SipCause } from '../../domain/call/end-cause.ts';

const causes: Readonly<Record<number, SipCause>> = {
  401: 'authentication',
  403: 'authentication',
  404: 'not-found',
  407: 'authentication',
  408: 'no-answer',
  410: 'not-found',
  480: 'no-answer',
  484: 'address-incomplete',
  486: 'busy',
  // It rang, and was given up before anybody answered.
  487: 'no-answer',
  600: 'busy',
  603: 'rejected',
  604: 'not-found',
  // RFC 8197, RFC 8688.
  607: 'rejected',
  608: 'rejected',
};

/** What the call that came of a REFER ended with says (RFC 3261 §21, RFC 3515). */
export function referCauseOf(sipStatus: number): SipCause {
  const known = causes[sipStatus];
  if (known !== undefined) return known;
  if (sipStatus >= 500 && sipStatus < 600) return 'server-failure';
  return sipStatus >= 300 && sipStatus < 400 ? 'redirected' : 'unavailable';
}

/** What the answer to the REFER itself says: nobody was called yet. */
export function referRefusedOf(sipStatus: number): SipCause {
  switch (sipStatus) {
    case 408:
    case 481:
      return 'request-timeout';
    // Who answers so passes nobody on (RFC 3261 §21.4.6, §21.5.2, RFC 6665 §8.3.2).
    case 405:
    case 420:
    case 489:
    case 501:
      return 'not-supported';
    default:
      return referCauseOf(sipStatus);
  }
}
