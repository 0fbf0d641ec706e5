import type { Callback } from '../../domain/callback/callback.ts';
import { type CallbackTyped, endsMove } from '../../domain/callback/callback-form.ts';
import type { Lead } from '../../domain/campaign/campaign.ts';
import type { CustomerEdit } from '../../domain/customer/edit.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import type { Work } from '../../domain/work/work.ts';
import { createAgentLog } from './agent-log.ts';
import { createBlackBoxes } from './black-boxes.ts';
import { createCallLog, type LoggedCall } from './call-log.ts';
import { createCallbackMoves } from './callback-moves.ts';
import { createCallbacks } from './callbacks.ts';
import { createCustomerEdits } from './customer-edits.ts';
import { createDncIndex } from './dnc-index.ts';
import { createFeed } from './feed.ts';
import { openFile } from './file.ts';
import { createLeads } from './leads.ts';
import { createOutbox, type ItemReceipt } from './outbox.ts';
import { createOutcomes } from './outcomes.ts';
import type { Seal } from './seal.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';
import { type WriteProblem, writeProblemOf } from './write-problem.ts';

export type Committed =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: WriteProblem };

/** One thing to write for the center, with its idempotency key. */
export type KeyedEntry = {
  readonly key: string;
  readonly entry: OutboxEntry;
  /** What was added to the computer's clock for its instants; null when nothing was known. */
  readonly clockOffsetMs?: number | null;
};

/** Appends to the outbox, and keeps or drops the draft of a conversation. */
export type Change = {
  readonly append: readonly KeyedEntry[];
  readonly workId: string;
  readonly save: Work | null;
  /** Who the appended call was with, where no number says it; for the log on this computer. */
  readonly withWhom?: string | null;
  /**
   * A call to somebody who was asked about a customer. It stays in the log on this computer: to the
   * center it would be one more call of a customer, with its talk counted twice.
   */
  readonly consultation?: LoggedCall;
};

export type Journal = ReturnType<typeof openJournal>;

/**
 * The desk's journal: what must survive anything. Every method is synchronous; a commit that
 * answered `ok` is on the disk.
 *
 * @param options.path - The SQLite file; its folder is created.
 */
