import { type CallbackTyped, endsMove } from '../../domain/callback/callback-form.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { CustomerEdit } from '../../domain/customer/edit.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import type { Work } from '../../domain/work/work.ts';
import type { Change, Committed, Journal } from './journal.ts';
import type { Owner } from './table.ts';
import type { WriteProblem } from './write-problem.ts';

/** Typing reaches the disk at most this much later: half of the promised 250 ms. */
export const coalesceMs = 125;
const retryMs = 1_000;

/**
 * Everything this shift writes. Typing is coalesced, everything else is written before the call
 * returns. What the disk refuses stays in memory, in order, and is tried again every second.
 */
export function createWriter(options: {
  readonly journal: Journal;
  readonly owner: Owner;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly onChange: () => void;
}) {
  const { journal, owner } = options;
  /** By conversation: with two on the desk each has letters that wait. */
  const drafts = new Map<string, Work>();
  const edits = new Map<string, CustomerEdit>();
  /** By callback. */
  const moves = new Map<string, CallbackTyped>();
  let refused: Change[] = [];
  let problem: WriteProblem | null = null;
  let cancel: (() => void) | null = null;

  function schedule(milliseconds: number): void {
    cancel ??= options.after(milliseconds, () => {
      cancel = null;
      flush();
    });
  }

  function settle(outcome: Committed): boolean {
    const before = problem;
    problem = outcome.ok ? null : outcome.problem;
    if (problem) schedule(retryMs);
    if (before !== problem || outcome.ok) options.onChange();
    return outcome.ok;
  }

  function flush(): boolean {
    if (refused.length > 0) {
      const outcome = journal.commit(owner, refused);
      if (outcome.ok) refused = [];
      if (!settle(outcome)) return false;
    }
    for (const draft of drafts.values()) {
      const outcome = journal.saveDraft(owner, draft);
      if (outcome.ok) drafts.delete(draft.workId);
      if (!settle(outcome)) return false;
    }
    for (const edit of edits.values()) {
      const outcome = journal.edits.put(owner, edit);
      if (outcome.ok) edits.delete(edit.editId);
      if (!settle(outcome)) return false;
    }
    for (const [callbackId, typed] of moves) {
      const outcome = journal.moves.put(owner, callbackId, typed);
      if (outcome.ok) moves.delete(callbackId);
      if (!settle(outcome)) return false;
    }
    // What was refused to the agent is not kept, so nothing waits: there is no trouble to show.
    if (problem) settle({ ok: true });
    return true;
  }

  return {
    /** The newest state of the conversation: on disk within the coalescing time. */
    saveDraft(work: Work): void {
      drafts.set(work.workId, work);
      schedule(coalesceMs);
    },

    /** The newest state of what is written about a customer: on disk within the same time. */
    saveEdit(edit: CustomerEdit): void {
      edits.set(edit.editId, edit);
      schedule(coalesceMs);
    },

    /** Thrown away by the agent. */
    dropEdit(editId: string): void {
      edits.delete(editId);
      settle(journal.edits.remove(editId));
    },

    /** What is typed to move a callback: on disk within the same time. */
    saveMove(callbackId: string, typed: CallbackTyped): void {
      moves.set(callbackId, typed);
      schedule(coalesceMs);
    },

    dropMove(callbackId: string): void {
      moves.delete(callbackId);
      settle(journal.moves.remove(owner, callbackId));
    },

    /** On disk when it answers `ok`; otherwise nothing of it is, and nothing is kept. */
    tryCommit(changes: readonly Change[]): Committed {
      if (!flush()) return { ok: false, problem: problem ?? 'failed' };
      const outcome = journal.commit(owner, changes);
      settle(outcome);
      return outcome;
    },

    /** For what has happened and cannot be taken back: on disk now, or as soon as it can be. */
    commit(changes: readonly Change[]): void {
      for (const { workId } of changes) drafts.delete(workId);
      for (const { entry } of changes.flatMap(({ append }) => append)) {
        if (entry.kind === 'callback-change' && endsMove(entry.change)) {
          moves.delete(entry.callbackId);
        }
      }
      refused.push(...changes);
      flush();
    },

    /** Do-not-call wishes that the disk has not taken yet: they block all the same. */
    pendingDnc(number: E164): readonly DncEntry[] {
      return refused.flatMap((change) =>
        change.append.flatMap(({ entry }) =>
          entry.kind === 'dnc-entry' && entry.entry.number === number ? [entry.entry] : [],
        ),
      );
    },

    /** True when the disk has all that was handed over. */
    isSaved: () =>
      drafts.size === 0 && edits.size === 0 && moves.size === 0 && refused.length === 0,
    problem: () => problem,

    /** Last try; what still cannot be written is told by the answer. */
    close(): boolean {
      const written = flush();
      cancel?.();
      cancel = null;
      return written;
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;
