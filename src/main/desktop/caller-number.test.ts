import { expect, test } from 'vitest';
import { callerInE164 } from './caller-number.ts';

const party = { displayName: null, customerId: null, queue: null, reason: null };

test.each([
  ['5035550142', 'US', '+15035550142'],
  ['15035550142', 'US', '+15035550142'],
  ['02079460018', 'GB', '+442079460018'],
  ['00442079460018', 'GB', '+442079460018'],
  ['+15035550142', '', '+15035550142'],
  // As the network sent it: shown as text.
  ['5035550142', '', '5035550142'],
  ['204', 'US', '204'],
  ['anonymous', 'US', 'anonymous'],
  [null, 'US', null],
])('%s in %s is %s', (number, country, expected) => {
  expect(callerInE164({ ...party, number }, country).number).toBe(expected);
});
