import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Electron from 'electron';
import { host } from './host.ts';
import { getPath } from './paths.ts';
import { guard } from './unsupported.ts';

const VERSION = Buffer.from('v10');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key: a file only its owner may read, which is no better than Electron's `basic_text`. */
function key(): Buffer {
  const path = join(getPath('userData'), 'safe-storage.key');
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(path), { recursive: true });
  const fresh = randomBytes(32);
  writeFileSync(path, fresh, { mode: 0o600, flag: 'wx' });
  return fresh;
}

export const safeStorage = guard(
  {
    isEncryptionAvailable: (): boolean => host.chromium !== undefined,

    getSelectedStorageBackend: (): 'basic_text' => 'basic_text',

    encryptString(plainText: string): Buffer {
      host.required('safeStorage.encryptString');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([VERSION, nonce, cipher.getAuthTag(), sealed]);
    },

    decryptString(encrypted: Buffer): string {
      host.required('safeStorage.decryptString');
      const at = VERSION.length + NONCE_BYTES;
      if (!encrypted.subarray(0, VERSION.length).equals(VERSION) || encrypted.length < at) {
        throw new Error('Error while decrypting the ciphertext provided to safeStorage');
      }
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key(),
        encrypted.subarray(VERSION.length, at),
      );
      decipher.setAuthTag(encrypted.subarray(at, at + TAG_BYTES));
      const sealed = encrypted.subarray(at + TAG_BYTES);
      return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    },
  } satisfies Pick<
    Electron.SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
  'safeStorage',
);
