import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import {
  aDncEntry,
  aLead,
  aSummary,
  aWork,
  fictionNumber,
} from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder } from '../../../tests/support/journal.ts';
import type { Lead } from '../../domain/campaign/campaign.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import type { LoggedCall } from './call-log.ts';
import type { Change, Journal } from './journal.ts';

const elsewhere = { centerId: 'center-2', agentId: 'agent-1' };
const colleague = { centerId: 'center-1', agentId: 'agent-2' };
const at = '2026-11-22T09:00:00.000Z';

const summary = (note = '', leadId: string | null = null): OutboxEntry => ({
  kind: 'summary',
  summary: aSummary({ note, leadId }),
});
const wish = (change: Partial<DncEntry> = {}): OutboxEntry => ({
  kind: 'dnc-entry',
  entry: aDncEntry(change),
});
const withdrawal = (entryId = 'entry-1'): OutboxEntry => ({
  kind: 'dnc-withdrawal',
  entryId,
  number: fictionNumber(1),
  at,
});
const change = (key: string, ...entries: OutboxEntry[]): Change => ({
  append: entries.map((entry, index) => ({ key: index === 0 ? key : `${key}-${index}`, entry })),
  workId: `work-${key}`,
  save: null,
});
const receipt = (key: string, outcome: 'stored' | 'rejected' = 'stored') => ({
  key,
  outcome,
  reason: outcome === 'stored' ? '' : 'malformed',
  reference: 'S-1',
  at,
});
const told = (change_: Partial<Parameters<Journal['applyFeed']>[1]>) => ({
  position: null,
  reset: false,
  dnc: [],
  withdrawn: [],
  leads: [],
  callbacks: [],
  gone: { dnc: [], leads: [], callbacks: [] },
  ...change_,
});
const failOn = (workId: string): void => {
  throw new Error(`unreadable draft ${workId}`);
};
const waitingKeys = (journal: Journal, of = owner, after = 0, limit = 50) =>
  journal.outbox.waiting(of, after, limit).map((item) => item.key);

describe('drafts', () => {
  test('the newest word counts, newest conversation first, across a restart', () => {
    const folder = testFolder();
    const first = openTestJournal(folder);
    first.saveDraft(owner, aWork());
    first.saveDraft(owner, aWork({ workId: 'work-2' }));
    const written = aWork({ draft: { dispositionId: 'later', note: 'Thu Hà 张伟', edited: {} } });
    first.saveDraft(owner, written);
    first.close();
    const second = openTestJournal(folder);
    expect(second.drafts(owner, failOn)).toEqual([written, aWork({ workId: 'work-2' })]);
    second.close();
  });

  test("are nobody else's", () => {
    const journal = openTestJournal();
    journal.saveDraft(owner, aWork());
    expect(journal.drafts(elsewhere, failOn)).toEqual([]);
    expect(journal.drafts(colleague, failOn)).toEqual([]);
    journal.close();
  });

  test('one that cannot be opened stays where it is and hides no other', () => {
    const journal = openTestJournal();
    journal.saveDraft(owner, aWork());
    journal.saveDraft(owner, aWork({ workId: 'work-2' }));
    const database = new DatabaseSync(journal.path);
    database.exec(`update draft set sealed = zeroblob(64) where work_id = 'work-2'`);
    const unreadable: string[] = [];
    expect(journal.drafts(owner, (workId) => unreadable.push(workId))).toEqual([aWork()]);
    expect(unreadable).toEqual(['work-2']);
    expect(database.prepare('select count(*) as n from draft').get()).toEqual({ n: 2 });
    database.close();
    journal.close();
  });

  test('a commit keeps or drops the draft with what it appends', () => {
    const journal = openTestJournal();
    journal.commit(owner, [{ ...change('a'), save: aWork({ workId: 'work-a' }) }]);
    expect(journal.drafts(owner, failOn)).toHaveLength(1);
    journal.commit(owner, [change('a', summary())]);
    expect(journal.drafts(owner, failOn)).toEqual([]);
    expect(waitingKeys(journal)).toEqual(['a']);
    journal.close();
  });

  test('of several changes all happen or none', () => {
    const journal = openTestJournal();
    journal.saveDraft(owner, aWork({ workId: 'work-a' }));
    const outcome = journal.commit(owner, [
      change('a', wish(), summary('', 'lead-1')),
      // The same key again breaks its uniqueness: the whole transaction goes.
      change('a', summary()),
    ]);
    expect(outcome).toEqual({ ok: false, problem: 'failed' });
    expect(waitingKeys(journal)).toEqual([]);
    expect(journal.dnc.count(owner.centerId)).toBe(0);
    expect(journal.drafts(owner, failOn)).toHaveLength(1);
    expect(journal.commit(owner, [change('b', summary())])).toEqual({ ok: true });
    journal.close();
  });
});

