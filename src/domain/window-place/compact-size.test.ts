import { expect, test } from 'vitest';
import { compactSize } from './compact-size.ts';

test.each([
  [100, 1920, { width: 760, height: 64 }],
  [200, 1920, { width: 1520, height: 128 }],
  [200, 1280, { width: 1280, height: 256 }],
  [100, 700, { width: 700, height: 128 }],
])('text of %i %% on %i pixels', (percent, areaWidth, size) => {
  expect(compactSize(percent, areaWidth)).toEqual(size);
});
