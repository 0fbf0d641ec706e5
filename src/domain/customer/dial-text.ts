import { type E164, isE164 } from './customer.ts';
import { readPhone } from './phone-number.ts';

/** What somebody typed or pasted to be dialed, or a caller as the network named them. */
export type DialReading = {
  readonly number: E164;
  /** To be pressed once they answer; empty when there is none. */
  readonly extension: string;
};

/** No telephone number with all its decoration is longer. */
const longest = 80;

/**
 * Reads a number in any form people write: international or national of this country, with
 * spaces, dashes, dots, brackets, an extension, or as a `tel:` or `sip:` URI. Null when it is no
 * whole number: nothing is guessed, a wrong digit calls somebody else.
 *
 * @param country - ISO 3166-1 alpha-2 of the organisation, or empty: then only international
 *   numbers are understood.
 */
export function readDialText(text: string, country: string): DialReading | null {
  const link = readPhoneLink(text);
  if (link && !link.ok) return null;
  const written = (link ? link.text : text)
    .trim()
    // A trunk zero in brackets is not dialed after a country code; kept, it would be another
    // number than the one that stands on the do-not-call list.
    .replace(/^((?:\+|00)[\d\s]*)\(0\)/, '$1');
  if (written.length === 0 || written.length > longest || !/^[+(\d]/.test(written)) return null;
  const reading = readPhone(written, { callingCode: '', country });
  if (reading.ok) return { number: reading.number, extension: reading.extension };
  // A plan that is newer than our tables: what is whole and international is dialed as it stands.
  const digits = written.replaceAll(/[\s().\-/\u00a0]/g, '').replace(/^00/, '+');
  return digits.startsWith('+') && isE164(digits) ? { number: digits, extension: '' } : null;
}

/** Whether a text is meant as somebody's name and not as a number or an address. */
export function isNameText(text: string): boolean {
  if (/^(?:tel|sips?):/i.test(text.trim())) return false;
  return /\p{L}/u.test(text.replace(/(?:ext|x|extension|poste|máy lẻ|转|分机)\.?\s*\d+\s*$/iu, ''));
}

export type PhoneLink =
  | { readonly ok: true; readonly text: string }
  /** What of it can be shown to people: printable, short. */
  | { readonly ok: false; readonly shown: string };

/** Longer than any telephone URI: what another program hands over is not trusted. */
const longestLink = 300;

/**
 * What a `tel:` (RFC 3966) or `sip:` (RFC 3261 §19.1) link says to dial, as text for the dial box.
 * Null when it is no such link. Refused is whatever is more than a number: service codes with
 * `*` and `#` (they divert calls), names, headers, control characters, anything too long.
 */
export function readPhoneLink(link: string): PhoneLink | null {
  const written = link.trim();
  const scheme = /^(tel|sips?):/i.exec(written)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  const refused = { ok: false, shown: shownText(written) } as const;
  if (written.length > longestLink || /[^\x21-\x7e]/.test(written)) return refused;
  const rest = written.slice(scheme.length + 1).replace(/^\/\//, '');
  const [address = '', ...parameters] = (rest.split('?')[0] ?? '').split(';');
  const user = scheme === 'tel' ? address : (address.split('@')[0] ?? '').split(':')[0];
  const number = decoded(user ?? '');
  if (!/^\+?[\d ().-]{2,40}$/.test(number) || !/\d/.test(number)) return refused;
  const named = (name: string) =>
    parameters.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = named('phone-context') ?? '';
  const extension = decoded(named('ext') ?? '');
  if (!/^\d{0,10}$/.test(extension)) return refused;
  const prefix = !number.startsWith('+') && /^\+\d{1,3}$/.test(context) ? `${context} ` : '';
  const national = prefix === '' ? number : number.replace(/^[\s(]*0/, '');
  return { ok: true, text: `${prefix}${national}${extension && ` ext. ${extension}`}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '%';
  }
}

function shownText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, 40);
}
