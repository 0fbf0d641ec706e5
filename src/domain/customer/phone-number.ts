import {
  type CountryCallingCode,
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { E164 } from './customer.ts';

export type PhoneReading =
  | {
      readonly ok: true;
      readonly number: E164;
      /** ISO 3166-1 alpha-2 by the number itself; empty when several share it. */
      readonly country: string;
      /** Digits after the number, or empty: an extension is not part of E.164. */
      readonly extension: string;
      readonly kind: 'mobile' | 'other';
      /** Whether a zero that the number needs had to be put back. */
      readonly zeroRestored: boolean;
    }
  | {
      readonly ok: false;
      readonly reason: 'scientific-notation' | 'unknown-country' | 'n11-exchange' | 'not-a-number';
    };

/** How a number without a plus is to be read. */
export type PhoneContext = {
  /** Digits such as `44`, or empty. */
  readonly callingCode: string;
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
};

/** A spreadsheet's idea of a number: `4.41E+11`. Its last digits are gone. */
const scientific = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
/** NANP central office codes such as 411 and 911 are services and never in a subscriber number. */
const n11Exchange = /^\+1\d{3}[2-9]11\d{4}$/;
/**
 * UK ranges that Ofcom keeps for drama and that no numbering plan calls valid: mobile 07700 900xxx
 * and no-area 01632 960xxx. (The other drama ranges, and US 555-01xx, pass as ordinary numbers.)
 */
const forDrama = /^\+44(?:7700900|1632960)\d{3}$/;

/** Reads one telephone number as a list has it. */
export function readPhone(text: string, context: PhoneContext): PhoneReading {
  const written = text.trim();
  if (scientific.test(written)) return { ok: false, reason: 'scientific-notation' };
  const international = /^(?:\+|00|011)/.test(written);
  const country = countryToReadBy(context);
  if (!international && country === undefined) return { ok: false, reason: 'unknown-country' };
  const plus = written.replace(/^00(?=[1-9])/, '+');
  const asWritten = parse(plus, country);
  if (asWritten) return judge(asWritten, false);
  const withZero = /^[1-9]/.test(plus) ? parse(`0${plus}`, country) : undefined;
  return withZero ? judge(withZero, true) : { ok: false, reason: 'not-a-number' };
}

type Parsed = NonNullable<ReturnType<typeof parsePhoneNumberFromString>>;

function parse(text: string, country: CountryCode | undefined): Parsed | undefined {
  const parsed = parsePhoneNumberFromString(text, country ? { defaultCountry: country } : {});
  if (!parsed) return undefined;
  const usable =
    parsed.isValid() || n11Exchange.test(parsed.number) || forDrama.test(parsed.number);
  return usable ? parsed : undefined;
}

function judge(parsed: Parsed, zeroRestored: boolean): PhoneReading {
  if (n11Exchange.test(parsed.number)) return { ok: false, reason: 'n11-exchange' };
  return {
    ok: true,
    number: parsed.number as string as E164,
    country: parsed.country ?? '',
    extension: parsed.ext ?? '',
    kind: parsed.getType() === 'MOBILE' ? 'mobile' : 'other',
    zeroRestored,
  };
}

let mainCountries: ReadonlyMap<string, CountryCode> | undefined;

/**
 * The list's calling code decides, since it is what was dialed before; its country only where it
 * has that code, or where there is no code.
 */
function countryToReadBy({ callingCode, country }: PhoneContext): CountryCode | undefined {
  const named = isSupportedCountry(country) ? country : undefined;
  if (callingCode === '') return named;
  if (named && getCountryCallingCode(named) === (callingCode as CountryCallingCode)) return named;
  mainCountries ??= new Map([
    ...getCountries().map((one): [string, CountryCode] => [getCountryCallingCode(one), one]),
    // Codes that several countries share are read by the one with the widest plan.
    ...(['US', 'GB', 'RU', 'IT', 'NO', 'AU', 'MA', 'FI'] as const).map(
      (one): [string, CountryCode] => [getCountryCallingCode(one), one],
    ),
  ]);
  return mainCountries.get(callingCode);
}
