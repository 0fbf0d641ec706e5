import { expect, test } from 'vitest';
import { leadStatus } from './lead-status.ts';

test.each([
  [false, 'none', 'new'],
  [false, 'open', 'called'],
  [false, 'closing', 'done'],
  [false, 'do-not-call', 'do-not-call'],
  [true, 'none', 'do-not-call'],
  [true, 'open', 'do-not-call'],
  [true, 'closing', 'do-not-call'],
  [true, 'do-not-call', 'do-not-call'],
] as const)('blocked %s, last outcome %s: %s', (blocked, lastOutcome, status) => {
  expect(leadStatus({ blocked, lastOutcome })).toBe(status);
});
