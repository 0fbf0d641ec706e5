import type { Party } from '../../domain/call/call.ts';
import { readDialText } from '../../domain/customer/dial-text.ts';

/**
 * A caller with the number in international form, so that they are found, called back and marked
 * like anybody else. What is no whole number (a name, an internal extension) stays as it came.
 *
 * @param country - ISO 3166-1 alpha-2 whose national format the exchange sends, or empty.
 */
export function callerInE164(party: Party, country: string): Party {
  const number = party.number === null ? null : readDialText(party.number, country)?.number;
  return number ? { ...party, number } : party;
}
