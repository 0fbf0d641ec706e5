import { describe, expect, test } from 'vitest';
import { aDncEntry, aSummary, aWork, fictionNumber } from '../../../tests/support/desk-records.ts';
import { owner } from '../../../tests/support/journal.ts';
import type { Work } from '../../domain/work/work.ts';
import type { Change, Committed, Journal } from './journal.ts';
import { coalesceMs, createWriter } from './writer.ts';

/** A clock that stands still until it is told to go on, and a disk that can be full. */
function createBench() {
  const timers: { dueMs: number; run: () => void }[] = [];
  const disk = {
    drafts: [] as string[],
    moves: [] as unknown[],
    changes: [] as Change[],
    full: false,
    writes: 0,
  };
  const seen: boolean[] = [];
  let nowMs = 0;
  const answer = (write: () => void): Committed => {
    disk.writes += 1;
    if (disk.full) return { ok: false, problem: 'disk-full' };
    write();
    return { ok: true };
  };
  const journal = {
    saveDraft: (_owner: unknown, work: Work) =>
      answer(() => disk.drafts.push(`${work.workId}: ${work.draft.note}`)),
    moves: {
      put: (_owner: unknown, ...move: unknown[]) => answer(() => disk.moves.push(move)),
      remove: (_owner: unknown, id: string) => answer(() => disk.moves.push(`drop ${id}`)),
    },
    commit: (_owner: unknown, changes: readonly Change[]) =>
      answer(() => disk.changes.push(...changes)),
  } as unknown as Journal;
  const writer = createWriter({
    journal,
    owner,
    after(milliseconds, run) {
      const timer = { dueMs: nowMs + milliseconds, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    onChange: () => seen.push(writer.isSaved()),
  });
  function pass(milliseconds: number): void {
    const untilMs = nowMs + milliseconds;
    for (;;) {
      timers.sort((a, b) => a.dueMs - b.dueMs);
      const next = timers[0];
      if (!next || next.dueMs > untilMs) break;
      timers.shift();
      nowMs = next.dueMs;
      next.run();
    }
    nowMs = untilMs;
  }
  return { writer, disk, pass, seen, timers };
}

const typed = (note: string, workId = 'work-1') =>
  aWork({ workId, draft: { dispositionId: null, note, edited: {} } });
const change = (workId = 'work-1', ...append: Change['append']): Change => ({
  append,
  workId,
  save: null,
});
const wish: Change['append'][number] = {
  key: 'key-1',
  entry: { kind: 'dnc-entry', entry: aDncEntry() },
};
const summary: Change['append'][number] = {
  key: 'key-2',
  entry: { kind: 'summary', summary: aSummary() },
};

test('the promise of 250 ms leaves half of it to the disk', () => {
  expect(coalesceMs).toBeLessThanOrEqual(125);
});

describe('typing', () => {
  test('two conversations wait side by side: neither takes the other’s letters away', () => {
    const { writer, disk, pass } = createBench();
    writer.saveDraft(typed('of the talk'));
    writer.saveDraft(typed('of who rings', 'work-2'));
    expect(writer.isSaved()).toBe(false);
    pass(coalesceMs);
    expect(disk.drafts).toEqual(['work-1: of the talk', 'work-2: of who rings']);
    expect(writer.isSaved()).toBe(true);
  });

  test('many letters make one write, with the newest, at most 125 ms after the first', () => {
    const { writer, disk, pass } = createBench();
    for (const note of ['a', 'ab', 'abc', 'abcd']) {
      writer.saveDraft(typed(note));
      pass(30);
    }
    expect([writer.isSaved(), disk.drafts]).toEqual([false, []]);
    pass(5);
    expect([writer.isSaved(), disk.drafts]).toEqual([true, ['work-1: abcd']]);
  });

  test('somebody who never pauses is written all the same', () => {
    const { writer, disk, pass } = createBench();
    for (let letter = 1; letter <= 100; letter += 1) {
      writer.saveDraft(typed('x'.repeat(letter)));
      pass(10);
    }
    // 1,000 ms in steps of at most 125 and the 10 until the next letter.
    expect(disk.drafts.length).toBeGreaterThanOrEqual(7);
  });

  test('"saved" is said when it is on disk, and then told', () => {
    const { writer, pass, seen } = createBench();
    writer.saveDraft(typed('a'));
    expect(writer.isSaved()).toBe(false);
    pass(coalesceMs);
    expect(seen.at(-1)).toBe(true);
  });

  test('is on disk before anything that comes after it', () => {
    const { writer, disk } = createBench();
    writer.saveDraft(typed('a'));
    expect(writer.tryCommit([change('work-1', summary)])).toEqual({ ok: true });
    expect(disk.drafts).toEqual(['work-1: a']);
    expect(disk.changes).toHaveLength(1);
  });

  test('of a conversation that a commit closes is not written again', () => {
    const { writer, disk, pass } = createBench();
    writer.saveDraft(typed('a'));
    writer.commit([change('work-1', summary)]);
    pass(10_000);
    expect(disk.drafts).toEqual([]);
    expect(writer.isSaved()).toBe(true);
  });
});

describe('typing to move a callback', () => {
  const cancel = {
    key: 'key-3',
    entry: {
      kind: 'callback-change',
      callbackId: 'owed',
      change: { kind: 'cancel' },
      at: '2026-11-22T09:00:00Z',
    },
  } as const;

  test('is on disk within the same time, the newest of each', () => {
    const { writer, disk, pass } = createBench();
    writer.saveMove('owed', { wish: 'L' });
    writer.saveMove('owed', { wish: 'Later' });
    writer.saveMove('another', { day: '2026-11-30' });
    expect([writer.isSaved(), disk.moves]).toEqual([false, []]);
    pass(coalesceMs);
    expect(disk.moves).toEqual([
      ['owed', { wish: 'Later' }],
      ['another', { day: '2026-11-30' }],
    ]);
    expect(writer.isSaved()).toBe(true);
  });

  test('waits for room on a full disk', () => {
    const { writer, disk, pass } = createBench();
    disk.full = true;
    writer.saveMove('owed', { wish: 'Later' });
    pass(3_000);
    expect([writer.problem(), writer.isSaved()]).toEqual(['disk-full', false]);
    disk.full = false;
    pass(1_000);
    expect(disk.moves).toEqual([['owed', { wish: 'Later' }]]);
    expect([writer.problem(), writer.isSaved()]).toEqual([null, true]);
  });

  test('that is thrown away, or about a callback that is over, is not written again', () => {
    const { writer, disk, pass } = createBench();
    writer.saveMove('another', { wish: 'Later' });
    writer.dropMove('another');
    writer.saveMove('owed', { wish: 'Later' });
    writer.commit([change('owed', cancel)]);
    pass(10_000);
    expect(disk.moves).toEqual(['drop another']);
    expect(writer.isSaved()).toBe(true);
  });
});

describe('a full disk', () => {
  test('what was asked for is refused, and nothing of it is kept', () => {
    const { writer, disk, pass } = createBench();
    disk.full = true;
    expect(writer.tryCommit([change('work-1', summary)])).toEqual({
      ok: false,
      problem: 'disk-full',
    });
    disk.full = false;
    pass(5_000);
    expect(disk.changes).toEqual([]);
    expect(writer.isSaved()).toBe(true);
    expect(writer.problem()).toBeNull();
  });

  test('is told within a second, and typing is kept until there is room', () => {
    const { writer, disk, pass, seen } = createBench();
    disk.full = true;
    writer.saveDraft(typed('a'));
    pass(coalesceMs);
    expect([writer.problem(), writer.isSaved(), seen]).toEqual(['disk-full', false, [false]]);
    writer.saveDraft(typed('ab'));
    pass(3_000);
    expect(disk.drafts).toEqual([]);
    disk.full = false;
    pass(1_000);
    expect(disk.drafts).toEqual(['work-1: ab']);
    expect([writer.problem(), writer.isSaved(), seen.at(-1)]).toEqual([null, true, true]);
  });

  test('what has happened waits in order, each thing once, and is told when it is down', () => {
    const { writer, disk, pass, seen } = createBench();
    disk.full = true;
    writer.commit([change('work-1', summary)]);
    writer.commit([change('work-2', summary)]);
    expect(writer.isSaved()).toBe(false);
    expect(writer.tryCommit([change('work-3')])).toEqual({ ok: false, problem: 'disk-full' });
    pass(5_000);
    disk.full = false;
    pass(1_000);
    expect(disk.changes.map(({ workId }) => workId)).toEqual(['work-1', 'work-2']);
    expect([writer.isSaved(), seen.at(-1)]).toEqual([true, true]);
    pass(10_000);
    expect(disk.changes).toHaveLength(2);
  });

  test('a wish that could not be written blocks its number meanwhile, and no other', () => {
    const { writer, disk, pass } = createBench();
    disk.full = true;
    writer.commit([change('work-1', wish)]);
    expect(writer.pendingDnc(fictionNumber(1))).toEqual([aDncEntry()]);
    expect(writer.pendingDnc(fictionNumber(2))).toEqual([]);
    disk.full = false;
    pass(1_000);
    expect(writer.pendingDnc(fictionNumber(1))).toEqual([]);
    expect(disk.changes).toHaveLength(1);
  });
});

describe('the end', () => {
  test('writes what waits, at once, and sets no timer', () => {
    const { writer, disk, timers } = createBench();
    writer.saveDraft(typed('a'));
    expect(writer.close()).toBe(true);
    expect(disk.drafts).toEqual(['work-1: a']);
    expect(timers).toEqual([]);
  });

  test('says when something could not be written', () => {
    const { writer, disk, timers } = createBench();
    writer.saveDraft(typed('a'));
    disk.full = true;
    expect(writer.close()).toBe(false);
    expect(timers).toEqual([]);
  });
});
