import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { E164 } from '../../domain/customer/customer.ts';
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

test('an item that cannot be opened stays, is told, and keeps no other from being sent', () => {
  const told: string[] = [];
  const access = accessJournal(folder, keychain, now, (place) => told.push(place));
  if (!access.ok) throw new Error('no journal');
  const owner = { centerId: 'center', agentId: 'agent' };
  const wish = (id: string) => ({
    key: `key-${id}`,
    entry: {
      kind: 'dnc-withdrawal' as const,
      entryId: id,
      number: '+15035550117' as E164,
      at: now(),
    },
  });
  const append = [wish('a'), wish('b')];
  access.journal.commit(owner, [{ append, workId: 'work', save: null }]);
  const file = new DatabaseSync(join(folder, 'journal.db'));
  file.exec("update outbox set sealed = x'00' where key = 'key-a'");
  file.close();
  const waiting = access.journal.outbox.waiting(owner, 0, 10).map(({ key }) => key);
  expect(waiting).toEqual(['key-b']);
  expect(access.journal.outbox.counts(owner).waiting).toBe(2);
  expect(told).toEqual(['outbox/key-a']);
  access.journal.close();
});
