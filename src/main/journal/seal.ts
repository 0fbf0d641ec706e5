import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals and opens the journal's payloads, and hashes what must be found again. */
export type Seal = {
  /** `place` names table and row and is authenticated: a blob cannot be moved to another row. */
  seal(place: string, value: unknown): Uint8Array;
  /** Throws when the blob was changed, moved, or sealed with another key. */
  open(place: string, sealed: Uint8Array): unknown;
  /** Keyed hash (HMAC-SHA-256) for look-ups of values that must not stand in the file. */
  hash(value: string): Uint8Array;
};

/** @param key - 32 bytes; separate keys for sealing and hashing are derived from it (RFC 5869). */
export function createSeal(key: Uint8Array): Seal {
  const sealKey = Buffer.from(hkdfSync('sha256', key, '', 'homeline journal payload', 32));
  const hashKey = Buffer.from(hkdfSync('sha256', key, '', 'homeline journal index', 32));
  return {
    seal(place, value) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, sealKey, nonce);
      cipher.setAAD(Buffer.from(place));
      const text = Buffer.from(JSON.stringify(value));
      const body = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(place, sealed) {
      const blob = Buffer.from(sealed);
      const decipher = createDecipheriv(algorithm, sealKey, blob.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(blob.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = blob.subarray(nonceBytes + tagBytes);
      const text = Buffer.concat([decipher.update(body), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    },
    hash(value) {
      return createHmac('sha256', hashKey).update(value).digest();
    },
  };
}
