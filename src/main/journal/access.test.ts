import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessJournal } from './access.ts';

const keychain = {
  isEncryptionAvailable: () => false,
  encryptString: (text: string) => Buffer.from(text),
  decryptString: (encrypted: Buffer) => encrypted.toString(),
};
const now = () => '2026-11-22T10:00:00.000Z';
let folder = '';

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'journal-access-')), 'work');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

test('a first start makes key and journal; a second opens the same', () => {
  const first = accessJournal(folder, keychain, now);
  if (first.ok) first.journal.close();
  const key = readFileSync(join(folder, 'journal.key'));
  const second = accessJournal(folder, keychain, now);
  if (second.ok) second.journal.close();
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(readFileSync(join(folder, 'journal.key'))).toEqual(key);
});

test('a journal of a newer version is told and left as it is', () => {
  mkdirSync(folder, { recursive: true });
  const newer = new DatabaseSync(join(folder, 'journal.db'));
  newer.exec('create table unsent (text); insert into unsent values (1); pragma user_version = 99');
  newer.close();
  const access = accessJournal(folder, keychain, now);
  expect(access).toEqual({
    ok: false,
    problem: { kind: 'journal', reason: 'newer', file: join(folder, 'journal.db') },
  });
  const kept = new DatabaseSync(join(folder, 'journal.db'));
  expect(kept.prepare('select count(*) as n from unsent').get()).toEqual({ n: 1 });
  kept.close();
});

test('a key that cannot be used is never replaced', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'journal.key'), 'half a key');
  const access = accessJournal(folder, keychain, now);
  expect(access).toMatchObject({ ok: false, problem: { reason: 'key' } });
  expect(readFileSync(join(folder, 'journal.key'), 'utf8')).toBe('half a key');
  expect(existsSync(join(folder, 'journal.db'))).toBe(false);
});
