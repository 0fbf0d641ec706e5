import { expect, test } from 'vitest';
import { dialable } from './dialing.ts';

test.each([
  ['+1 503 555 0142', '+15035550142'],
  ['+1 (503) 555-0142', '+15035550142'],
  ['tel:+1-503-555-0142', '+15035550142'],
  ['0044 20 7946 0123', '+442079460123'],
  // Written so on letterheads; with its zero it would pass beside the do-not-call entry.
  ['+44 (0)20 7946 0123', '+442079460123'],
  ['0044 (0) 20 7946 0123', '+442079460123'],
])('%s is %s', (text, number) => {
  expect(dialable(text)).toBe(number);
});

test.each([
  '',
  '503 555 0142',
  '(0)20 7946 0123',
  '+1 503 555 0142 ext 3',
  'sip:+15035550142@elsewhere.example',
  '+1',
  '+12345678901234567',
])('%s is no whole number', (text) => {
  expect(dialable(text)).toBeNull();
});
