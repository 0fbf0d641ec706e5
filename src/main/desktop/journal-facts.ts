import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { Callback } from '../../domain/callback/callback.ts';
import type { Journal } from '../journal/journal.ts';
import type { AnsweredItem } from '../journal/outbox.ts';
import type { Owner } from '../journal/table.ts';
import { type Clock, startOfToday } from './clock.ts';

const receiptsShown = 20;
const lastDialedShown = 8;

/** What a snapshot shows of the journal. */
export type JournalFacts = {
  readonly outbox: { waiting: number; waitingSummaries: number; rejected: number };
  readonly receipts: readonly AnsweredItem[];
  readonly today: DeskSnapshot['today'];
  readonly dnc: DeskSnapshot['dnc'];
  readonly lastDialed: DeskSnapshot['lastDialed'];
  readonly waitingDncEntryIds: readonly string[];
  /** Owed calls this agent may make, the soonest first. */
  readonly callbacks: readonly Callback[];
};

export const noJournalFacts: JournalFacts = {
  outbox: { waiting: 0, waitingSummaries: 0, rejected: 0 },
  receipts: [],
  today: { calls: 0, talkMs: 0, doNotCall: 0, wrapUpMs: 0, states: [], outcomes: [] },
  dnc: { entries: 0, asOf: null },
  lastDialed: [],
  waitingDncEntryIds: [],
  callbacks: [],
};

/** Reads the journal for the snapshot: again only after a commit, and when the day changes. */
export function createJournalFacts(
  journal: Journal,
  owner: Owner,
  clock: Clock,
): () => JournalFacts {
  let facts = noJournalFacts;
  let readAt = '';
  return () => {
    const today = startOfToday(new Date(clock.now()));
    const state = `${journal.revision()} ${today}`;
    if (state === readAt) return facts;
    readAt = state;
    facts = {
      outbox: journal.outbox.counts(owner),
      receipts: journal.outbox.answered(owner, receiptsShown),
      today: {
        ...journal.callLog.since(owner, today),
        doNotCall: journal.callLog.doNotCallSince(owner, today),
        ...journal.outcomes.since(owner, today),
        states: [...journal.agentLog.since(owner, today)],
      },
      dnc: {
        entries: journal.dnc.count(owner.centerId),
        asOf: journal.feed.position(owner.centerId)?.asOf ?? null,
      },
      lastDialed: journal.callLog.lastDialed(owner, lastDialedShown),
      waitingDncEntryIds: journal.outbox.waitingDncEntryIds(owner.centerId),
      callbacks: journal.callbacks.owed(owner),
    };
    return facts;
  };
}
