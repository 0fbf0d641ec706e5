import { expect, test } from 'vitest';
import { intlOffset } from '../../../tests/support/zone-offset.ts';
import { allZones, zoneOffset, zonePlace } from './zone-offset.ts';

test('reads every zone of this runtime as another way of asking does, in summer and winter', () => {
  const instants = [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)];
  const wrong = allZones().filter((zone) =>
    instants.some((at) => zoneOffset(zone, at) !== intlOffset(zone, at)),
  );
  expect(wrong).toEqual([]);
  expect(allZones().length).toBeGreaterThan(300);
});

test('tells a zone it does not know from one that is UTC', () => {
  expect([zoneOffset('Mars/Olympus', 0), zoneOffset('UTC', 0)]).toEqual([null, 0]);
});

test('a place in words', () => {
  expect(zonePlace('America/Los_Angeles')).toBe('Los Angeles');
});
