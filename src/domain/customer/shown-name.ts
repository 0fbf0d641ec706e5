/** What ends a line or moves on within it: between two words of a name a space stands for it. */
const breaks = /[\t-\r\u0085\u2028\u2029]+/g;

/**
 * Signs that are not seen and change what is: control characters, direction marks, embeddings,
 * overrides and isolates (UAX #9), zero width spaces and what is deprecated beside them. Joiners
 * that Persian and Indic spelling need stay, and so does every letter.
 */
const unseen = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * A name as it may be shown, logged and compared, whoever has written it: a caller, a record, a
 * colleague. `\u202Eecnailla` would read as an alliance that it is not. Names in letters that run
 * from right to left need no sign to do so.
 */
export function shownName(written: string): string {
  return written.replace(breaks, ' ').replace(unseen, '');
}
