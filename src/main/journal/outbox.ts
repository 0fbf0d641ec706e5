import { receipt } from '../../contract/sync/down/receipt.ts';
import { outboxPayload } from '../../contract/sync/up/submit.ts';
import { isUnsentRecord, subjectOf, type UnsentRecord } from '../../domain/customer/correction.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { ClosedMark } from '../../domain/desktop/event.ts';
import { isNextCall } from '../../domain/desktop/next-call.ts';
import type { Summary } from '../../domain/summary/summary.ts';
import type { CallbackEntry } from './callbacks.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

/** What is looked through for marks that can be taken back: the oldest of them are long over. */
const entriesSinceMark = 400;

/** An item as it waits to be sent. */
export type WaitingItem = {
  readonly ordinal: number;
  readonly key: string;
  readonly centerId: string;
  readonly entry: OutboxEntry;
  readonly clockOffsetMs: number | null;
};

/** The center's answer to an item. */
export type ItemReceipt = {
  readonly key: string;
  readonly outcome: 'stored' | 'rejected';
  readonly reason: string;
  readonly reference: string;
  readonly at: string;
};

export type AnsweredItem = ItemReceipt & {
  readonly kind: OutboxEntry['kind'];
  readonly customerId: string | null;
};

const mostUnsentShown = 200;

