import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

const costs = {
  /** OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane. */
  chosen: { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 },
  /** Nobody guesses 128 random bits, however little a guess costs. */
  generated: { parallelism: 1, iterations: 1, memorySize: 64, hashLength: 32 },
};

/**
 * Argon2id as a PHC string, with a salt of its own.
 *
 * @param origin - `generated` only for a password of at least 128 random bits.
 */
export function hashPassword(
  password: string,
  origin: keyof typeof costs = 'chosen',
): Promise<string> {
  return argon2id({
    ...costs[origin],
    password: password.normalize('NFC'),
    salt: randomBytes(16),
    outputType: 'encoded',
  });
}

/** A hash that no password has, for names that nobody has: the answer takes as long. */
let nobodysHash: Promise<string> | undefined;

/**
 * Whether a password belongs to a stored hash. Without a hash (an unknown name) the same work is
 * done and the answer is no, so that the time tells nobody which names exist.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString('base64'));
  const matches = await argon2Verify({
    password: password.normalize('NFC'),
    hash: hash ?? (await nobodysHash),
  });
  return hash !== null && matches;
}
