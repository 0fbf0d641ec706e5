import { expect, test } from 'vitest';
import { endWords } from './end-words.ts';

test.each([
  ['busy', 'end.busy'],
  ['declined-there', 'transfer.declined'],
  ['no-answer', 'end.no-answer'],
  ['wrong-number', 'end.wrong-number'],
  ['unreachable', 'end.unreachable'],
  ['not-allowed', 'end.not-allowed'],
  ['server-trouble', 'end.server-trouble'],
  ['line-lost', 'transfer.not-told'],
  ['a kind of a newer main', 'transfer.not-told'],
])('nothing came of it by %s', (kind, word) => {
  expect(endWords(kind)).toBe(word);
});
