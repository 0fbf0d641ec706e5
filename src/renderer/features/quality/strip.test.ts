import { expect, test } from 'vitest';
import { stripHeight, stripPath, stripWidth, tenSeconds } from './strip.ts';

const scale = { from: 0, to: 10, places: 3 };

test('the newest second is at the right edge, the largest value at the top', () => {
  expect(stripPath([0, 10], scale)).toBe(`M${stripWidth / 2} ${stripHeight}L${stripWidth} 0`);
});

test('a second without a value is a gap, and what is out of range stays in the strip', () => {
  expect(stripPath([5, null, 20], scale)).toBe(`M0 ${stripHeight / 2}M${stripWidth} 0`);
  expect(stripPath([], scale)).toBe('');
});

test('the table has means of ten seconds, newest first', () => {
  const values = [...Array.from({ length: 10 }, () => 2), 4, null, 8];
  expect(tenSeconds(values)).toEqual([
    { agoSeconds: 0, mean: (2 * 7 + 4 + 8) / 9 },
    { agoSeconds: 10, mean: 2 },
  ]);
  expect(tenSeconds([null])).toEqual([{ agoSeconds: 0, mean: null }]);
});
