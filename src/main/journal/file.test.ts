import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
import { openFile } from './file.ts';
import { JournalFromTheFuture } from './schema.ts';

const draft = (note: string) => ({ draft: { dispositionId: null, note, edited: {} } });

describe('what stands in the files', () => {
  test('no name, number or note, in the file itself nor in its log', () => {
    const folder = testFolder();
    const journal = openTestJournal(folder);
    const number = fictionNumber(42);
    const words = ['Margaret', '张伟', 'Nguyễn', 'a leaking roof'];
    const note = words.join(', ');
    journal.saveDraft(owner, aWork({ number, ...draft(note) }));
    journal.commit(owner, [
      {
        append: [
          { key: 'key-1', entry: { kind: 'summary', summary: aSummary({ note, number }) } },
          { key: 'key-2', entry: { kind: 'dnc-entry', entry: aDncEntry({ number }) } },
        ],
        workId: 'work-2',
        save: aWork({ workId: 'work-2', number, ...draft(note) }),
      },
    ]);
    journal.applyFeed(owner.centerId, {
      position: { epoch: 'epoch-1', sequence: 1 },
      reset: false,
      dnc: [aDncEntry({ id: 'entry-2', number })],
      withdrawn: [],
      leads: [aLead({ number, why: note })],
      callbacks: [],
      gone: { dnc: [], leads: [], callbacks: [] },
    });
    journal.outbox.settle({
      key: 'key-1',
      outcome: 'stored',
      reason: '',
      reference: 'S-Margaret',
      at: '2026-11-22T09:00:00Z',
    });
    const raw = (): string =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name)).toString('latin1'))
        .join('');
    const asWritten = (text: string) => Buffer.from(text).toString('latin1');
    const search = (text: string) => raw().includes(asWritten(text));
    // The search finds what does stand there.
    expect(readdirSync(folder)).toContain('journal.db-wal');
    expect([search('work-2'), search('entry-2'), search('key-1')]).toEqual([true, true, true]);
    for (const secret of [...words, number, number.slice(1), '5550142']) {
      expect(search(secret), secret).toBe(false);
    }
    journal.close();
    for (const secret of [...words, number]) expect(search(secret), secret).toBe(false);
  });

  test('is for this user only', () => {
    const folder = join(testFolder(), 'work');
    const journal = openTestJournal(folder);
    journal.saveDraft(owner, aWork());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
    }
    journal.close();
  });

  test('a commit reaches the disk before it returns', () => {
    const journal = openTestJournal();
    const { database } = openFile(journal.path, 'now');
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
    journal.close();
  });
});

describe('a file that cannot be read', () => {
  test.each<[string, (path: string) => void]>([
    [
      'is no database',
      (path) => writeFileSync(path, 'not a database, but longer than a header'.repeat(9)),
    ],
    [
      'is torn',
      (path) => {
        const whole = readFileSync(path);
        writeFileSync(
          path,
          Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length, 3)]),
        );
      },
    ],
  ])('that %s is kept aside, and a new one begun', (_name, damage) => {
    const folder = testFolder();
    const first = openTestJournal(folder);
    for (let n = 0; n < 40; n += 1) first.saveDraft(owner, aWork({ workId: `work-${n}` }));
    first.close();
    damage(first.path);
    const damaged = readFileSync(first.path);

    const second = openTestJournal(folder);
    expect(second.setAside).toMatch(/journal\.db\.unreadable-2026-11-22T/);
    expect(readFileSync(second.setAside ?? '')).toEqual(damaged);
    expect(second.drafts(owner, failOn)).toEqual([]);
    expect(second.saveDraft(owner, aWork())).toEqual({ ok: true });
    second.close();
    expect(openTestJournal(folder).setAside).toBeNull();
  });

  test('but is only busy or out of reach stays where it is', () => {
    const folder = testFolder();
    const first = openTestJournal(folder);
    first.saveDraft(owner, aWork());
    const other = new DatabaseSync(first.path);
    first.close();
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    expect(() => openTestJournal(folder)).toThrow(/locked/);
    other.exec('rollback');
    other.close();
    expect(readdirSync(dirname(first.path))).toEqual(['journal.db']);
    const again = openTestJournal(folder);
    expect(again.setAside).toBeNull();
    expect(again.drafts(owner, failOn)).toHaveLength(1);
    again.close();
  });
});

test('a file of a newer Homeline is left alone, with a word on what to do', () => {
  const folder = testFolder();
  const journal = openTestJournal(folder);
  journal.saveDraft(owner, aWork());
  journal.close();
  const database = new DatabaseSync(journal.path);
  database.exec('pragma user_version = 99');
  database.close();
  const before = readFileSync(journal.path);
  expect(() => openTestJournal(folder)).toThrow(JournalFromTheFuture);
  expect(() => openTestJournal(folder)).toThrow(/version 99.*newer Homeline/);
  expect(readdirSync(folder)).toEqual(['journal.db']);
  expect(readFileSync(journal.path)).toEqual(before);
});

function failOn(workId: string): void {
  throw new Error(`unreadable draft ${workId}`);
}
