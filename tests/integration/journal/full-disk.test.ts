import { readdirSync } from 'node:fs';
import { describe, expect, type TestContext, test } from 'vitest';
import type { Change } from '../../../src/main/journal/journal.ts';
import { createWriter } from '../../../src/main/journal/writer.ts';
import { aDncEntry, aLead, aSummary, aWork, fictionNumber } from '../../support/desk-records.ts';
import { openTestJournal, owner } from '../../support/journal.ts';
import { mountSmallDisk, type SmallDisk } from '../../support/small-disk.ts';

const full = { ok: false, problem: 'disk-full' };
const longNote = 'The roof leaks. '.repeat(2_000);
const typed = (note: string) => aWork({ draft: { dispositionId: null, note, edited: {} } });
const marked = (key: string): Change => ({
  append: [
    { key: `${key}-wish`, entry: { kind: 'dnc-entry', entry: aDncEntry({ id: key }) } },
    {
      key: `${key}-summary`,
      entry: { kind: 'summary', summary: aSummary({ note: longNote.slice(0, 15_000) }) },
    },
  ],
  workId: 'work-1',
  save: null,
});

function smallDisk(context: TestContext): SmallDisk {
  const mounted = mountSmallDisk(2_048);
  if (!mounted.ok) {
    console.warn(`NOT TESTED: ${mounted.why}`);
    return context.skip(mounted.why);
  }
  return mounted.disk;
}
const drafts = (journal: ReturnType<typeof openTestJournal>) =>
  journal.drafts(owner, () => expect.unreachable());

describe('a full disk', () => {
  test('is told, leaves nothing half done, and the same journal goes on when there is room', (context) => {
    const disk = smallDisk(context);
    const journal = openTestJournal(disk.folder);
    expect(journal.saveDraft(owner, typed('before'))).toEqual({ ok: true });
    expect(journal.commit(owner, [{ ...marked('first'), save: typed('before') }])).toEqual({
      ok: true,
    });
    disk.fill();

    expect(journal.saveDraft(owner, typed(longNote))).toEqual(full);
    expect(journal.commit(owner, [marked('second')])).toEqual(full);
    const told = {
      position: { epoch: 'epoch-1', sequence: 5 },
      reset: true,
      dnc: Array.from({ length: 50 }, (_, n) => aDncEntry({ id: `told-${n}` })),
      withdrawn: [],
      leads: [aLead({ detail: 'x'.repeat(400) })],
      callbacks: [],
      gone: { dnc: ['first'], leads: [], callbacks: [] },
    };
    expect(journal.applyFeed(owner.centerId, told)).toEqual(full);

    expect(drafts(journal)).toEqual([typed('before')]);
    expect(journal.outbox.waiting(owner, 0, 9).map((item) => item.key)).toEqual([
      'first-wish',
      'first-summary',
    ]);
    expect(journal.dnc.count(owner.centerId)).toBe(1);
    expect(journal.feed.position(owner.centerId)).toBeNull();

    disk.free();
    expect(journal.saveDraft(owner, typed(longNote))).toEqual({ ok: true });
    expect(journal.commit(owner, [marked('second')])).toEqual({ ok: true });
    expect(journal.applyFeed(owner.centerId, told)).toEqual({ ok: true });
    expect(journal.outbox.counts(owner).waiting).toBe(4);
    journal.close();
    const again = openTestJournal(disk.folder);
    expect([again.setAside, again.outbox.counts(owner).waiting]).toEqual([null, 4]);
    again.close();
  });

  test('what waits is written when there is room; its number is blocked all the while', (context) => {
    const disk = smallDisk(context);
    const journal = openTestJournal(disk.folder);
    const timers: (() => void)[] = [];
    const writer = createWriter({
      journal,
      owner,
      after(_milliseconds, run) {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
      onChange: () => undefined,
    });
    const tick = () => {
      for (const run of timers.splice(0)) run();
    };
    disk.fill();

    expect(writer.tryCommit([marked('asked')])).toEqual(full);
    writer.commit([marked('happened')]);
    writer.saveDraft(typed(longNote));
    tick();
    expect([writer.isSaved(), writer.problem()]).toEqual([false, 'disk-full']);
    const blocked = () => [
      ...journal.dnc.entriesFor(owner.centerId, fictionNumber(1)),
      ...writer.pendingDnc(fictionNumber(1)),
    ];
    expect(blocked().map((entry) => entry.id)).toEqual(['happened']);

    disk.free();
    tick();
    expect([writer.isSaved(), writer.problem()]).toEqual([true, null]);
    expect(blocked().map((entry) => entry.id)).toEqual(['happened']);
    expect(journal.outbox.waiting(owner, 0, 9).map((item) => item.key)).toEqual([
      'happened-wish',
      'happened-summary',
    ]);
    expect(drafts(journal)).toEqual([typed(longNote)]);
    journal.close();
  });

  test('a receipt it cannot take is not lost', (context) => {
    const disk = smallDisk(context);
    const journal = openTestJournal(disk.folder);
    const items = Array.from({ length: 200 }, (_, n) => {
      const change = marked(`n${n}`);
      return { ...change, append: change.append.slice(0, 1) };
    });
    journal.commit(owner, items);
    disk.fill();
    const answers = items.map((item) =>
      journal.outbox.settle({
        key: item.append[0]?.key ?? '',
        outcome: 'stored',
        reason: '',
        reference: 'D-1',
        at: '2026-11-22T09:00:00.000Z',
      }),
    );
    expect(answers).toContainEqual(full);
    const refused = answers.filter((answer) => !answer.ok).length;
    expect(journal.outbox.counts(owner).waiting).toBe(refused);
    journal.close();
  });

  test('at the start it says nothing against the journal: that stays where it is', (context) => {
    const disk = smallDisk(context);
    const journal = openTestJournal(disk.folder);
    journal.commit(owner, [marked('first')]);
    journal.close();
    disk.fill();
    let opened: ReturnType<typeof openTestJournal> | null = null;
    try {
      opened = openTestJournal(disk.folder);
      expect(opened.outbox.counts(owner).waiting).toBe(2);
    } catch (error) {
      expect(String(error)).toMatch(/full|I\/O/);
    }
    opened?.close();
    expect(readdirSync(disk.folder).filter((name) => name.includes('unreadable'))).toEqual([]);
    disk.free();
    const again = openTestJournal(disk.folder);
    expect(again.outbox.counts(owner).waiting).toBe(2);
    again.close();
  });
});
