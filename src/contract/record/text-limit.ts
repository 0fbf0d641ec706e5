// Apart from the schemas, so that a page can hold its fields to them without loading them.

export { noteLimit } from '../../domain/summary/note-limit.ts';

/** The longest answer or field of a summary, in UTF-16 code units. */
export const fieldLimit = 5_000;

/** The longest wish of a callback, in UTF-16 code units. */
export const wishLimit = 2_000;
