import { describe, expect, test } from 'vitest';
import { aCallback, aSummary, fictionNumber } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder } from '../../../tests/support/journal.ts';
import type { Callback } from '../../domain/callback/callback.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { Journal } from './journal.ts';

const at = '2026-11-22T15:00:00.000Z';
const nothingGone = { dnc: [], leads: [], callbacks: [] };

function told(journal: Journal, ...callbacks: Callback[]): void {
  journal.applyFeed(owner.centerId, {
    position: null,
    reset: false,
    dnc: [],
    withdrawn: [],
    leads: [],
    callbacks,
    gone: nothingGone,
  });
}

function write(journal: Journal, key: string, entry: OutboxEntry): void {
  journal.commit(owner, [{ append: [{ key, entry }], workId: key, save: null }]);
}

const change = (kind: 'keep' | 'cancel' | 'release', callbackId = 'callback-1'): OutboxEntry => ({
  kind: 'callback-change',
  callbackId,
  change: { kind },
  at,
});

const settle = (journal: Journal, key: string, outcome: 'stored' | 'rejected') =>
  journal.outbox.settle({ key, outcome, reason: '', reference: '', at });

const owed = (journal: Journal) => journal.callbacks.owed(owner).map(({ id }) => id);

describe('callbacks on this desk', () => {
  test('are those of the agent and anyone’s, the soonest first, while they are owed', () => {
    const journal = openTestJournal();
    told(
      journal,
      aCallback({ id: 'later', dueAt: '2026-11-22T19:00:00.000Z' }),
      aCallback({ id: 'mine', ownerId: owner.agentId, status: 'missed' }),
      aCallback({ id: 'theirs', ownerId: 'agent-2' }),
      aCallback({ id: 'done', status: 'kept' }),
    );
    expect(owed(journal)).toEqual(['mine', 'later']);
  });

  test('an older word of the center does not undo a newer one', () => {
    const journal = openTestJournal();
    told(journal, aCallback({ revision: 3, status: 'kept' }), aCallback({ revision: 2 }));
    expect(owed(journal)).toEqual([]);
  });

  test('what this desk did stands at once, and until the center has told as much', () => {
    const journal = openTestJournal();
    told(journal, aCallback());
    write(journal, 'a', change('keep'));
    expect(owed(journal)).toEqual([]);
    // The center says something of before, then has it, then tells it.
    told(journal, aCallback({ wish: 'older' }));
    expect(owed(journal)).toEqual([]);
    settle(journal, 'a', 'stored');
    told(journal, aCallback({ wish: 'older' }));
    expect(owed(journal)).toEqual([]);
    told(journal, aCallback({ revision: 2, status: 'kept' }));
    expect(owed(journal)).toEqual([]);
  });

  test('a change of somebody else meanwhile does not hide what waits', () => {
    const journal = openTestJournal();
    told(journal, aCallback());
    write(journal, 'a', change('keep'));
    told(journal, aCallback({ revision: 2, status: 'missed' }));
    expect(journal.callbacks.find(owner.centerId, 'callback-1')?.status).toBe('kept');
  });

  test('what the center refuses is as the center has it', () => {
    const journal = openTestJournal();
    told(journal, aCallback());
    write(journal, 'a', change('cancel'));
    expect(owed(journal)).toEqual([]);
    settle(journal, 'a', 'rejected');
    expect(owed(journal)).toEqual(['callback-1']);
    write(journal, 'b', { kind: 'callback', callback: aCallback({ id: 'refused' }) });
    settle(journal, 'b', 'rejected');
    expect(owed(journal)).toEqual(['callback-1']);
  });

  test('are there after a restart, with what waits', () => {
    const folder = testFolder();
    const before = openTestJournal(folder);
    write(before, 'a', { kind: 'callback', callback: aCallback({ id: 'promised' }) });
    before.close();
    expect(owed(openTestJournal(folder))).toEqual(['promised']);
  });

  test('a snapshot of the center takes away what it does not tell, but not what it has not heard', () => {
    const journal = openTestJournal();
    told(journal, aCallback({ id: 'gone' }));
    const heard = journal.outbox.firstUnheard(owner.centerId);
    write(journal, 'a', { kind: 'callback', callback: aCallback({ id: 'promised' }) });
    expect([...journal.toldBy(owner.centerId, heard).callbacks]).toEqual(['gone']);
  });
});

describe('the day’s figures and past calls', () => {
  const call = (callId: string, startedAt = at): OutboxEntry => ({
    kind: 'call-log',
    call: {
      callId,
      direction: 'outbound',
      number: fictionNumber(1),
      customerId: 'customer-1',
      campaignId: 'roofs',
      startedAt,
      answeredAt: startedAt,
      endedAt: startedAt,
      talkMs: 60_000,
      cause: 'hung-up-here',
    },
  });
  const record = (callId: string, dispositionId: string | null, revision = 1): OutboxEntry => ({
    kind: 'summary',
    summary: aSummary({
      callId,
      revision,
      dispositionId,
      // The test journal's first commits are a few seconds after nine.
      endedAt: '2026-11-22T09:00:00.000Z',
    }),
  });

  test('count outcomes by what was chosen last, and wrap-up once', () => {
    const folder = testFolder();
    const journal = openTestJournal(folder);
    write(journal, 'a', call('one'));
    write(journal, 'b', record('one', 'later'));
    write(journal, 'c', record('one', 'appointment', 2));
    write(journal, 'd', call('two'));
    write(journal, 'e', record('two', 'appointment'));
    write(journal, 'f', call('yesterday', '2026-11-21T15:00:00.000Z'));
    write(journal, 'g', record('yesterday', 'later'));
    journal.close();
    const again = openTestJournal(folder);
    const today = again.outcomes.since(owner, '2026-11-22T00:00:00.000Z');
    expect(today.outcomes).toEqual([
      { campaignId: 'roofs', dispositionId: 'appointment', count: 2 },
    ]);
    expect(today.wrapUpMs).toBeGreaterThan(0);
    const { calls: past } = again.callLog.recent(owner, null);
    expect(past.map(({ callId, dispositionId }) => [callId, dispositionId])).toEqual([
      ['two', 'appointment'],
      ['one', 'appointment'],
      ['yesterday', 'later'],
    ]);
  });
});
