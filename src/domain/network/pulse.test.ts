import { expect, test } from 'vitest';
import { judgePulse } from './pulse.ts';

const periodMs = 4_000;

test.each([
  ['nothing is out', { askedAtMs: null, lookedAtMs: 0, nowMs: 4_000 }, 'ask'],
  ['asked at the last look, no answer', { askedAtMs: 0, lookedAtMs: 0, nowMs: 4_000 }, 'dead'],
  ['asked a moment ago', { askedAtMs: 3_900, lookedAtMs: 0, nowMs: 4_000 }, 'wait'],
  ['asked half a period ago', { askedAtMs: 2_000, lookedAtMs: 0, nowMs: 4_000 }, 'dead'],
  ['a timer a little late', { askedAtMs: 0, lookedAtMs: 0, nowMs: 4_900 }, 'dead'],
  ['this process stood still', { askedAtMs: 0, lookedAtMs: 0, nowMs: 5_100 }, 'wait'],
  ['asleep for an hour', { askedAtMs: 0, lookedAtMs: 0, nowMs: 3_600_000 }, 'wait'],
  ['and no answer after that', { askedAtMs: 0, lookedAtMs: 3_600_000, nowMs: 3_604_000 }, 'dead'],
] as const)('%s', (_, pulse, verdict) => {
  expect(judgePulse({ ...pulse, periodMs })).toBe(verdict);
});
