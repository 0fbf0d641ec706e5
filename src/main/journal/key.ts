import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The part of Electron's `safeStorage` that is needed here. */
export type Keychain = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
};

/**
 * The journal's 32-byte key, made on first use. It is wrapped by the operating system's keychain;
 * on machines without one Electron's `basic_text` wrapping plus file mode 0600 is all there is,
 * which the agent is told.
 *
 * Throws when a key file is there and cannot be opened: a new key would hide unsent work.
 */
export function journalKey(path: string, keychain: Keychain): Uint8Array {
  if (existsSync(path)) {
    const wrapped = readFileSync(path);
    const key = keychain.isEncryptionAvailable()
      ? Buffer.from(keychain.decryptString(wrapped), 'base64')
      : Buffer.from(wrapped.toString('utf8'), 'base64');
    if (key.length !== 32) throw new Error('journal key: the key file does not hold 32 bytes');
    return key;
  }
  const key = randomBytes(32);
  const text = key.toString('base64');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const wrapped = keychain.isEncryptionAvailable()
    ? keychain.encryptString(text)
    : Buffer.from(text, 'utf8');
  // Renamed into place, so that a machine that stops here leaves no half key.
  writeFileSync(`${path}.new`, wrapped, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return key;
}
