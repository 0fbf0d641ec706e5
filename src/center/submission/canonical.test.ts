import { expect, test } from 'vitest';
import { digestOf, storable } from './canonical.ts';

test.each([
  [
    { a: 1, b: { c: [1, 2], d: null } },
    { b: { d: null, c: [1, 2] }, a: 1 },
  ],
  [[], []],
])('%j and %j are one', (one, other) => {
  expect(digestOf(one)).toBe(digestOf(other));
});

test.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: [1, 2] }, { a: [2, 1] }],
  [{ a: [] }, { a: {} }],
  [{ a: { b: 1 } }, { a: [['b', 1]] }],
])('%j and %j are two', (one, other) => {
  expect(digestOf(one)).not.toBe(digestOf(other));
});

test('what is storable has neither NUL nor halves of characters, and all else as it was', () => {
  const value = { note: 'a\u0000b', more: ['\ud83d', '😀', 'Nguyễn'], n: 1, none: null };
  expect(storable(value)).toEqual({
    note: 'ab',
    more: ['\ufffd', '😀', 'Nguyễn'],
    n: 1,
    none: null,
  });
});
