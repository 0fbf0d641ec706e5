/** The digits a telephone event can be, at the place of their event code (RFC 4733, table 7). */
const digits = '0123456789*#ABCD';

/** One RTP payload of a digit being sent (RFC 4733, section 2.3). */
export interface TelephoneEvent {
  readonly digit: string;
  /** The last packets of a digit carry the end mark; they come three times. */
  readonly ended: boolean;
  /** How long the digit has sounded, in units of the RTP clock (8000 a second). */
  readonly durationTicks: number;
}

/** Reads the payload of an RTP packet of type `telephone-event`; null where it is no digit. */
export function parseTelephoneEvent(payload: Uint8Array): TelephoneEvent | null {
  const [code, flags, high, low] = payload;
  if (code === undefined || flags === undefined || high === undefined || low === undefined) {
    return null;
  }
  const digit = digits[code];
  if (digit === undefined) return null;
  return { digit, ended: (flags & 0x80) !== 0, durationTicks: high * 256 + low };
}

/** Writes the payload of one packet; `volumeDb` is the tone's power below 0 dBm0, 0…63. */
export function formatTelephoneEvent(event: TelephoneEvent, volumeDb = 10): Uint8Array {
  return Uint8Array.of(
    digits.indexOf(event.digit),
    (event.ended ? 0x80 : 0) | (volumeDb & 0x3f),
    (event.durationTicks >> 8) & 0xff,
    event.durationTicks & 0xff,
  );
}
