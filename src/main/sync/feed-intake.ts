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
  // During a snapshot: what the journal has of this center and the snapshot has not yet told.
  let untold: ReturnType<Journal['toldBy']> = nothing();
  let firstUnheard = 1;

  async function take(frame: Changes, epoch: string): Promise<void> {
    if (gap) return;
    const position = { epoch, sequence: frame.to };
    const slices = slicesOf(frame.changes);
    for (const [index, slice] of slices.entries()) {
      const isLast = index === slices.length - 1;
      if (frame.reset && index === 0) {
        untold = options.journal.toldBy(options.centerId, firstUnheard);
      }
      for (const change of slice) {
        if (change.kind === 'dnc-entry') untold.dnc.delete(change.entry.id);
        if (change.kind === 'lead') untold.leads.delete(change.lead.id);
        if (change.kind === 'callback') untold.callbacks.delete(change.callback.id);
      }
      const gone = isLast && frame.complete ? untold : nothing();
      const written = options.journal.applyFeed(options.centerId, {
        position: isLast && frame.complete ? position : null,
        reset: frame.reset && index === 0,
        dnc: slice.flatMap((change) => (change.kind === 'dnc-entry' ? [change.entry] : [])),
        withdrawn: slice.flatMap((change) =>
          change.kind === 'dnc-withdrawal' ? [change.entryId] : [],
        ),
        leads: slice.flatMap((change) => (change.kind === 'lead' ? [change.lead] : [])),
        callbacks: slice.flatMap((change) => (change.kind === 'callback' ? [change.callback] : [])),
        gone: {
          dnc: [...gone.dnc],
          leads: [...gone.leads],
          callbacks: [...gone.callbacks],
        },
      });
      // Not advanced: the same changes come again after the next hello.
      if (!written.ok) throw new Error(`feed not written: ${written.problem}`);
      if (isLast && frame.complete) untold = nothing();
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
      const ordinal = options.journal.outbox.firstUnheard(options.centerId);
      // In turn: frames of the socket before may still wait behind a gap.
      queue = queue.then(() => {
        firstUnheard = ordinal;
        gap = false;
        untold = nothing();
      });
    },
    take(frame: Changes): void {
      const epoch = options.epoch();
      queue = queue
        .then(() => take(frame, epoch))
        .catch((error: unknown) => {
          gap = true;
          options.onProblem(error);
        });
    },
  };
}

function nothing(): ReturnType<Journal['toldBy']> {
  return { dnc: new Set(), leads: new Set(), callbacks: new Set() };
}

function slicesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const slices: Change[][] = [];
  for (let start = 0; start < changes.length; start += rowsPerTransaction) {
    slices.push(changes.slice(start, start + rowsPerTransaction));
  }
  return slices.length === 0 ? [[]] : slices;
}
