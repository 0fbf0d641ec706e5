import fc from 'fast-check';
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

/** When a way that dies at `diesAtMs` is found dead, looked at after each of these gaps. */
function foundDeadAtMs(gapsMs: readonly number[], diesAtMs: number, probedAtMs: number): number {
  let askedAtMs: number | null = null;
  let lookedAtMs = 0;
  for (const gapMs of gapsMs) {
    const nowMs: number = lookedAtMs + gapMs;
    // Somebody else asked meanwhile; what is asked before the end is answered at once.
    if (askedAtMs === null && probedAtMs >= diesAtMs && probedAtMs > lookedAtMs) {
      askedAtMs = probedAtMs < nowMs ? probedAtMs : null;
    }
    const verdict = judgePulse({ askedAtMs, lookedAtMs, nowMs, periodMs });
    if (verdict === 'dead') return nowMs;
    if (verdict === 'ask' && nowMs >= diesAtMs) askedAtMs = nowMs;
    lookedAtMs = nowMs;
  }
  return Number.POSITIVE_INFINITY;
}

const withinAPeriod = fc.integer({ min: 0, max: periodMs - 1 });

test('punctual looks find it dead within two periods, whenever it dies and whoever asks', () => {
  const gapsMs = Array.from({ length: 6 }, () => periodMs);
  fc.assert(
    fc.property(withinAPeriod, withinAPeriod, (diesAtMs, probedAtMs) => {
      const foundMs = foundDeadAtMs(gapsMs, diesAtMs, probedAtMs);
      expect(foundMs - diesAtMs).toBeLessThanOrEqual(2 * periodMs);
    }),
  );
});

test('looks that are a quarter late need half a period more; one that is later, its own gap', () => {
  const gap = fc.integer({ min: periodMs, max: 1.25 * periodMs });
  const gaps = fc.array(gap, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(gaps, withinAPeriod, withinAPeriod, (gapsMs, diesAtMs, probedAtMs) => {
      const foundMs = foundDeadAtMs(gapsMs, diesAtMs, probedAtMs);
      expect(foundMs - diesAtMs).toBeLessThanOrEqual(2.5 * periodMs);
    }),
  );
  const stoodStill = [periodMs, 10 * periodMs, periodMs, periodMs];
  expect(foundDeadAtMs(stoodStill, 1, 0)).toBe(12 * periodMs);
});
