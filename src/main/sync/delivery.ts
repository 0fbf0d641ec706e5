import type { Receipt } from '../../contract/sync/down/receipt.ts';
import type { Submit } from '../../contract/sync/up/submit.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';

const batch = 50;

/**
 * Brings the outbox to the center. Items go out in the order they were written, at most one batch
 * without a receipt; they stay in the journal until the receipt is there, and go again after every
 * new welcome (the key makes a second arrival harmless).
 */
export function createDelivery(options: {
  readonly journal: Journal;
  readonly owner: Owner;
  readonly submit: (item: Submit) => boolean;
  readonly onChange: () => void;
}) {
  const { journal, owner } = options;
  const underWay = new Set<string>();
  // Receipts that a full disk did not take: tried again with whatever happens next.
  let unwritten: Receipt[] = [];
  let lastOrdinal = 0;

  function settle(): void {
    unwritten = unwritten.filter((receipt) => !journal.outbox.settle(receipt).ok);
  }

  function pump(): void {
    settle();
    if (underWay.size > 0) return;
    for (const item of journal.outbox.waiting(owner, lastOrdinal, batch)) {
      const sent = options.submit({
        type: 'submit',
        key: item.key,
        centerId: item.centerId,
        ordinal: item.ordinal,
        clockOffsetMs: item.clockOffsetMs,
        payload: mutable(item.entry),
      });
      if (!sent) return;
      underWay.add(item.key);
      lastOrdinal = item.ordinal;
    }
  }

  return {
    /** Something new waits. */
    pump,
    /** The center is (again) there: everything without a receipt goes out once more. */
    resend(): void {
      underWay.clear();
      lastOrdinal = 0;
      pump();
    },
    receipt(receipt: Receipt): void {
      unwritten.push(receipt);
      underWay.delete(receipt.key);
      pump();
      options.onChange();
    },
  };
}

/** The wire's types are mutable, the domain's are not; the data is the same. */
function mutable(entry: unknown): Submit['payload'] {
  return entry as Submit['payload'];
}
