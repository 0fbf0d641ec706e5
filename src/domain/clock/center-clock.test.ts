import { describe, expect, test } from 'vitest';
import { centerTimeMs, followClock, unknownClock } from './center-clock.ts';

const hour = 3_600_000;
const centerMs = Date.UTC(2026, 10, 1, 5, 59);

/** A computer whose calendar clock is off, and that has run for a while. */
function computer(offMs: number) {
  const reading = (passedMs: number, setMs = 0) => ({
    wallMs: centerMs + offMs + passedMs + setMs,
    monotonicMs: 5_000_000 + passedMs,
  });
  const told = followClock(unknownClock, {
    type: 'told',
    asked: reading(-80),
    heard: reading(0),
    // Its answer took 40 ms to us.
    centerMs: centerMs - 40,
  }).clock;
  return { reading, told };
}

describe.each([5, -5, 0])('a computer that is %i hours off', (hours) => {
  const { reading, told } = computer(hours * hour);

  test('knows by how much, to the millisecond of a fair way', () => {
    expect(told.offsetMs).toBe(-hours * hour || 0);
  });

  test('tells the center’s time, also over the night the clocks go back', () => {
    // New York shows 1:59 twice that night; instants do not care.
    const later = reading(2 * hour);
    expect(centerTimeMs(told, later.wallMs)).toBe(centerMs + 2 * hour);
  });

  test('finds out when somebody puts it right, and asks again', () => {
    const right = reading(10_000, -hours * hour);
    const step = followClock(told, { type: 'looked', reading: right });
    expect(step.effects).toEqual(hours === 0 ? [] : [{ type: 'clock.ask-again' }]);
    // Set back, the time went on: there is no other way to read it.
    if (hours > 0) expect(centerTimeMs(step.clock, right.wallMs)).toBe(centerMs + 10_000);
  });
});

test('a computer that slept keeps what it knew and asks again', () => {
  const { reading, told } = computer(5 * hour);
  const { monotonicMs } = reading(1_000);
  const woken = { wallMs: reading(3 * hour).wallMs, monotonicMs };
  const step = followClock(told, { type: 'looked', reading: woken });
  expect(step.effects).toEqual([{ type: 'clock.ask-again' }]);
  expect(centerTimeMs(step.clock, woken.wallMs)).toBe(centerMs + 3 * hour);
});

test('small steps of a clock that is kept right change nothing', () => {
  const { reading, told } = computer(0);
  const step = followClock(told, { type: 'looked', reading: reading(60_000, 900) });
  expect([step.effects, step.clock.offsetMs]).toEqual([[], 0]);
});

test('before the center has told its time the computer’s own stands', () => {
  const looked = followClock(unknownClock, {
    type: 'looked',
    reading: { wallMs: 1_000, monotonicMs: 1 },
  });
  expect([looked.effects, centerTimeMs(looked.clock, 1_000)]).toEqual([[], 1_000]);
});
