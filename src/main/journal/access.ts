import { join } from 'node:path';
import type { SignInProblem } from '../../contract/ipc/desk-snapshot.ts';
import { type Journal, openJournal } from './journal.ts';
import { journalKey, type Keychain } from './key.ts';
import { JournalFromTheFuture } from './schema.ts';
import { createSeal } from './seal.ts';
import { writeProblemOf } from './write-problem.ts';

export type JournalProblem = Extract<SignInProblem, { kind: 'journal' }>;
export type JournalAccess =
  | { readonly ok: true; readonly journal: Journal }
  | { readonly ok: false; readonly problem: JournalProblem };

/**
 * Opens the journal of a folder with its key. What is there and cannot be used is left as it is:
 * it may hold somebody's unsent work.
 */
export function accessJournal(
  folder: string,
  keychain: Keychain,
  now: () => string,
  onUnreadable?: (place: string, error: unknown) => void,
): JournalAccess {
  const path = join(folder, 'journal.db');
  const refused = (reason: JournalProblem['reason']): JournalAccess => ({
    ok: false,
    problem: { kind: 'journal', reason, file: path },
  });
  let key: Uint8Array;
  try {
    key = journalKey(join(folder, 'journal.key'), keychain);
  } catch (error) {
    const problem = writeProblemOf(error);
    return refused(problem === 'failed' ? 'key' : problem);
  }
  try {
    return {
      ok: true,
      journal: openJournal({
        path,
        seal: createSeal(key),
        now,
        ...(onUnreadable ? { onUnreadable } : {}),
      }),
    };
  } catch (error) {
    return refused(error instanceof JournalFromTheFuture ? 'newer' : writeProblemOf(error));
  }
}
