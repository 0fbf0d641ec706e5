import { expect, test } from 'vitest';
import { en } from './en.ts';
import { rejectionWords } from './rejection-words.ts';

/** Every reason that `center/submission` and the center's socket write. */
const codes = [
  'other-center',
  'other-agent',
  'unknown-campaign',
  'unknown-customer',
  'unknown-promise',
  'already-settled',
  'conflict',
  'id-taken',
  'key-reused',
  'revision-taken',
  'malformed',
  'unstorable',
];

test.each(codes)('%s has words', (code) => {
  const key = rejectionWords(code);
  expect(key).not.toBeNull();
  expect(key && en[key]).not.toContain(code);
});

test.each(['', 'moon-phase', 'toString'])('“%s” is shown as it came', (code) => {
  expect(rejectionWords(code)).toBeNull();
});