export function openJournal(options: {
  readonly path: string;
  readonly seal: Seal;
  readonly now: () => string;
  readonly onUnreadable?: (place: string, error: unknown) => void;
}) {
  const { database, setAside } = openFile(options.path, options.now());
  const table: Table = {
    database,
    seal: options.seal,
    onUnreadable: (place, error) => options.onUnreadable?.(place, error),
  };
  const outbox = createOutbox(table);
  const dnc = createDncIndex(table);
  const leads = createLeads(table);
  const callLog = createCallLog(table);
  const blackBoxes = createBlackBoxes(table);
  const outcomes = createOutcomes(table);
  const callbacks = createCallbacks(table, outbox.unansweredCallbackEntries);
  const feed = createFeed(table);
  const agentLog = createAgentLog(table);
  const edits = createCustomerEdits(table);
  const moves = createCallbackMoves(table);

  let revision = 0;

  function inTransaction(write: () => void): Committed {
    try {
      database.exec('begin immediate');
      try {
        write();
        database.exec('commit');
        revision += 1;
      } catch (error) {
        if (database.isTransaction) database.exec('rollback');
        throw error;
      }
      return { ok: true };
    } catch (error) {
      return { ok: false, problem: writeProblemOf(error) };
    }
  }

  function putDraft(owner: Owner, work: Work): void {
    run(
      table,
      `insert into draft (work_id, center_id, agent_id, saved_at, sealed) values (?, ?, ?, ?, ?)
       on conflict (work_id) do update set saved_at = excluded.saved_at, sealed = excluded.sealed`,
      work.workId,
      owner.centerId,
      owner.agentId,
      options.now(),
      options.seal.seal(`draft/${work.workId}`, work),
    );
  }

  function writeChange(owner: Owner, change: Change): void {
    const at = options.now();
    for (const { key, entry, clockOffsetMs = null } of change.append) {
      outbox.append(owner, key, entry, at, clockOffsetMs);
      if (entry.kind === 'callback' || entry.kind === 'callback-change') {
        callbacks.written(owner, entry);
      }
      if (entry.kind === 'callback-change' && endsMove(entry.change)) {
        moves.remove(owner, entry.callbackId);
      }
      const written = editBehind(entry);
      if (written) edits.sent(owner, ...written);
      if (entry.kind === 'summary') outcomes.put(owner, entry.summary, at);
      if (entry.kind === 'dnc-entry') dnc.put(owner.centerId, entry.entry);
      if (entry.kind === 'dnc-withdrawal') dnc.remove(owner.centerId, [entry.entryId]);
      if (entry.kind === 'call-log') {
        callLog.put(owner, { ...entry.call, withWhom: change.withWhom ?? '' }, 'conversation');
      }
      if (entry.kind === 'summary' && entry.summary.leadId !== null) {
        leads.markWorked(owner.centerId, entry.summary.leadId, at);
      }
    }
    if (change.consultation) callLog.put(owner, change.consultation, 'consultation');
    if (change.save) putDraft(owner, change.save);
    else run(table, 'delete from draft where work_id = ?', change.workId);
  }

  return {
    /** Where an unreadable predecessor of the file was kept, or null. */
    setAside,
    /** Rises with each commit, so that readers know when to read again. */
    revision: () => revision,
    outbox: {
      ...outbox,
      /** Takes a receipt in. A second one for the same key changes nothing. */
      settle: (receipt: ItemReceipt): Committed =>
        inTransaction(() => {
          const refused = outbox.settle(receipt);
          if (refused) callbacks.refused(refused.centerId, refused.callbackId);
        }),
    },
    callbacks,
    outcomes,
    dnc,
    leads,
    callLog,
    feed,
    agentLog: {
      ...agentLog,
      /** A stretch that is over, in a transaction of its own. */
      put: (...stretch: Parameters<typeof agentLog.put>): Committed =>
        inTransaction(() => agentLog.put(...stretch)),
    },

    blackBoxes: {
      ...blackBoxes,
      put: (...report: Parameters<typeof blackBoxes.put>): Committed =>
        inTransaction(() => blackBoxes.put(...report)),
      remove: (reportId: string): Committed => inTransaction(() => blackBoxes.remove(reportId)),
    },

    edits: {
      all: edits.all,
      put: (owner: Owner, edit: CustomerEdit): Committed =>
        inTransaction(() => edits.put(owner, edit)),
      remove: (editId: string): Committed => inTransaction(() => edits.remove(editId)),
      /** An item the center could not take is an edit again: never both, never neither. */
      reopen: (owner: Owner, key: string, edit: CustomerEdit): Committed =>
        inTransaction(() => {
          outbox.remove(key);
          edits.put(owner, edit);
        }),
    },

    moves: {
      /** What was typed to move callbacks that are still owed; of others nothing is kept. */
      owed(owner: Owner) {
        inTransaction(() => moves.prune(owner));
        return moves.all(owner);
      },
      put: (owner: Owner, callbackId: string, typed: CallbackTyped): Committed =>
        inTransaction(() => moves.put(owner, callbackId, typed)),
      remove: (owner: Owner, callbackId: string): Committed =>
        inTransaction(() => moves.remove(owner, callbackId)),
    },

    saveDraft(owner: Owner, work: Work): Committed {
      return inTransaction(() => putDraft(owner, work));
    },

    /** Drafts a stopped machine left, newest first. Unreadable ones are told and stay there. */
    drafts(
      owner: Owner,
      onUnreadable: (workId: string, error: unknown) => void,
    ): readonly unknown[] {
      return all(
        table,
        'select work_id, sealed from draft where center_id = ? and agent_id = ? order by saved_at desc',
        owner.centerId,
        owner.agentId,
      ).flatMap((row) => {
        const workId = String(row['work_id']);
        try {
          return [options.seal.open(`draft/${workId}`, blob(row['sealed']))];
        } catch (error) {
          onUnreadable(workId, error);
          return [];
        }
      });
    },

    /** The agent's own words and all that follows from them, in one transaction. */
    commit(owner: Owner, changes: readonly Change[]): Committed {
      return inTransaction(() => {
        for (const change of changes) writeChange(owner, change);
      });
    },

    /**
     * Everything the center has told, by id. What of it a snapshot does not tell again is gone at
     * the center.
     *
     * @param firstUnheard - Our own entries from this ordinal of the outbox on are left out: the
     *   snapshot may have been taken before the center heard of them.
     */
    toldBy(
      centerId: string,
      firstUnheard: number,
    ): {
      readonly dnc: Set<string>;
      readonly leads: Set<string>;
      readonly callbacks: Set<string>;
    } {
      const ours = new Set(outbox.dncEntryIdsFrom(centerId, firstUnheard));
      const made = new Set(outbox.callbackIdsFrom(centerId, firstUnheard));
      return {
        dnc: new Set(dnc.ids(centerId).filter((entryId) => !ours.has(entryId))),
        leads: new Set(leads.ids(centerId)),
        callbacks: new Set(callbacks.ids(centerId).filter((id) => !made.has(id))),
      };
    },

    /**
     * What the center's feed told, with the position reached, in one transaction. A snapshot takes
     * nothing away while it comes in: a number goes on being blocked, and what is `gone` goes with
     * the last part.
     */
    applyFeed(
      centerId: string,
      told: {
        /** Null while more of the same catching-up follows. */
        readonly position: { readonly epoch: string; readonly sequence: number } | null;
        /** A snapshot begins: what was reached before does not count any more. */
        readonly reset: boolean;
        readonly dnc: readonly DncEntry[];
        readonly withdrawn: readonly string[];
        readonly leads: readonly Lead[];
        readonly callbacks: readonly Callback[];
        readonly gone: {
          readonly dnc: readonly string[];
          readonly leads: readonly string[];
          readonly callbacks: readonly string[];
        };
      },
    ): Committed {
      return inTransaction(() => {
        if (told.reset) feed.forget(centerId);
        for (const entry of told.dnc) dnc.put(centerId, entry);
        for (const lead of told.leads) leads.put(centerId, lead);
        for (const callback of told.callbacks) callbacks.told(centerId, callback);
        dnc.remove(centerId, [...told.withdrawn, ...told.gone.dnc]);
        leads.remove(centerId, told.gone.leads);
        callbacks.remove(centerId, told.gone.callbacks);
        if (told.position) {
          feed.advance(centerId, told.position.epoch, told.position.sequence, options.now());
        }
      });
    },

    close(): void {
      database.close();
    },
  };
}

/** The edit whose words an item holds. */
function editBehind(entry: OutboxEntry): [CustomerEdit['kind'], string] | null {
  switch (entry.kind) {
    case 'customer-created':
      return ['create', entry.customer.id];
    case 'customer-changed':
      return ['correct', entry.customerId];
    case 'promise-made':
      return ['promise', entry.customerId];
    default:
      return null;
  }
}
