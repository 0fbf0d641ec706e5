import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const key = randomBytes(32);
const seal = createSeal(key);
const value = { note: 'Margaret, 张伟, Nguyễn', number: '+15035550142', list: [1, null] };

describe('a sealed payload', () => {
  test('opens as it was, in its place, with its key, in another process too', () => {
    expect(createSeal(key).open('draft/1', seal.seal('draft/1', value))).toEqual(value);
  });

  test('never looks the same twice', () => {
    expect(seal.seal('draft/1', value)).not.toEqual(seal.seal('draft/1', value));
  });

  test.each<[string, (sealed: Buffer) => Uint8Array]>([
    ['a changed nonce', (sealed) => flipped(sealed, 0)],
    ['a changed tag', (sealed) => flipped(sealed, 12)],
    ['a changed text', (sealed) => flipped(sealed, 28)],
    ['a changed last byte', (sealed) => flipped(sealed, sealed.length - 1)],
    ['a cut end', (sealed) => sealed.subarray(0, -1)],
    ['a cut tag', (sealed) => sealed.subarray(0, 20)],
    ['nothing', () => new Uint8Array()],
  ])('does not open with %s', (_name, damage) => {
    const sealed = Buffer.from(seal.seal('draft/1', value));
    expect(() => seal.open('draft/1', damage(sealed))).toThrow();
  });

  test('does not open in another row', () => {
    expect(() => seal.open('draft/2', seal.seal('draft/1', value))).toThrow();
  });

  test('does not open with another key', () => {
    const sealed = seal.seal('draft/1', value);
    expect(() => createSeal(randomBytes(32)).open('draft/1', sealed)).toThrow();
  });
});

describe('a hash for look-ups', () => {
  test('is the same for the same value and differs for another', () => {
    expect(seal.hash('+15035550142')).toEqual(createSeal(key).hash('+15035550142'));
    expect(seal.hash('+15035550142')).not.toEqual(seal.hash('+15035550143'));
  });
  test('cannot be made without the key', () => {
    expect(createSeal(randomBytes(32)).hash('+15035550142')).not.toEqual(seal.hash('+15035550142'));
  });
});

function flipped(sealed: Buffer, at: number): Buffer {
  const copy = Buffer.from(sealed);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
