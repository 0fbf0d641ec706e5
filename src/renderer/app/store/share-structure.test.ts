import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareStructure } from './share-structure.ts';

test('an equal copy is the previous value itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(shareStructure(value, structuredClone(value))).toBe(value);
    }),
  );
});

test('the result always equals what came', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (previous, next) => {
      expect(shareStructure(previous, next)).toEqual(next);
    }),
  );
});

test('unchanged branches keep their reference, changed ones do not', () => {
  const previous = { call: { muted: false }, list: [{ id: 1 }, { id: 2 }], gone: 1 };
  const next = { call: { muted: true }, list: [{ id: 1 }, { id: 2 }] };
  const shared = shareStructure<object>(previous, next) as typeof previous;
  expect(shared.list).toBe(previous.list);
  expect(shared.call).not.toBe(previous.call);
  expect(shared).not.toHaveProperty('gone');
});
