import { expect, test } from 'vitest';
import { setUpFault } from './set-up-fault.ts';

test.each([
  ['invalid_type', 'set-up-fault.missing'],
  ['too_big', 'set-up-fault.too-big'],
  ['moon-phase', 'set-up-fault.other'],
  ['toString', 'set-up-fault.other'],
])('%s', (code, words) => {
  expect(setUpFault(code)).toBe(words);
});
