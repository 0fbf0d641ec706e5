import type { Customer } from './customer.ts';
import { apostrophes, fold } from './fold.ts';

/** What of a customer can be found. */
export type Findable = Pick<Customer, 'name' | 'phones'> & {
  readonly orders: readonly { readonly reference: string }[];
  readonly tickets: readonly { readonly reference: string }[];
};

/** Reads Chinese characters as syllables; `pinyinOf`, which brings a dictionary along. */
export type Romanize = (han: string) => readonly string[];

/**
 * Raised when other keys are made of the same record: stores then make theirs anew.
 */
export const searchKeyVersion = 1;

/** A long name must not fill an index by itself. */
const mostKeys = 120;
const longestKey = 64;

/**
 * Under what a customer is found, made once when the record is written. A key begins with its
 * kind: `n:` a word of the name, `t:` the digits of a number from the last to the first, `o:` an
 * order's or ticket's reference. What is typed is looked up as the beginning of a key, so that a
 * store needs nothing but an ordered index.
 */
export function searchKeys(person: Findable, romanize: Romanize): readonly string[] {
  const { full, given, family } = person.name;
  const keys = new Set<string>();
  for (const name of [full, given, family]) {
    for (const word of nameWords(name, romanize)) keys.add(`n:${word}`);
  }
  for (const { number } of person.phones) keys.add(`t:${reversed(digitsOf(number))}`);
  for (const { reference } of [...person.orders, ...person.tickets]) {
    for (const word of referenceWords(reference)) keys.add(`o:${word}`);
  }
  return [...keys].slice(0, mostKeys).map((key) => key.slice(0, longestKey));
}

/**
 * A search: it matches a person who has, for one of its ways, a key for every term; a term is
 * met by a key that begins with one of its alternatives.
 */
export type SearchQuery = { readonly ways: readonly (readonly (readonly string[])[])[] };

/** The longest text that is searched for, in UTF-16 code units. */
export const searchTextLimit = 100;

/** Reads what somebody typed into a search; a text without letters and digits finds nobody. */
export function readQuery(text: string): SearchQuery {
  const typed = text.slice(0, searchTextLimit);
  const plain = typed.normalize('NFKC').trim();
  const ways: (readonly (readonly string[])[])[] = [];
  const looksLikeNumber = /^\+?[\p{Nd}\s()./·–-]+$/u.test(plain);
  if (looksLikeNumber) {
    const numbers = numberKeys(plain);
    if (numbers.length > 0) ways.push([numbers]);
  } else {
    const terms = plain.split(/\s+/).flatMap(termsOf);
    if (terms.length > 0) ways.push(terms);
  }
  const reference = fold(plain).replace(/[^\p{L}\p{N}]+/gu, '');
  if (/\p{Nd}/u.test(reference)) ways.push([[`o:${reference}`.slice(0, longestKey)]]);
  return { ways };
}

/**
 * How well keys answer a search: 0 for a whole word for every term, one more for each that is
 * only begun; null when they do not.
 */
export function matchOf(keys: readonly string[], query: SearchQuery): number | null {
  const scores = query.ways.flatMap((terms) => {
    const each = terms.map((term) => termScore(keys, term));
    const met = each.filter((score) => score !== null);
    return met.length === each.length ? [met.reduce((sum, score) => sum + score, 0)] : [];
  });
  return scores.length === 0 ? null : Math.min(...scores);
}

/** One person a search has found. */
export type Found = {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly string[];
};

/**
 * The best first: whole words before begun ones, then names that hold the very letters typed
 * (`Hà` before `Hạ`), then by name, then by id, so that the same search always has the same order.
 */
export function ranked<One extends Found>(
  found: readonly One[],
  text: string,
  query: SearchQuery = readQuery(text),
): readonly One[] {
  const exact = text.normalize('NFC').trim().toLowerCase();
  const holdsExact = (name: string) =>
    name.normalize('NFC').toLowerCase().includes(exact) ? 0 : 1;
  return found
    .map((one) => ({
      one,
      match: matchOf(one.keys, query) ?? Number.POSITIVE_INFINITY,
      exact: holdsExact(one.name),
      name: fold(one.name),
    }))
    .sort(
      (a, b) =>
        a.match - b.match ||
        a.exact - b.exact ||
        compare(a.name, b.name) ||
        compare(a.one.id, b.one.id),
    )
    .map(({ one }) => one);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function termScore(keys: readonly string[], term: readonly string[]): number | null {
  if (term.some((wanted) => keys.includes(wanted))) return 0;
  return keys.some((key) => term.some((wanted) => key.startsWith(wanted))) ? 1 : null;
}

/** A name's words, each also without its apostrophe; of Chinese every tail, and how it is said. */
function nameWords(name: string, romanize: Romanize): readonly string[] {
  const folded = fold(name);
  const words = [
    ...split(folded.replace(apostrophes, '')),
    ...split(folded.replace(apostrophes, ' ')),
  ];
  const spelled = words.filter((word) => !isHan(word));
  if (spelled.length > 1) words.push(split(folded.replace(apostrophes, '')).join(''));
  return words.flatMap((word) => (isHan(word) ? hanWords(word, romanize) : [word]));
}

function hanWords(run: string, romanize: Romanize): readonly string[] {
  const characters = [...run];
  const syllables = romanize(run).map((syllable) => fold(syllable));
  return characters.flatMap((_, place) => {
    const tail = syllables.slice(place);
    const said = tail.join('');
    const initials = tail.map((syllable) => syllable.slice(0, 1)).join('');
    return [
      characters.slice(place).join(''),
      // 吕 is typed `lv` on a keyboard and `lu` in a passport.
      ...new Set([said, said.replace(/([ln])v/g, '$1u')]),
      ...(tail.length > 1 ? [initials] : []),
    ];
  });
}

/** Runs of letters and digits; Chinese stands apart from what it touches. */
function split(text: string): readonly string[] {
  return text.match(/\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? [];
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}/u.test(word);
}

function termsOf(written: string): readonly (readonly string[])[] {
  const word = fold(written).replace(apostrophes, '');
  if (/\p{Nd}/u.test(word)) {
    const joined = word.replace(/[^\p{L}\p{N}]+/gu, '');
    return [[`o:${joined}`, `n:${joined}`, ...numberKeys(written)]];
  }
  return split(word).map((part) => [`n:${part}`]);
}

/** A number in any of the ways it is written, as the ends of international numbers. */
function numberKeys(written: string): readonly string[] {
  if (/\p{L}/u.test(written)) return [];
  const digits = digitsOf(written.normalize('NFKC').replace(/\(0\)/g, ''));
  if (digits.length < 3) return [];
  const withoutExit = digits.replace(/^(?:00|011)(?=[1-9])/, '');
  const withoutTrunk = digits.replace(/^0+/, '');
  return [...new Set([digits, withoutExit, withoutTrunk])]
    .filter((one) => one.length >= 3)
    .map((one) => `t:${reversed(one)}`);
}

function referenceWords(reference: string): readonly string[] {
  const folded = fold(reference);
  const joined = folded.replace(/[^\p{L}\p{N}]+/gu, '');
  const runs = folded.match(/\p{Nd}{3,}/gu) ?? [];
  return [joined, ...runs].filter((word) => word !== '');
}

function digitsOf(text: string): string {
  return text.replace(/\P{Nd}/gu, '');
}

function reversed(digits: string): string {
  return [...digits].reverse().join('');
}