/** What waits for the center, in the order of writing; an item leaves only on a receipt. */
export function createOutbox(table: Table) {
  const { seal } = table;

  /** Null when the row cannot be read: it stays where it is and is counted, and others go on. */
  function openEntry(row: Record<string, unknown>): OutboxEntry | null {
    const key = String(row['key']);
    try {
      return outboxPayload.parse(seal.open(`outbox/${key}`, blob(row['sealed'])));
    } catch (error) {
      table.onUnreadable(`outbox/${key}`, error);
      return null;
    }
  }

  function openReceipt(row: Record<string, unknown>): ItemReceipt | null {
    const place = `receipt/${String(row['key'])}`;
    try {
      return receipt.omit({ type: true }).parse(seal.open(place, blob(row['receipt'])));
    } catch (error) {
      table.onUnreadable(place, error);
      return null;
    }
  }

  function dncEntryIdOf(row: Record<string, unknown>): readonly string[] {
    const entry = openEntry(row);
    return entry?.kind === 'dnc-entry' ? [entry.entry.id] : [];
  }

  return {
    append(
      owner: Owner,
      key: string,
      entry: OutboxEntry,
      at: string,
      clockOffsetMs: number | null,
    ): void {
      run(
        table,
        `insert into outbox (key, center_id, agent_id, kind, written_at, clock_offset_ms, state,
           sealed) values (?, ?, ?, ?, ?, ?, 'waiting', ?)`,
        key,
        owner.centerId,
        owner.agentId,
        entry.kind,
        at,
        clockOffsetMs,
        seal.seal(`outbox/${key}`, entry),
      );
    },

    /** What was written under a key, and whether it still waits. */
    entry(key: string): { readonly entry: OutboxEntry; readonly waiting: boolean } | null {
      const [row] = all(table, 'select key, state, sealed from outbox where key = ?', key);
      const entry = row ? openEntry(row) : null;
      return entry && { entry, waiting: row?.['state'] === 'waiting' };
    },

    /** Takes an item out whose words are kept elsewhere. */
    remove(key: string): void {
      run(table, 'delete from outbox where key = ?', key);
    },

    /** What was written about customers and waits, oldest first. */
    unsentRecords(owner: Owner): readonly UnsentRecord[] {
      return all(
        table,
        `select key, sealed from outbox
         where center_id = ? and agent_id = ? and state = 'waiting' and kind in
           ('customer-created', 'customer-changed', 'number-attached', 'promise-made',
            'promise-settled')
         order by ordinal limit ?`,
        owner.centerId,
        owner.agentId,
        mostUnsentShown,
      ).flatMap((row) => {
        const entry = openEntry(row);
        return entry && isUnsentRecord(entry) ? [entry] : [];
      });
    },

    /** The next items for this center, after an ordinal already under way. */
    waiting(owner: Owner, afterOrdinal: number, limit: number): readonly WaitingItem[] {
      return all(
        table,
        `select ordinal, key, center_id, clock_offset_ms, sealed from outbox
         where center_id = ? and agent_id = ? and state = 'waiting' and ordinal > ?
         order by ordinal limit ?`,
        owner.centerId,
        owner.agentId,
        afterOrdinal,
        limit,
      ).flatMap((row) => {
        const entry = openEntry(row);
        const key = String(row['key']);
        const centerId = String(row['center_id']);
        const offset = row['clock_offset_ms'];
        const clockOffsetMs = typeof offset === 'number' ? offset : null;
        const ordinal = Number(row['ordinal']);
        return entry ? [{ ordinal, key, centerId, entry, clockOffsetMs }] : [];
      });
    },

    /** @returns the callback it was about, when the center has refused to change it. */
    settle(answer: ItemReceipt): { readonly centerId: string; readonly callbackId: string } | null {
      run(
        table,
        `update outbox set state = ?, receipt = ? where key = ? and state = 'waiting'`,
        answer.outcome,
        seal.seal(`receipt/${answer.key}`, answer),
        answer.key,
      );
      if (answer.outcome === 'stored') return null;
      const [row] = all(
        table,
        `select key, center_id, sealed from outbox
         where key = ? and kind in ('callback', 'callback-change')`,
        answer.key,
      );
      const entry = row && openEntry(row);
      const callbackId = entry && callbackIdOf(entry);
      return callbackId ? { centerId: String(row['center_id']), callbackId } : null;
    },

    /** What was written about a callback and has no answer yet, in order. */
    unansweredCallbackEntries(centerId: string, callbackId: string): readonly CallbackEntry[] {
      return all(
        table,
        `select key, agent_id, sealed from outbox
         where center_id = ? and state = 'waiting' and kind in ('callback', 'callback-change')
         order by ordinal`,
        centerId,
      ).flatMap((row) => {
        const entry = openEntry(row);
        if (entry?.kind !== 'callback' && entry?.kind !== 'callback-change') return [];
        if (callbackIdOf(entry) !== callbackId) return [];
        return [{ agentId: String(row['agent_id']), entry }];
      });
    },

    /** Callbacks made from an ordinal on, whatever became of them. */
    callbackIdsFrom(centerId: string, ordinal: number): readonly string[] {
      return all(
        table,
        `select key, sealed from outbox
         where center_id = ? and ordinal >= ? and kind = 'callback'`,
        centerId,
        ordinal,
      ).flatMap((row) => {
        const entry = openEntry(row);
        return entry?.kind === 'callback' ? [entry.callback.id] : [];
      });
    },

    counts(owner: Owner): { waiting: number; waitingSummaries: number; rejected: number } {
      const [row] = all(
        table,
        `select count(*) filter (where state = 'waiting') as waiting,
                count(distinct case when state = 'waiting' and kind = 'summary' then key end) as summaries,
                count(*) filter (where state = 'rejected') as rejected
         from outbox where center_id = ? and agent_id = ?`,
        owner.centerId,
        owner.agentId,
      );
      return {
        waiting: Number(row?.['waiting'] ?? 0),
        waitingSummaries: Number(row?.['summaries'] ?? 0),
        rejected: Number(row?.['rejected'] ?? 0),
      };
    },

    /** Items of any center or agent that wait, for the sign-in page. */
    waitingAnywhere(): number {
      const [row] = all(table, `select count(*) as n from outbox where state = 'waiting'`);
      return Number(row?.['n'] ?? 0);
    },

    answered(owner: Owner, limit: number): readonly AnsweredItem[] {
      return all(
        table,
        `select key, kind, sealed, receipt from outbox
         where center_id = ? and agent_id = ? and state <> 'waiting' order by ordinal desc limit ?`,
        owner.centerId,
        owner.agentId,
        limit,
      ).flatMap((row) => {
        const entry = openEntry(row);
        const answer = openReceipt(row);
        if (!entry || !answer) return [];
        return [{ ...answer, kind: entry.kind, customerId: customerOf(entry) }];
      });
    },

    /**
     * The marks of an agent that can be taken back, the newest first: not withdrawn, and no record of
     * a later call was written since their conversation was closed. With the newest record of that.
     */
    openMarks(owner: Owner): readonly ClosedMark[] {
      const entries = all(
        table,
        `select key, sealed from outbox
         where center_id = ? and agent_id = ? and kind in ('dnc-entry', 'dnc-withdrawal', 'summary')
         order by ordinal desc limit ?`,
        owner.centerId,
        owner.agentId,
        entriesSinceMark,
      ).flatMap((row) => openEntry(row) ?? []);
      let marks: readonly ClosedMark[] = [];
      for (const entry of entries.reverse()) {
        if (entry.kind === 'dnc-entry') marks = [{ entry: entry.entry, summary: null }, ...marks];
        if (entry.kind === 'dnc-withdrawal') {
          marks = marks.filter((mark) => mark.entry.id !== entry.entryId);
        }
        if (entry.kind === 'summary') {
          marks = marks.flatMap((mark) => markAfter(mark, entry.summary));
        }
      }
      return marks;
    },

    /** Do-not-call entries that the center has not answered for yet. */
    waitingDncEntryIds(centerId: string): readonly string[] {
      return all(
        table,
        `select key, sealed from outbox
         where center_id = ? and state = 'waiting' and kind = 'dnc-entry'`,
        centerId,
      ).flatMap(dncEntryIdOf);
    },

    /** The first ordinal the center may not have heard of. */
    firstUnheard(centerId: string): number {
      const [row] = all(
        table,
        `select coalesce(
           (select min(ordinal) from outbox where center_id = ?1 and state = 'waiting'),
           (select max(ordinal) + 1 from outbox), 1) as ordinal`,
        centerId,
      );
      return Number(row?.['ordinal'] ?? 1);
    },

    /** Do-not-call entries written from an ordinal on, whatever became of them. */
    dncEntryIdsFrom(centerId: string, ordinal: number): readonly string[] {
      return all(
        table,
        `select key, sealed from outbox
         where center_id = ? and ordinal >= ? and kind = 'dnc-entry'`,
        centerId,
        ordinal,
      ).flatMap(dncEntryIdOf);
    },
  };
}

function customerOf(entry: OutboxEntry): string | null {
  switch (entry.kind) {
    case 'summary':
      return entry.summary.customerId;
    case 'call-log':
      return entry.call.customerId;
    case 'dnc-entry':
    case 'dnc-withdrawal':
    case 'callback-change':
      return null;
    case 'callback':
      return entry.callback.customerId;
    case 'customer-created':
    case 'customer-changed':
    case 'number-attached':
    case 'promise-made':
    case 'promise-settled':
      return subjectOf(entry);
  }
}

/** A mark after one more record was written; nothing when that makes it final. */
function markAfter(mark: ClosedMark, summary: Summary): readonly ClosedMark[] {
  const { entry, summary: own } = mark;
  const isOwn = own ? own.callId === summary.callId : summary.number === entry.number;
  if (isOwn) return [{ entry, summary }];
  // An undialed preview ends nobody's undo.
  const isOver = summary.endedBy !== null && isNextCall(summary, entry.at);
  return own && isOver ? [] : [mark];
}

function callbackIdOf(entry: OutboxEntry): string | null {
  if (entry.kind === 'callback') return entry.callback.id;
  return entry.kind === 'callback-change' ? entry.callbackId : null;
}
