import { expect, test } from 'vitest';
import { strongestBin } from './sound-meter.ts';

test('the peak of a parabola is found between the bins', () => {
  const top = 40.3;
  const decibels = Array.from({ length: 100 }, (_, bin) => -((bin - top) ** 2));
  expect(strongestBin(decibels)).toBeCloseTo(top, 6);
});

test('silence has a peak somewhere and it is a number', () => {
  expect(strongestBin(new Float32Array(64).fill(-Infinity))).toBe(1);
});

test('what is loudest below the first bin gives no frequency below zero', () => {
  const falling = Array.from({ length: 100 }, (_, bin) => -20 - 10.05 * bin);
  falling[0] = -20;
  falling[2] = -40.2;
  expect(strongestBin(falling)).toBe(1);
});
