import { expect, test } from 'vitest';
import { timeZoneOf } from './time-zone.ts';

test.each([
  ['Portland', 'OR', 'US', 'America/Los_Angeles'],
  ['Portland', 'Oregon', 'US', 'America/Los_Angeles'],
  ['Portland', 'ME', 'US', 'America/New_York'],
  ['Honolulu', 'HI', 'US', 'Pacific/Honolulu'],
  ['A village nobody lists', 'WA', 'US', 'America/Los_Angeles'],
  ['london', '', 'gb', 'Europe/London'],
  ['Cardiff', '', 'GB', 'Europe/London'],
  ['Hà Nội', '', 'VN', 'Asia/Ho_Chi_Minh'],
])('%s, %s, %s: %s', (town, region, country, zone) => {
  expect(timeZoneOf({ town, region, country })).toBe(zone);
});

test.each([
  ['a town that many states have', 'Springfield', '', 'US'],
  ['a state with two zones', 'A village nobody lists', 'KY', 'US'],
  ['a country with many zones', '', '', 'US'],
  ['no country', 'London', '', ''],
  ['a country that there is not', 'London', '', 'XX'],
])('%s: unknown', (_what, town, region, country) => {
  expect(timeZoneOf({ town, region, country })).toBeNull();
});