describe('the outbox', () => {
  test('gives in the order of writing, after an ordinal, up to a limit', () => {
    const journal = openTestJournal();
    for (const key of ['c', 'a', 'b', 'd']) journal.commit(owner, [change(key, summary(key))]);
    expect(waitingKeys(journal)).toEqual(['c', 'a', 'b', 'd']);
    const [first, second] = journal.outbox.waiting(owner, 0, 2);
    expect([first?.entry, second?.entry]).toEqual([summary('c'), summary('a')]);
    expect(waitingKeys(journal, owner, second?.ordinal)).toEqual(['b', 'd']);
    expect(first?.centerId).toBe(owner.centerId);
    journal.close();
  });

  test('an ordinal is never given again, not even after all has left', () => {
    const journal = openTestJournal();
    journal.commit(owner, [change('a', summary())]);
    const [first] = journal.outbox.waiting(owner, 0, 1);
    journal.outbox.settle(receipt('a'));
    journal.commit(owner, [change('b', summary())]);
    const [second] = journal.outbox.waiting(owner, 0, 1);
    expect(second?.ordinal).toBeGreaterThan(first?.ordinal ?? Number.NaN);
    journal.close();
  });

  test('nothing is given to another center or agent', () => {
    const journal = openTestJournal();
    journal.commit(owner, [change('a', summary())]);
    journal.commit(elsewhere, [change('b', summary())]);
    journal.commit(colleague, [change('c', summary())]);
    expect(waitingKeys(journal)).toEqual(['a']);
    expect(waitingKeys(journal, elsewhere)).toEqual(['b']);
    expect(journal.outbox.counts(colleague)).toEqual({
      waiting: 1,
      waitingSummaries: 1,
      rejected: 0,
    });
    expect(journal.outbox.waitingAnywhere()).toBe(3);
    journal.close();
  });

  test('an item leaves on its receipt, and a second receipt changes nothing', () => {
    const journal = openTestJournal();
    journal.commit(owner, [change('a', summary(), wish())]);
    expect(journal.outbox.settle(receipt('a'))).toEqual({ ok: true });
    journal.outbox.settle(receipt('a', 'rejected'));
    journal.outbox.settle(receipt('never-sent'));
    expect(waitingKeys(journal)).toEqual(['a-1']);
    expect(journal.outbox.answered(owner, 9)).toEqual([
      { ...receipt('a'), kind: 'summary', customerId: 'customer-1' },
    ]);
    expect(journal.outbox.counts(owner)).toEqual({ waiting: 1, waitingSummaries: 0, rejected: 0 });
    journal.close();
  });

  test('a refused item is counted and shown, newest first', () => {
    const journal = openTestJournal();
    journal.commit(owner, [change('a', summary()), change('b', wish())]);
    journal.outbox.settle(receipt('b', 'rejected'));
    journal.outbox.settle(receipt('a'));
    expect(journal.outbox.counts(owner)).toEqual({ waiting: 0, waitingSummaries: 0, rejected: 1 });
    expect(journal.outbox.answered(owner, 9).map((item) => item.key)).toEqual(['b', 'a']);
    expect(journal.outbox.answered(owner, 1)).toHaveLength(1);
    journal.close();
  });

  test('tells whether the center has a do-not-call entry', () => {
    const journal = openTestJournal();
    journal.commit(owner, [change('a', wish())]);
    expect(journal.outbox.waitingDncEntryIds(owner.centerId)).toEqual(['entry-1']);
    journal.outbox.settle(receipt('a'));
    expect(journal.outbox.waitingDncEntryIds(owner.centerId)).toEqual([]);
    journal.close();
  });
});

