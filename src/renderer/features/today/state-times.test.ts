import { expect, test } from 'vitest';
import { stateTimes } from './state-times.ts';

const logged = [
  { state: 'ready', reasonId: null, ms: 3_000 },
  { state: 'on-call', reasonId: null, ms: 9_000 },
  { state: 'not-ready', reasonId: 'lunch', ms: 1_000 },
] as const;

test('the stretch that goes on counts with those of its reason', () => {
  const now = { state: 'not-ready', reasonId: 'lunch' } as const;
  expect(stateTimes([...logged], now, 500)).toEqual([
    { state: 'ready', reasonId: null, ms: 3_000 },
    { state: 'not-ready', reasonId: 'lunch', ms: 1_500 },
  ]);
});

test('a first stretch has its row, a call none', () => {
  const first = stateTimes([], { state: 'not-ready', reasonId: null }, 500);
  expect(first).toEqual([{ state: 'not-ready', reasonId: null, ms: 500 }]);
  expect(stateTimes([], { state: 'on-call', reasonId: null }, 500)).toEqual([]);
});
