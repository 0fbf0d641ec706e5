import { between, type Reading, type Second } from './reading.ts';
import { count, noTotals, type Totals } from './report.ts';
import {
  type Circumstances,
  noWarnings,
  rate,
  step,
  type Watch,
  type Watches,
  watch,
} from './warning.ts';
import { estimateOf, windowOf } from './window.ts';

/** One point of the plot: a second as it was shown. */
export type Point = {
  readonly atMs: number;
  readonly estimate: number;
  /** The worse direction, 0…1. */
  readonly loss: number;
  readonly delayMs: number | null;
};

/** How a call sounds: a pure memory of its readings. */
export type Quality = {
  readonly last: Reading | null;
  /** The seconds a window looks at. */
  readonly seconds: readonly Second[];
  /** The last two minutes, oldest first. */
  readonly points: readonly Point[];
  readonly warnings: Watches;
  /** Whether the sound we send is to be doubled (RFC 2198). */
  readonly redundancy: Watch;
  readonly totals: Totals;
  /** The estimate as it is written, one decimal; stays while the new one is next to it. */
  readonly shownEstimate: number | null;
};

export const pointsKept = 120;
const secondsKept = 10;

export const noQuality: Quality = {
  last: null,
  seconds: [],
  points: [],
  warnings: noWarnings,
  redundancy: { raised: false, count: 0 },
  totals: noTotals,
  shownEstimate: null,
};

/**
 * Redundancy costs twice the bits, so it comes with loss and goes a minute after it: earlier than
 * the agent is warned, because it may make the warning unnecessary.
 */
const redundancyRule = { raiseAfter: 2, clearAfter: 60 };

/** One more reading. A rebuilt connection goes on with the same call. */
export function hear(quality: Quality, reading: Reading, around: Circumstances): Quality {
  const second = quality.last && between(quality.last, reading);
  if (second === null) return { ...quality, last: reading };
  const seconds = [...quality.seconds, second].slice(-secondsKept);
  const window = windowOf(seconds);
  if (window === null) return { ...quality, last: reading };
  const warnings = watch(quality.warnings, second, window, around);
  const lossThere = window.lossThere ?? 0;
  const now = estimateOf(window);
  return {
    last: reading,
    seconds,
    points: [
      ...quality.points,
      {
        atMs: second.atMs,
        estimate: now,
        loss: Math.max(window.lossHere, lossThere),
        delayMs: window.delayMs,
      },
    ].slice(-pointsKept),
    warnings,
    redundancy: step(quality.redundancy, rate(second.lossThere ?? 0, 0.03, 0.01), redundancyRule),
    totals: around.talking
      ? count(quality.totals, second, window, warnings, reading)
      : quality.totals,
    shownEstimate: steady(quality.shownEstimate, now),
  };
}

/** A number that goes up and down by its last digit says nothing and draws the eye. */
function steady(shown: number | null, now: number): number {
  if (shown !== null && Math.abs(now - shown) < 0.1) return shown;
  return Math.round(now * 10) / 10;
}
