import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFolder } from '../../../tests/support/journal.ts';
import { journalKey, type Keychain } from './key.ts';

const keychain = (available: boolean, secret = 0x5a): Keychain => {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ secret));
  return {
    isEncryptionAvailable: () => available,
    encryptString: (text) => turned(Buffer.from(text)),
    decryptString: (bytes) => turned(bytes).toString(),
  };
};

describe("the journal's key", () => {
  test.each([
    ['with a keychain', true],
    ['without one', false],
  ])('%s is made once, readable by nobody else', (_name, available) => {
    const path = join(testFolder(), 'work', 'journal.key');
    const key = journalKey(path, keychain(available));
    expect(key).toHaveLength(32);
    expect(journalKey(path, keychain(available))).toEqual(key);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(path))).toEqual(['journal.key']);
  });

  test('does not stand in its file when there is a keychain', () => {
    const path = join(testFolder(), 'journal.key');
    const key = journalKey(path, keychain(true));
    expect(readFileSync(path).toString()).not.toContain(Buffer.from(key).toString('base64'));
  });

  test('differs from desk to desk', () => {
    const made = [1, 2].map(() => journalKey(join(testFolder(), 'journal.key'), keychain(true)));
    expect(made[0]).not.toEqual(made[1]);
  });

  test('that cannot be opened is never replaced: unsent work hangs on it', () => {
    const path = join(testFolder(), 'journal.key');
    journalKey(path, keychain(true));
    const kept = readFileSync(path);
    expect(() => journalKey(path, keychain(true, 0x33))).toThrow(/key file/);
    writeFileSync(join(dirname(path), 'short.key'), 'c2hvcnQ=');
    expect(() => journalKey(join(dirname(path), 'short.key'), keychain(false))).toThrow(/32 bytes/);
    expect(readFileSync(path)).toEqual(kept);
  });
});
