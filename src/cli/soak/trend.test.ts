import { expect, test } from 'vitest';
import { percentile, trendOf } from './trend.ts';

const noisy = (slope: number) =>
  Array.from({ length: 40 }, (_, x) => [x, 100 + slope * x + 5 * Math.sin(x * 2.3)] as const);

test('a leak is a slope that is surely above zero', () => {
  const trend = trendOf(noisy(1));
  expect(trend?.slope).toBeCloseTo(1, 1);
  expect(trend?.low).toBeGreaterThan(0.8);
  expect(trend?.high).toBeLessThan(1.2);
});

test('noise alone is no leak', () => {
  const trend = trendOf(noisy(0));
  expect(trend?.low).toBeLessThan(0);
  expect(trend?.high).toBeGreaterThan(0);
});

test('of too little nothing is said', () => {
  expect(
    trendOf([
      [1, 1],
      [2, 2],
    ]),
  ).toBeNull();
  expect(
    trendOf([
      [1, 1],
      [1, 2],
      [1, 3],
    ]),
  ).toBeNull();
});

test('percentiles', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([percentile(values, 50), percentile(values, 99), percentile([], 99)]).toEqual([
    51, 100, 0,
  ]);
});
