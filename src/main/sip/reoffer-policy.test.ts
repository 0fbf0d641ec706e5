import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryReofferMs } from './reoffer-policy.ts';

const once = { operation: 'hold', ownsCallId: false, tries: 1, random: 0 } as const;
const refusedBy = (sipStatus: number | null, retryAfterSeconds: number | null = null) => ({
  sipStatus,
  retryAfterSeconds,
});

test('two that met do not meet again: RFC 3261 §14.1, in steps of 10 ms', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const owner = retryReofferMs(refusedBy(491), { ...once, ownsCallId: true, random }) ?? 0;
      const other = retryReofferMs(refusedBy(491), { ...once, random }) ?? 0;
      expect(owner).toBeGreaterThanOrEqual(2_100);
      expect(owner).toBeLessThanOrEqual(4_000);
      expect(other).toBeLessThanOrEqual(2_000);
      expect(owner % 10).toBe(0);
      expect(other % 10).toBe(0);
    }),
  );
});

test('what was understood and refused is not asked again', () => {
  for (const status of [400, 403, 415, 488, 501, 600]) {
    expect(retryReofferMs(refusedBy(status), once)).toBeNull();
    expect(retryReofferMs(refusedBy(status), { ...once, operation: 'refresh' })).toBeNull();
  }
});

test('a server in trouble is asked again when it says, within reason, and not for ever', () => {
  expect(retryReofferMs(refusedBy(503, 3), once)).toBe(3_000);
  expect(retryReofferMs(refusedBy(503, 3_600), once)).toBe(10_000);
  expect(retryReofferMs(refusedBy(500), once)).toBe(1_000);
  expect(retryReofferMs(refusedBy(503), { ...once, tries: 3 })).toBeNull();
  expect(retryReofferMs(refusedBy(491), { ...once, tries: 6 })).toBeNull();
});

test('silence refuses a hold, and is asked again for a refresh', () => {
  for (const silence of [null, 408]) {
    expect(retryReofferMs(refusedBy(silence), once)).toBeNull();
    expect(retryReofferMs(refusedBy(silence), { ...once, operation: 'refresh' })).toBe(1_000);
  }
});
