import { describe, expect, test } from 'vitest';
import { formatsOf, phoneNumber, runningTime } from './format.ts';

test.each([
  [0, '0:00'],
  [41, '0:41'],
  [161, '2:41'],
  [3_661, '1:01:01'],
  [-5, '0:00'],
])('%d seconds', (seconds, text) => {
  expect(runningTime(seconds)).toBe(text);
});

test.each([
  ['+15035550142', '+1 503 555 0142'],
  ['+442079460018', '+44 20 7946 0018'],
  ['anonymous', 'anonymous'],
])('number %s', (number, text) => {
  expect(phoneNumber(number)).toBe(text);
});

describe('local time', () => {
  const noon = Date.UTC(2026, 10, 22, 12);
  const { localTime } = formatsOf('en');

  test('is the clock there', () => {
    expect(localTime(noon, 'America/Los_Angeles')).toMatch(/04:00$/);
  });

  test('tells the day when it is another one', () => {
    const late = Date.UTC(2026, 10, 22, 23, 30);
    const [tokyo, honolulu] = ['Asia/Tokyo', 'Pacific/Honolulu'].map((zone) =>
      localTime(late, zone),
    );
    // The two are on different days, so at most one of them can be on ours.
    expect([tokyo, honolulu].filter((text) => /^[A-Z][a-z]{2} /.test(text ?? ''))).not.toEqual([]);
  });

  test('is unknown without a zone, and with one that this machine does not know', () => {
    expect(localTime(noon, null)).toBeNull();
    expect(localTime(noon, 'Mars/Olympus')).toBeNull();
  });
});

test.each([
  ['en', 234_000, 'USD', '$2,340'],
  ['en', 234_050, 'USD', '$2,340.50'],
  ['en', 5_000, 'JPY', '¥5,000'],
  ['en', 100, '???', '100 ???'],
])('money in %s: %d %s', (locale, amountMinor, currency, text) => {
  expect(formatsOf(locale).money(amountMinor, currency)).toBe(text);
});
