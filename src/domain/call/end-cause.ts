import type { CallDirection } from './call.ts';

/** Why a SIP session ended, in our own words (the adapter translates the SIP library's). */
export type SipCause =
  | 'address-incomplete'
  | 'authentication'
  | 'bad-media'
  | 'busy'
  | 'bye'
  | 'canceled'
  | 'connection-error'
  | 'dialog-error'
  | 'expires'
  | 'handed-over'
  | 'incompatible-sdp'
  | 'internal-error'
  | 'media-lost'
  | 'microphone-denied'
  | 'missing-sdp'
  | 'no-ack'
  | 'no-answer'
  | 'not-found'
  | 'not-supported'
  | 'redirected'
  | 'rejected'
  | 'request-timeout'
  | 'rtp-timeout'
  | 'server-failure'
  | 'sip-failure'
  | 'transferred'
  | 'unavailable'
  | 'webrtc-error';

/** Who ended it. What our own machine did counts as `local`. */
export type EndedBy = 'local' | 'remote';

/** What happened, as a person would say it. The desk has a text for each. */
export type EndKind =
  | 'hung-up-here'
  | 'hung-up-there'
  | 'canceled-here'
  | 'missed'
  | 'declined-here'
  | 'declined-there'
  | 'busy'
  | 'no-answer'
  | 'unreachable'
  | 'wrong-number'
  | 'not-allowed'
  | 'line-lost'
  | 'audio-lost'
  | 'audio-refused'
  | 'server-trouble'
  | 'transferred'
  /** The exchange has taken it on its way to somebody and tells no more. */
  | 'handed-over'
  | 'internal';

/** What the agent can do about it. */
export type EndRecovery =
  | 'none'
  | 'call-back'
  | 'try-later'
  | 'check-number'
  | 'check-microphone'
  | 'check-network'
  | 'ask-supervisor'
  | 'report';

/** How a call ended: kind and recovery without text, and the SIP status (RFC 3261 §21) if one came. */
export type EndCause = {
  readonly kind: EndKind;
  readonly recovery: EndRecovery;
  readonly sipCause: SipCause;
  readonly by: EndedBy;
  readonly sipStatus: number | null;
};

type Row = readonly [kind: EndKind, recovery: EndRecovery];

/**
 * One row per cause. Where it matters who ended the call, `local` and `remote` differ; where it
 * matters which way the call went, `endCause` says so below.
 */
const table: Record<SipCause, { readonly local: Row; readonly remote: Row }> = {
  'address-incomplete': same('wrong-number', 'check-number'),
  authentication: same('not-allowed', 'ask-supervisor'),
  'bad-media': same('audio-refused', 'report'),
  busy: { local: ['declined-here', 'none'], remote: ['busy', 'try-later'] },
  bye: { local: ['hung-up-here', 'none'], remote: ['hung-up-there', 'none'] },
  canceled: { local: ['canceled-here', 'none'], remote: ['missed', 'call-back'] },
  'connection-error': same('line-lost', 'check-network'),
  'dialog-error': same('line-lost', 'call-back'),
  expires: { local: ['missed', 'call-back'], remote: ['no-answer', 'try-later'] },
  'handed-over': same('handed-over', 'none'),
  'incompatible-sdp': same('audio-refused', 'report'),
  'internal-error': same('internal', 'report'),
  'media-lost': same('audio-lost', 'call-back'),
  'microphone-denied': same('audio-refused', 'check-microphone'),
  'missing-sdp': same('audio-refused', 'report'),
  'no-ack': same('line-lost', 'call-back'),
  'no-answer': { local: ['missed', 'call-back'], remote: ['no-answer', 'try-later'] },
  'not-found': same('wrong-number', 'check-number'),
  'not-supported': same('not-allowed', 'ask-supervisor'),
  redirected: same('unreachable', 'ask-supervisor'),
  rejected: { local: ['declined-here', 'none'], remote: ['declined-there', 'none'] },
  'request-timeout': same('line-lost', 'check-network'),
  'rtp-timeout': same('audio-lost', 'call-back'),
  'server-failure': same('server-trouble', 'try-later'),
  'sip-failure': same('server-trouble', 'report'),
  transferred: same('transferred', 'none'),
  unavailable: { local: ['declined-here', 'none'], remote: ['unreachable', 'try-later'] },
  'webrtc-error': same('internal', 'report'),
};

function same(kind: EndKind, recovery: EndRecovery): { local: Row; remote: Row } {
  return { local: [kind, recovery], remote: [kind, recovery] };
}

/** Every SIP cause there is, for tests and for the message catalogue. */
export const sipCauses = Object.keys(table) as readonly SipCause[];

/**
 * Looks a cause up. Total: each cause, side and direction has a row.
 *
 * @param established - Whether people had been talking: a call that never was cannot be hung up on.
 */
export function endCause(ended: {
  readonly sipCause: SipCause;
  readonly by: EndedBy;
  readonly sipStatus: number | null;
  readonly direction: CallDirection;
  readonly established: boolean;
}): EndCause {
  const { sipCause, by, sipStatus } = ended;
  const [kind, recovery] = table[sipCause][by];
  if (kind === 'hung-up-there' && !ended.established && ended.direction === 'inbound') {
    return { kind: 'missed', recovery: 'call-back', sipCause, by, sipStatus };
  }
  return { kind, recovery, sipCause, by, sipStatus };
}
