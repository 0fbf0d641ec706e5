import { expect, test } from 'vitest';
import { historyTitle } from './history-title.ts';

test.each([
  ['do-not-call', 'Do not call', 'history.do-not-call'],
  ['do-not-call', 'May be called again', 'history.may-be-called'],
  ['do-not-call', 'Letter of 3 May: no more calls', null],
  ['do-not-call', 'toString', null],
  ['note', 'Do not call', null],
] as const)('%s “%s”', (kind, title, words) => {
  expect(historyTitle({ kind, title })).toBe(words);
});
