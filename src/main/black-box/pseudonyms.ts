/** What a value is, so that a reader can follow it through a report without knowing it. */
export type PseudonymKind = 'number' | 'name' | 'host' | 'id' | 'digit' | 'device';

/** Stands in for values: the same value has the same word in one report, and another in the next. */
export type Pseudonyms = {
  of(kind: PseudonymKind, value: string): string;
  /** Replaces what was disguised before, and every run of digits as long as a telephone number. */
  sweep(text: string): string;
};

const letters = 'bcdfghjklmnpqrstvwxz';
/** Shorter ones are ports, codes and counts. */
const longRun = /\+?\d(?:[\s().-]?\d){6,}/g;
/** Shorter known values occur in ordinary words. */
const shortestSwept = 3;

/**
 * @param random - In [0, 1); a fresh one for each report, so that two reports cannot be joined.
 * @param known - Values that must not be in the report, wherever they stand.
 */
export function createPseudonyms(
  random: () => number,
  known: readonly { readonly kind: PseudonymKind; readonly value: string }[],
): Pseudonyms {
  const words = new Map<string, string>();
  const used = new Set<string>();

  function of(kind: PseudonymKind, value: string): string {
    const key = `${kind} ${kind === 'number' ? digitsOf(value) : value.toLowerCase()}`;
    const before = words.get(key);
    if (before !== undefined) return before;
    let word = '';
    do word = `${kind}-${draw(random)}`;
    while (used.has(word));
    used.add(word);
    words.set(key, word);
    return word;
  }

  const swept = known
    .filter(({ value }) => value.trim().length >= shortestSwept)
    .toSorted((one, other) => other.value.length - one.value.length)
    .map(({ kind, value }) => ({ kind, value, pattern: new RegExp(escaped(value), 'gi') }));

  return {
    of,
    sweep(text) {
      let clean = text;
      for (const { kind, value, pattern } of swept) {
        clean = clean.replace(pattern, () => of(kind, value));
      }
      return clean.replace(longRun, (run) => of('number', run));
    },
  };
}

function draw(random: () => number): string {
  return Array.from({ length: 5 }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** `+1 503-555-0142` and `15035550142` are one number. */
function digitsOf(value: string): string {
  const digits = value.replace(/\D/g, '');
  return digits === '' ? value.toLowerCase() : digits;
}

function escaped(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
