import { expect, test } from 'vitest';
import { countryOf } from './country.ts';

test.each([
  ['US', 'US'],
  ['usa', 'US'],
  ['UK', 'GB'],
  [' GBR ', 'GB'],
  ['VNM', 'VN'],
  ['XX', ''],
  ['', ''],
  ['United States', ''],
])('%j is %j', (text, country) => {
  expect(countryOf(text)).toBe(country);
});