describe('numbers that must not be called', () => {
  const standing = (journal: Journal, lastTwo: number, centerId = owner.centerId) =>
    journal.dnc.entriesFor(centerId, fictionNumber(lastTwo)).map((entry) => entry.id);

  test('exactly those, with all that stands for each', () => {
    const journal = openTestJournal();
    const entries = Array.from({ length: 100 }, (_, n) =>
      aDncEntry({ id: `entry-${n}`, number: fictionNumber(n) }),
    ).filter((_, n) => n % 3 === 0);
    const ofCampaign = aDncEntry({
      id: 'of-campaign',
      number: fictionNumber(3),
      scope: 'campaign',
      campaignId: 'roofs',
    });
    journal.applyFeed(owner.centerId, told({ dnc: [...entries, ofCampaign] }));
    for (let n = 0; n < 100; n += 1) {
      const expected = n % 3 === 0 ? [`entry-${n}`] : [];
      expect(standing(journal, n)).toEqual(n === 3 ? ['entry-3', 'of-campaign'] : expected);
    }
    expect(journal.dnc.entriesFor(owner.centerId, fictionNumber(3))).toContainEqual(ofCampaign);
    expect(journal.dnc.count(owner.centerId)).toBe(35);
    journal.close();
  });

  test('a mark blocks from its commit on, its withdrawal frees, told again it is one', () => {
    const folder = testFolder();
    const journal = openTestJournal(folder);
    journal.commit(owner, [change('a', wish())]);
    expect(standing(journal, 1)).toEqual(['entry-1']);
    journal.applyFeed(owner.centerId, told({ dnc: [aDncEntry()] }));
    expect(standing(journal, 1)).toEqual(['entry-1']);
    journal.close();
    const restarted = openTestJournal(folder);
    expect(standing(restarted, 1)).toEqual(['entry-1']);
    restarted.commit(owner, [change('b', withdrawal())]);
    expect(standing(restarted, 1)).toEqual([]);
    restarted.close();
  });

  test("one number's wishes are withdrawn one by one, and only at their center", () => {
    const journal = openTestJournal();
    journal.applyFeed(owner.centerId, told({ dnc: [aDncEntry(), aDncEntry({ id: 'entry-2' })] }));
    journal.applyFeed('center-2', told({ dnc: [aDncEntry()] }));
    journal.applyFeed(owner.centerId, told({ withdrawn: ['entry-1', 'never-heard-of'] }));
    expect(standing(journal, 1)).toEqual(['entry-2']);
    expect(standing(journal, 1, 'center-2')).toEqual(['entry-1']);
    journal.close();
  });
});

describe('the list', () => {
  const lead = (n: number, change_: Partial<Lead> = {}) =>
    aLead({ id: `lead-${n}`, rank: 100 - n, number: fictionNumber(n), ...change_ });
  const withLeads = (...leads: Lead[]) => {
    const journal = openTestJournal();
    journal.applyFeed(owner.centerId, told({ leads }));
    return journal;
  };
  const order = (journal: Journal, after: string | null, campaignId = 'roofs') =>
    journal.leads.next(owner.centerId, campaignId, after)?.id ?? null;

  test.each<[string | null, string | null]>([
    [null, 'lead-1'],
    ['lead-1', 'lead-2'],
    ['lead-2', 'lead-3'],
    ['lead-3', 'lead-1'],
    ['gone', 'lead-1'],
  ])('after %s comes %s', (afterLead, expected) => {
    // Told in any order.
    const journal = withLeads(lead(3), lead(1), lead(2));
    expect(order(journal, afterLead)).toBe(expected);
    journal.close();
  });

  test('equal ranks keep one order, and nobody is left out', () => {
    const leads = ['b', 'a', 'c'].map((id, n) => lead(n, { id, rank: 7 }));
    const journal = withLeads(...leads);
    expect([order(journal, null), order(journal, 'a'), order(journal, 'b')]).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(order(journal, 'c')).toBe('a');
    journal.close();
  });

  test('negative ranks come last', () => {
    const journal = withLeads(lead(1, { rank: 0 }), lead(2, { rank: -5 }));
    expect(order(journal, null)).toBe('lead-1');
    expect(order(journal, 'lead-1')).toBe('lead-2');
    journal.close();
  });

  test.each<[string, Partial<Lead>]>([
    ['called', { status: 'called' }],
    ['done', { status: 'done' }],
    ['blocked at the center', { status: 'do-not-call' }],
    ['of another campaign', { campaignId: 'solar' }],
  ])('passes over a lead that is %s', (_name, change_) => {
    const journal = withLeads(lead(1, change_), lead(2));
    expect(order(journal, null)).toBe('lead-2');
    expect(order(journal, 'lead-2')).toBeNull();
    journal.close();
  });

  test('passes over numbers that are blocked, for the company or this campaign', () => {
    const journal = withLeads(lead(1), lead(2), lead(3), lead(4));
    journal.applyFeed(
      owner.centerId,
      told({
        dnc: [
          aDncEntry({ id: 'a', number: fictionNumber(1) }),
          aDncEntry({ id: 'b', number: fictionNumber(2), scope: 'campaign', campaignId: 'roofs' }),
          aDncEntry({ id: 'c', number: fictionNumber(3), scope: 'campaign', campaignId: 'solar' }),
        ],
      }),
    );
    expect(order(journal, null)).toBe('lead-3');
    journal.applyFeed(owner.centerId, told({ withdrawn: ['a'] }));
    expect(order(journal, null)).toBe('lead-1');
    journal.close();
  });

  test('another center’s wishes and leads are its own', () => {
    const journal = withLeads(lead(1));
    journal.applyFeed('center-2', told({ dnc: [aDncEntry()], leads: [lead(2)] }));
    expect(order(journal, null)).toBe('lead-1');
    expect(order(journal, 'lead-1')).toBeNull();
    journal.close();
  });

  test('a person this desk has worked is not offered before the center has answered', () => {
    const journal = withLeads(lead(1), lead(2));
    journal.commit(owner, [change('a', summary('', 'lead-1'))]);
    expect(order(journal, null)).toBe('lead-2');
    // Told again as new, by a center that has not heard of it: in a change, and in a snapshot.
    journal.applyFeed(owner.centerId, told({ leads: [lead(1)] }));
    expect(order(journal, null)).toBe('lead-2');
    journal.applyFeed(owner.centerId, told({ reset: true, leads: [lead(1), lead(2)] }));
    expect(order(journal, null)).toBe('lead-2');
    journal.close();
  });

  test('the newest record of a lead counts', () => {
    const journal = withLeads(lead(1), lead(2));
    journal.applyFeed(owner.centerId, told({ leads: [lead(1, { rank: -9, why: 'moved back' })] }));
    expect(order(journal, null)).toBe('lead-2');
    expect(journal.leads.find(owner.centerId, 'lead-1')?.why).toBe('moved back');
    expect(journal.leads.find(owner.centerId, 'gone')).toBeNull();
    journal.close();
  });
});

