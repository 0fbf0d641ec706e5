import { describe, expect, test } from 'vitest';
import {
  aCampaign,
  aDncEntry,
  aLead,
  aSummary,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder } from '../../../tests/support/journal.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { createMachine } from '../desktop/machine.ts';
import type { Journal } from './journal.ts';
import { createWriter } from './writer.ts';

const nothing = () => undefined;

function write(journal: Journal, key: string, entry: OutboxEntry): void {
  journal.commit(owner, [{ append: [{ key, entry }], workId: key, save: null }]);
}

describe('the marks of do-not-call that can be taken back', () => {
  const mark: OutboxEntry = { kind: 'dnc-entry', entry: aDncEntry() };
  const own = aSummary({ callId: 'marked', dispositionId: 'never' });

  test('are found after a restart with the newest record of their conversations', () => {
    const folder = testFolder();
    const journal = openTestJournal(folder);
    write(journal, 'a', mark);
    write(journal, 'b', { kind: 'summary', summary: own });
    const number = fictionNumber(2);
    const second = aDncEntry({ id: 'entry-2', number, at: instantAt(90) });
    const seen = aSummary({ callId: 'seen', number, endedBy: null });
    write(journal, 'c', { kind: 'dnc-entry', entry: second });
    write(journal, 'd', { kind: 'summary', summary: seen });
    write(journal, 'e', { kind: 'summary', summary: { ...own, revision: 2 } });
    journal.close();
    const again = openTestJournal(folder);
    expect(again.outbox.openMarks(owner)).toEqual([
      { entry: second, summary: seen },
      { entry: aDncEntry(), summary: { ...own, revision: 2 } },
    ]);
    expect(again.outbox.openMarks({ ...owner, agentId: 'agent-2' })).toEqual([]);
  });

  test('are over when they were taken back, or another call was written about', () => {
    const journal = openTestJournal();
    write(journal, 'a', mark);
    write(journal, 'b', { kind: 'summary', summary: own });
    const preview = aSummary({ callId: 'seen', number: fictionNumber(2), endedBy: null });
    write(journal, 'c', { kind: 'summary', summary: preview });
    expect(journal.outbox.openMarks(owner)).toHaveLength(1);
    const next = aSummary({ callId: 'next', number: fictionNumber(2), endedBy: 'customer' });
    write(journal, 'd', { kind: 'summary', summary: next });
    expect(journal.outbox.openMarks(owner)).toEqual([]);
    const other = openTestJournal();
    write(other, 'a', mark);
    const { id: entryId, number } = aDncEntry();
    write(other, 'b', { kind: 'dnc-withdrawal', entryId, number, at: instantAt(9) });
    expect(other.outbox.openMarks(owner)).toEqual([]);
  });
});

describe('a machine that stops at any moment offers back what it offered before', () => {
  const preview = (n: number): DesktopEvent => ({
    type: 'preview-opened',
    workId: `work-${n}`,
    lead: aLead({ id: `lead-${n}`, number: fictionNumber(n) }),
    at: instantAt(n * 10),
  });
  const dial = (n: number): DesktopEvent => ({
    type: 'dial-asked',
    workId: `work-${n}`,
    callId: `call-${n}`,
    number: fictionNumber(n),
    entries: [],
    at: instantAt(n * 10 + 1),
  });
  const offer = (n: number): DesktopEvent => ({
    type: 'call-offered',
    workId: `work-${n}`,
    callId: `call-${n}`,
    number: fictionNumber(n),
    queue: '',
    customerId: null,
    at: instantAt(n * 10 + 1),
  });
  const answered = (n: number): DesktopEvent => ({
    type: 'call-established',
    callId: `call-${n}`,
    at: instantAt(n * 10 + 2),
  });
  const mark = (n: number, at = instantAt(n * 10 + 3)): DesktopEvent => ({
    type: 'do-not-call-marked',
    workId: `work-${n}`,
    entryId: `entry-${n}`,
    at,
  });
  const ended = (n: number): DesktopEvent => ({
    type: 'call-ended',
    callId: `call-${n}`,
    at: instantAt(n * 10 + 4),
    talkMs: 1_000,
    endedBy: 'customer',
    cause: 'gone',
  });
  const undo = (n: number): DesktopEvent => ({
    type: 'do-not-call-undone',
    entryId: `entry-${n}`,
    at: instantAt(200),
  });
  const next = (n: number): DesktopEvent => ({
    type: 'next-asked',
    workId: `work-${n}`,
    at: instantAt(n * 10 + 5),
  });
  const called = (n: number) => [preview(n), dial(n), answered(n)];

  test.each<[string, readonly DesktopEvent[]]>([
    [
      'callers nobody answered',
      [
        ...called(1),
        mark(1),
        ended(1),
        offer(2),
        ended(2),
        next(2),
        ...called(3),
        offer(4),
        ended(4),
      ],
    ],
    [
      'a call and two previews',
      [...called(1), mark(1), ended(1), preview(2), mark(2), preview(3), mark(3)],
    ],
    [
      'the newest taken back, then the one before',
      [...called(1), mark(1), ended(1), preview(2), mark(2), undo(2), next(2), undo(1), next(1)],
    ],
    [
      'the next call',
      [
        ...called(1),
        mark(1),
        ended(1),
        preview(2),
        mark(2),
        ...called(3),
        ended(3),
        next(3),
        preview(4),
      ],
    ],
    [
      'the next call with a mark of its own',
      [...called(1), mark(1), ended(1), ...called(2), mark(2), ended(2), preview(3)],
    ],
    [
      'a second call that was up already',
      [
        ...called(1),
        offer(2),
        mark(1, instantAt(60)),
        ended(1),
        answered(2),
        ended(2),
        next(2),
        ...called(7),
        ended(7),
        next(7),
      ],
    ],
    [
      'a second call that came and went meanwhile',
      [...called(1), mark(1), offer(2), ended(2), ended(1), preview(3)],
    ],
  ])('%s', (_name, events) => {
    const journal = openTestJournal();
    const writer = createWriter({ journal, owner, after: () => nothing, onChange: nothing });
    const machine = createMachine({
      writer,
      clockOffsetMs: () => 0,
      carryOut: nothing,
      onNotice: nothing,
      onStep: nothing,
    });
    const campaigns = [aCampaign(), inboundCampaign];
    machine.dispatch({ type: 'signed-in', campaigns, scripts: [], restored: null });
    machine.dispatch({ type: 'ready-set', ready: true });
    let most = 0;
    for (const event of events) {
      const before = machine.state();
      machine.dispatch(event);
      expect(machine.state(), event.type).not.toBe(before);
      const offered = machine.state().marks.map(({ entryId }) => entryId);
      expect(
        journal.outbox.openMarks(owner).map(({ entry }) => entry.id),
        event.type,
      ).toEqual(offered);
      most = Math.max(most, offered.length);
    }
    expect(most).toBeGreaterThan(0);
  });
});
