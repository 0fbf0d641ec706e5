import { expect, test } from 'vitest';
import { intlOffset } from '../../../tests/support/zone-offset.ts';
import { wallText } from './local-time.ts';
import { type QuickTime, quickTime } from './quick-time.ts';

function quick(choice: QuickTime, now: string, zone = 'America/Los_Angeles') {
  const wall = quickTime(choice, Date.parse(now), zone, intlOffset);
  return wall && wallText(wall);
}

test('an hour from now, on the quarter', () => {
  expect(quick('in-an-hour', '2026-11-22T18:07:00Z')).toBe('2026-11-22T11:15');
  expect(quick('in-an-hour', '2026-11-22T18:00:00Z')).toBe('2026-11-22T11:00');
});

test('an hour from now in the hour that comes twice is an hour by the sun', () => {
  expect(quick('in-an-hour', '2026-11-01T05:30:00Z', 'America/New_York')).toBe('2026-11-01T01:30');
});

test('this afternoon is their afternoon, and over when it is over', () => {
  expect(quick('this-afternoon', '2026-11-22T18:00:00Z')).toBe('2026-11-22T15:00');
  expect(quick('this-afternoon', '2026-11-22T22:00:00Z')).toBeNull();
  expect(quick('this-afternoon', '2026-11-22T18:00:00Z', 'Asia/Ho_Chi_Minh')).toBe(
    '2026-11-23T15:00',
  );
});

test('tomorrow morning is tomorrow where they are, also at the end of a month', () => {
  expect(quick('tomorrow-morning', '2026-12-01T06:00:00Z')).toBe('2026-12-01T09:00');
  expect(quick('tomorrow-morning', '2026-11-30T20:00:00Z')).toBe('2026-12-01T09:00');
});

test('without a zone there is nothing to offer', () => {
  expect(quick('in-an-hour', '2026-11-22T18:00:00Z', 'Mars/Olympus')).toBeNull();
});
