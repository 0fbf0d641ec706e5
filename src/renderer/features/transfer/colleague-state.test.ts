import { expect, test } from 'vitest';
import type { Colleague } from '../../../contract/http/colleagues.ts';
import { findColleagues, isDialable } from './colleague-state.ts';

const colleagues: readonly Colleague[] = [
  { name: 'Ada Pham', extension: '701', state: 'away' },
  { name: 'Trần Thị Đào', extension: '702', state: 'on-call' },
  { name: '陈伟', extension: '703', state: 'ready' },
];
const found = (text: string) => findColleagues(colleagues, text).map(({ extension }) => extension);

test('whoever is free comes first', () => {
  expect(found('')).toEqual(['703', '702', '701']);
});

test.each([
  ['pham', ['701']],
  ['tran dao', ['702']],
  ['TRẦN', ['702']],
  ['陈', ['703']],
  ['70', ['703', '702', '701']],
  ['702', ['702']],
  ['nobody', []],
])('%s', (text, extensions) => {
  expect(found(text)).toEqual(extensions);
});

test.each([
  ['204', true],
  ['+44 20 7946 0123', true],
  ['*97', true],
  ['(503) 555-0142', true],
  ['Lan', false],
  ['', false],
  ['20a', false],
])('%s can be dialed: %s', (text, dialable) => {
  expect(isDialable(text)).toBe(dialable);
});
