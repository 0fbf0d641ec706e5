/**
 * What is safe and wanted with one PBX. Telephone exchanges differ in what they survive: the center
 * says how the one behind its agents wants to be treated.
 */
export type PbxProfile = {
  /** For people: which PBX this was written for. */
  readonly name: string;
  /**
   * How a call goes on when the audio path had to be built anew (its page died, or the app):
   * - `replaces`: a new INVITE takes the dialog over (RFC 3891); refused, the call ends.
   * - `replaces-or-reinvite`: the same, and where it is refused the dialog is offered the new
   *   connection after all.
   * - `reinvite`: the same dialog is offered the new connection. Asterisk hangs up on a changed
   *   DTLS fingerprint, so this is for others.
   * - `end`: neither is safe; the call ends with its honest cause.
   */
  readonly rebuiltMedia: 'replaces' | 'replaces-or-reinvite' | 'reinvite' | 'end';
  /**
   * How a call gets another audio path when its own broke and the page lives:
   * - `ice-restart`: a re-INVITE restarts ICE (RFC 8839 §4.4.1.1.1) on the connection there is.
   * - `rebuild`: a connection made anew, as `rebuiltMedia` says; where that is `end`, an ICE restart
   *   after all. Asterisk ends a call in which a check of the old path still arrives after a restart.
   */
  readonly brokenPath: 'ice-restart' | 'rebuild';
  /** Whether a call that is up is re-INVITEd after a new registration and after its path was made anew. */
  readonly refreshAfterReconnect: boolean;
  /** How digits are sent: in the audio (RFC 4733), or as INFO (`application/dtmf-relay`). */
  readonly dtmf: 'rfc4733' | 'info';
  /** Whether REFER is understood (RFC 3515); without it there is no transfer. */
  readonly refer: boolean;
  /**
   * How three talk together: mixed on the agent's computer, or in a room of the PBX. `{room}` in its
   * address is a new name for each conference, so that strangers never meet.
   */
  readonly conference:
    | { readonly kind: 'local' }
    | { readonly kind: 'room'; readonly address: string };
  /** Whether P-Asserted-Identity (RFC 3325) of an INVITE is believed before From. */
  readonly trustAssertedIdentity: boolean;
  /** Whether the caller's number is kept from the called (`Privacy: id`, RFC 3323). */
  readonly hideOwnNumber: boolean;
  /** Which headers of an INVITE say who calls and why. */
  readonly headers: {
    readonly customerId: string;
    readonly queue: string;
    readonly reason: string;
  };
};

/** What holds when the center says nothing: right for Asterisk with the settings of `docs/pbx`. */
export const defaultPbxProfile: PbxProfile = {
  name: '',
  rebuiltMedia: 'replaces',
  brokenPath: 'rebuild',
  refreshAfterReconnect: true,
  dtmf: 'rfc4733',
  refer: true,
  conference: { kind: 'local' },
  trustAssertedIdentity: true,
  hideOwnNumber: false,
  headers: { customerId: 'X-Customer-Id', queue: 'X-Queue', reason: 'X-Reason' },
};

const roomPlace = '{room}';

/** Whether each conference gets a room of its own there. */
export function isRoomAddress(address: string): boolean {
  return address.includes(roomPlace);
}

/** Where the three of one conference meet. */
export function roomAddress(address: string, roomId: string): string {
  return address.replaceAll(roomPlace, roomId);
}
