import { expect, test } from 'vitest';
import { aWork } from '../../../tests/support/desk-records.ts';
import { signedOutDesktop } from '../../domain/desktop/state.ts';
import { idempotent, notNow } from './replies.ts';

const state = {
  ...signedOutDesktop,
  work: aWork({ workId: 'front' }),
  other: aWork({ workId: 'beside' }),
};

test.each([
  ['front', true],
  ['beside', true],
  ['gone', false],
  [null, true],
] as const)('the same again is taken in where its conversation is there: %s %s', (workId, ok) => {
  expect(idempotent(notNow(state), state, workId).ok).toBe(ok);
});

test('what the disk refused stays refused', () => {
  const reply = { ok: false, error: { kind: 'not-saved', reason: 'disk-full' } } as const;
  expect(idempotent(reply, state, 'front')).toBe(reply);
});
