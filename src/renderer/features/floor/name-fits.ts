import { holds } from '../../../domain/customer/fold.ts';
import {
  matchOf,
  type Romanize,
  readQuery,
  searchKeys,
} from '../../../domain/customer/search-key.ts';

/**
 * Whether a row is one of those somebody looks for: by a part of a name, or as customers are found,
 * whatever the accents and the order of the words, Chinese also as it is said.
 */
export function nameFits(names: readonly string[], wanted: string, romanize: Romanize): boolean {
  if (wanted.trim() === '' || names.some((name) => holds(name, wanted))) return true;
  const name = { full: names.join(' '), given: '', family: '', title: '', say: '' };
  const keys = searchKeys({ name, phones: [], orders: [], tickets: [] }, romanize);
  return matchOf(keys, readQuery(wanted)) !== null;
}
