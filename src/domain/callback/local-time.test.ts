import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intlOffset } from '../../../tests/support/zone-offset.ts';
import { instantOf, readWallText, wallText, wallTimeOf } from './local-time.ts';

function placed(text: string, timeZone: string) {
  const wall = readWallText(text);
  if (!wall) throw new Error(`${text} is no time`);
  const result = instantOf(wall, timeZone, intlOffset);
  return result.ok ? [new Date(result.instantMs).toISOString(), result.rule] : result.reason;
}

describe('a time by the customer’s clock', () => {
  test.each([
    ['Portland in winter', '2026-11-22T09:00', 'America/Los_Angeles', '2026-11-22T17:00:00.000Z'],
    ['Portland in summer', '2026-07-01T09:00', 'America/Los_Angeles', '2026-07-01T16:00:00.000Z'],
    [
      'Hanoi, which never changes',
      '2026-03-29T02:30',
      'Asia/Ho_Chi_Minh',
      '2026-03-28T19:30:00.000Z',
    ],
    ['Kathmandu, a quarter off', '2026-11-22T09:00', 'Asia/Kathmandu', '2026-11-22T03:15:00.000Z'],
    [
      'the hour before the jump',
      '2026-03-08T01:59',
      'America/New_York',
      '2026-03-08T06:59:00.000Z',
    ],
    ['the hour after the jump', '2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['the day before autumn', '2026-10-31T01:30', 'America/New_York', '2026-10-31T05:30:00.000Z'],
    [
      'after the second two o’clock',
      '2026-11-01T02:00',
      'America/New_York',
      '2026-11-01T07:00:00.000Z',
    ],
  ])('%s', (_what, wall, zone, instant) => {
    expect(placed(wall, zone)).toEqual([instant, 'plain']);
  });

  test.each([
    ['New York', '2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['London', '2026-03-29T01:15', 'Europe/London', '2026-03-29T01:15:00.000Z'],
    [
      'Lord Howe, half an hour',
      '2026-10-04T02:10',
      'Australia/Lord_Howe',
      '2026-10-03T15:40:00.000Z',
    ],
    ['Apia, a whole day', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('in spring a time that is skipped is as much later: %s', (_what, wall, zone, instant) => {
    expect(placed(wall, zone)).toEqual([instant, 'gap']);
  });

  test('half past two in the gap is half past three on the clock', () => {
    const [instant] = placed('2026-03-08T02:30', 'America/New_York') as [string];
    const shown = wallTimeOf(Date.parse(instant), 'America/New_York', intlOffset);
    expect(shown && wallText(shown)).toBe('2026-03-08T03:30');
  });

  test.each([
    ['New York', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['London', '2026-10-25T01:15', 'Europe/London', '2026-10-25T00:15:00.000Z'],
    [
      'Lord Howe, half an hour',
      '2026-04-05T01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00.000Z',
    ],
  ])('in autumn a time that comes twice means the first: %s', (_what, wall, zone, instant) => {
    expect(placed(wall, zone)).toEqual([instant, 'overlap']);
  });

  test('a zone nobody knows, and a day that is none', () => {
    expect(placed('2026-11-22T09:00', 'Mars/Olympus')).toBe('unknown-zone');
    expect(placed('2026-02-30T09:00', 'Europe/London')).toBe('no-such-day');
  });

  test('what a clock shows is read back as the same instant, or as the first of two', () => {
    const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Shanghai'];
    const minute = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (minutes, zone) => {
        const instantMs = minutes * 60_000;
        const wall = wallTimeOf(instantMs, zone, intlOffset);
        const read = wall && instantOf(wall, zone, intlOffset);
        if (!read?.ok) return false;
        const earlierMs = instantMs - read.instantMs;
        return earlierMs === 0 ? read.rule !== 'gap' : read.rule === 'overlap' && earlierMs > 0;
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a field holds', () => {
  test('is read as it was written', () => {
    expect(readWallText('2026-03-29T02:30')).toEqual({
      year: 2026,
      month: 3,
      day: 29,
      hour: 2,
      minute: 30,
    });
  });
  test.each(['', '2026-13-01T00:00', '2026-01-01T24:00', '29.03.2026 02:30', '2026-01-01'])(
    'or is no time: %s',
    (text) => expect(readWallText(text)).toBeNull(),
  );
});
