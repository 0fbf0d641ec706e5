import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import type { Change, Changes } from '../../contract/sync/down/changes.ts';
import type { Journal } from '../journal/journal.ts';

/** Larger transactions would make main stutter in a call. */
const rowsPerTransaction = 100;

/**
 * Takes the center's changes in, strictly in order: do-not-call entries and leads into the
 * journal, customers and leads to the desk's cache, provisioning to the desk.
 */
export function createFeedIntake(options: {
  readonly journal: Journal;
  readonly centerId: string;
  readonly epoch: () => string;
  readonly onRecords: (records: DeskRecords) => void;
  readonly onProvisioning: (document: Provisioning) => void;
  readonly onApplied: () => void;
  readonly onProblem: (error: unknown) => void;
}) {
  let queue: Promise<void> = Promise.resolve();
  // After a failed write later frames must not move the position past the gap.
  let gap = false;

  async function take(frame: Changes): Promise<void> {
    if (gap) return;
    const position = { epoch: options.epoch(), sequence: frame.to };
    const slices = slicesOf(frame.changes);
    for (const [index, slice] of slices.entries()) {
      const isLast = index === slices.length - 1;
      const written = options.journal.applyFeed(options.centerId, {
        position: isLast && frame.complete ? position : null,
        reset: frame.reset && index === 0,
        dnc: slice.flatMap((change) => (change.kind === 'dnc-entry' ? [change.entry] : [])),
        withdrawn: slice.flatMap((change) =>
          change.kind === 'dnc-withdrawal' ? [change.entryId] : [],
        ),
        leads: slice.flatMap((change) => (change.kind === 'lead' ? [change.lead] : [])),
      });
      // Not advanced: the same changes come again after the next hello.
      if (!written.ok) throw new Error(`feed not written: ${written.problem}`);
      options.onRecords({
        reset: frame.reset && index === 0,
        position: isLast && frame.complete ? { centerId: options.centerId, ...position } : null,
        customers: slice.flatMap((change) => (change.kind === 'customer' ? [change.customer] : [])),
        leads: slice.flatMap((change) => (change.kind === 'lead' ? [change.lead] : [])),
      });
      for (const change of slice) {
        if (change.kind === 'provisioning') options.onProvisioning(change.provisioning);
      }
      if (!isLast) await nextTurn();
    }
    options.onApplied();
  }

  return {
    /** A new socket begins: the center tells again all that was not taken in. */
    begin(): void {
      gap = false;
    },
    take(frame: Changes): void {
      queue = queue
        .then(() => take(frame))
        .catch((error: unknown) => {
          gap = true;
          options.onProblem(error);
        });
    },
  };
}

function slicesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const slices: Change[][] = [];
  for (let start = 0; start < changes.length; start += rowsPerTransaction) {
    slices.push(changes.slice(start, start + rowsPerTransaction));
  }
  return slices.length === 0 ? [[]] : slices;
}