describe('the feed', () => {
  const position = { epoch: 'epoch-1', sequence: 7 };

  test('its position is kept with what was told', () => {
    const folder = testFolder();
    const journal = openTestJournal(folder);
    expect(journal.feed.position(owner.centerId)).toBeNull();
    journal.applyFeed(owner.centerId, told({ position, dnc: [aDncEntry()] }));
    journal.close();
    const restarted = openTestJournal(folder);
    expect(restarted.feed.position(owner.centerId)).toMatchObject(position);
    expect(restarted.feed.position('center-2')).toBeNull();
    restarted.close();
  });

  test('a snapshot that was only begun is not taken for whole after a restart', () => {
    const journal = openTestJournal();
    journal.applyFeed(owner.centerId, told({ position, dnc: [aDncEntry()] }));
    journal.applyFeed(owner.centerId, told({ reset: true }));
    expect(journal.feed.position(owner.centerId)).toBeNull();
    // Until it is whole, what blocked goes on blocking.
    expect(journal.dnc.count(owner.centerId)).toBe(1);
    journal.close();
  });

  test('what the center has told is known by name, without what only this desk knows yet', () => {
    const journal = openTestJournal();
    journal.applyFeed(owner.centerId, told({ dnc: [aDncEntry()], leads: [aLead()] }));
    journal.applyFeed('center-2', told({ dnc: [aDncEntry({ id: 'theirs' })] }));
    journal.commit(owner, [change('a', wish({ id: 'ours' }))]);
    const heard = {
      dnc: new Set(['entry-1']),
      leads: new Set(['lead-1']),
      callbacks: new Set(),
    };
    const firstUnheard = journal.outbox.firstUnheard(owner.centerId);
    expect(journal.toldBy(owner.centerId, firstUnheard)).toEqual(heard);
    // Its receipt may overtake the snapshot, and one more may be written in between.
    journal.commit(owner, [change('b', wish({ id: 'later' }))]);
    journal.outbox.settle(receipt('a'));
    journal.outbox.settle(receipt('b'));
    expect(journal.toldBy(owner.centerId, firstUnheard)).toEqual(heard);
    const now = journal.outbox.firstUnheard(owner.centerId);
    expect(journal.toldBy(owner.centerId, now).dnc).toEqual(new Set(['entry-1', 'ours', 'later']));
    const gone = { dnc: ['entry-1'], leads: ['lead-1'], callbacks: [] };
    journal.applyFeed(owner.centerId, told({ position, gone }));
    expect(journal.dnc.entriesFor(owner.centerId, fictionNumber(1)).map(({ id }) => id)).toEqual([
      'later',
      'ours',
    ]);
    expect(journal.leads.find(owner.centerId, 'lead-1')).toBeNull();
    expect(journal.dnc.count('center-2')).toBe(1);
    journal.close();
  });
});

