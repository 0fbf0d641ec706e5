import { noteLimit } from '../summary/note-limit.ts';
import type { Work } from './work.ts';

/** Whether a callback was typed in this conversation, or changed, and not promised. */
export function isUnpromised({
  callbackTyped,
  promised,
}: Pick<Work, 'callbackTyped' | 'promised'>) {
  return Object.values(callbackTyped).some((value) => promised !== null || value.trim() !== '');
}

/**
 * The note of the record. When and why somebody wants to be called was heard once: typed and never
 * promised it stands under the note, as far as the longest note has room.
 */
export function recordedNote({ draft, callbackTyped }: Pick<Work, 'draft' | 'callbackTyped'>) {
  const { day, time, zone, wish } = callbackTyped;
  const when = [day, time, zone].filter(Boolean).join(' ');
  const lines = [draft.note, when, wish].filter((line) => line && line.trim() !== '');
  if (lines.length === 0 || (when === '' && !wish?.trim())) return draft.note;
  // Half a character is no text a database takes.
  return lines
    .join('\n')
    .slice(0, noteLimit)
    .replace(/[\uD800-\uDBFF]$/, '');
}
