import type { SipCause } from '../../domain/call/end-cause.ts';

/** JsSIP's words for an end (its `Constants.causes`) in ours. */
const causes: Readonly<Record<string, SipCause>> = {
  'Connection Error': 'connection-error',
  'Request Timeout': 'request-timeout',
  'SIP Failure Code': 'sip-failure',
  'Internal Error': 'internal-error',
  Busy: 'busy',
  Rejected: 'rejected',
  Redirected: 'redirected',
  Unavailable: 'unavailable',
  'Not Found': 'not-found',
  'Address Incomplete': 'address-incomplete',
  'Incompatible SDP': 'incompatible-sdp',
  'Missing SDP': 'missing-sdp',
  'Authentication Error': 'authentication',
  Terminated: 'bye',
  'WebRTC Error': 'webrtc-error',
  Canceled: 'canceled',
  'No Answer': 'no-answer',
  Expires: 'expires',
  'No ACK': 'no-ack',
  'Dialog Error': 'dialog-error',
  'User Denied Media Access': 'microphone-denied',
  'Bad Media Description': 'bad-media',
  'RTP Timeout': 'rtp-timeout',
};

/**
 * What the library said, with the status where that says more: 408 and 480 to an INVITE mean
 * nobody answered, 5xx that the server is in trouble.
 */
export function sipCauseOf(cause: string, sipStatus: number | null): SipCause {
  if (sipStatus === 408 || sipStatus === 480) return 'no-answer';
  if (sipStatus !== null && sipStatus >= 500 && sipStatus < 600) return 'server-failure';
  return causes[cause] ?? 'sip-failure';
}