describe('somebody who was asked about a customer', () => {
  const asked: LoggedCall = {
    callId: 'call-9',
    direction: 'outbound',
    number: null,
    withWhom: 'Linh Tran',
    customerId: null,
    campaignId: null,
    startedAt: at,
    answeredAt: at,
    endedAt: '2026-11-22T09:00:42.000Z',
    talkMs: 42_000,
    cause: 'transferred',
  };
  const consulted = (consultation: LoggedCall): Change => ({
    append: [],
    workId: '',
    save: null,
    consultation,
  });

  test('is in the log with name and time, and nothing of it is for the center', () => {
    const journal = openTestJournal();
    journal.commit(owner, [consulted(asked)]);
    expect(journal.callLog.recent(owner, null).calls).toMatchObject([
      {
        callId: 'call-9',
        withWhom: 'Linh Tran',
        talkMs: 42_000,
        answered: true,
        consultation: true,
      },
    ]);
    expect(waitingKeys(journal)).toEqual([]);
    journal.close();
  });

  test('is no call of the day, and no number to dial again', () => {
    const journal = openTestJournal();
    journal.commit(owner, [consulted({ ...asked, number: fictionNumber(7) })]);
    expect(journal.callLog.since(owner, at)).toEqual({ calls: 0, talkMs: 0 });
    expect(journal.callLog.lastDialed(owner, 5)).toEqual([]);
    journal.close();
  });

  test('a colleague who calls is in the log by name', () => {
    const journal = openTestJournal();
    const { withWhom, ...call } = asked;
    journal.commit(owner, [{ ...change('a', { kind: 'call-log', call }), withWhom }]);
    expect(journal.callLog.find(owner, 'call-9')).toMatchObject({
      withWhom: 'Linh Tran',
      consultation: false,
    });
    journal.close();
  });
});

test('the day: calls, talk time, wishes', () => {
  const journal = openTestJournal();
  const logged = (callId: string, startedAt: string, talkMs: number): OutboxEntry => ({
    kind: 'call-log',
    call: {
      callId,
      direction: 'inbound',
      number: null,
      customerId: null,
      campaignId: null,
      startedAt,
      answeredAt: null,
      endedAt: startedAt,
      talkMs,
      cause: 'hung-up-there',
    },
  });
  journal.commit(owner, [
    change('a', logged('call-1', '2026-11-22T08:59:00.000Z', 1_000)),
    change('b', logged('call-2', '2026-11-22T09:00:00.000Z', 61_000.5)),
    change('c', logged('call-3', '2026-11-22T10:00:00.000Z', 0)),
    change('d', wish(), wish({ id: 'entry-2' }), withdrawal()),
  ]);
  journal.commit(colleague, [change('e', logged('call-4', '2026-11-22T10:00:00.000Z', 5))]);
  expect(journal.callLog.since(owner, at)).toEqual({ calls: 2, talkMs: 61_000.5 });
  expect(journal.callLog.doNotCallSince(owner, at)).toBe(1);
  journal.close();
});

test('numbers dialed last: each once, newest first, the agent’s own', () => {
  const journal = openTestJournal();
  let count = 0;
  const dialed = (
    n: number,
    minute: number,
    direction: 'inbound' | 'outbound' = 'outbound',
  ): Change => {
    count += 1;
    const startedAt = `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;
    return change(`dialed-${count}`, {
      kind: 'call-log',
      call: {
        callId: `call-${count}`,
        direction,
        number: fictionNumber(n),
        customerId: null,
        campaignId: null,
        startedAt,
        answeredAt: null,
        endedAt: startedAt,
        talkMs: 0,
        cause: 'no-answer',
      },
    });
  };
  journal.commit(owner, [dialed(1, 1), dialed(2, 2), dialed(1, 3), dialed(3, 4, 'inbound')]);
  journal.commit(colleague, [dialed(4, 5)]);
  expect(journal.callLog.lastDialed(owner, 5).map(({ number }) => number)).toEqual([
    fictionNumber(1),
    fictionNumber(2),
  ]);
  expect(journal.callLog.lastDialed(owner, 1)).toMatchObject([{ number: fictionNumber(1) }]);
  journal.close();
});
