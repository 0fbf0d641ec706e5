import type { SipCause } from '../../domain/call/end-cause.ts';

const causes: Readonly<Record<number, SipCause>> = {
  403: 'authentication',
  404: 'not-found',
  408: 'no-answer',
  410: 'not-found',
  480: 'no-answer',
  484: 'address-incomplete',
  486: 'busy',
  487: 'canceled',
  488: 'incompatible-sdp',
  600: 'busy',
  603: 'rejected',
  604: 'not-found',
  606: 'incompatible-sdp',
};

/** What a final status of a REFER, or of the call that came of it, says (RFC 3261 §21, RFC 3515). */
export function referCauseOf(sipStatus: number): SipCause {
  const known = causes[sipStatus];
  if (known !== undefined) return known;
  if (sipStatus >= 500 && sipStatus < 600) return 'server-failure';
  return sipStatus >= 300 && sipStatus < 400 ? 'redirected' : 'unavailable';
}
