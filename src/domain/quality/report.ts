import type { Reading, Second } from './reading.ts';
import { type Cause, causes, raised, type Watches } from './warning.ts';
import { estimateOf, type Window } from './window.ts';

/** How the sound of a whole call was. Estimates and measurements, no judgement of anybody. */
export type QualityReport = {
  /** Seconds that were counted: people talked and nobody held. */
  readonly seconds: number;
  /** Estimated mean opinion score (ITU-T G.107), mean and worst five seconds. */
  readonly estimate: number;
  readonly lowestEstimate: number;
  /** Fractions 0…1 over the whole call. */
  readonly lossHere: number;
  readonly concealed: number;
  /** Null when the far end has never reported. */
  readonly lossThere: number | null;
  readonly delayMs: number | null;
  readonly jitterMs: number;
  /** What the agent heard it in, as in SDP, lower case. */
  readonly codec: string;
  /** Kind of the ICE candidate used here: `host`, `srflx`, `prflx`, `relay` or `unknown`. */
  readonly path: string;
  /** How long each cause was said, in seconds; causes that never were are left out. */
  readonly warnings: readonly { readonly cause: Cause; readonly seconds: number }[];
};

/** Sums that a report is made of. */
export type Totals = {
  readonly seconds: number;
  readonly estimateSum: number;
  readonly lowestEstimate: number;
  readonly lossHereSum: number;
  readonly concealedSum: number;
  readonly lossThereSum: number;
  readonly lossThereSeconds: number;
  readonly delaySumMs: number;
  readonly delaySeconds: number;
  readonly jitterSumMs: number;
  readonly codec: string;
  readonly path: string;
  readonly warned: Readonly<Record<Cause, number>>;
};

export const noTotals: Totals = {
  seconds: 0,
  estimateSum: 0,
  lowestEstimate: 4.5,
  lossHereSum: 0,
  concealedSum: 0,
  lossThereSum: 0,
  lossThereSeconds: 0,
  delaySumMs: 0,
  delaySeconds: 0,
  jitterSumMs: 0,
  codec: '',
  path: 'unknown',
  warned: Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<Cause, number>,
};

export function count(
  totals: Totals,
  second: Second,
  window: Window,
  watches: Watches,
  reading: Reading,
): Totals {
  const said = new Set(raised(watches));
  const now = estimateOf(window);
  return {
    seconds: totals.seconds + 1,
    estimateSum: totals.estimateSum + now,
    lowestEstimate: Math.min(totals.lowestEstimate, now),
    lossHereSum: totals.lossHereSum + second.lossHere,
    concealedSum: totals.concealedSum + second.concealed,
    lossThereSum: totals.lossThereSum + (second.lossThere ?? 0),
    lossThereSeconds: totals.lossThereSeconds + (second.lossThere === null ? 0 : 1),
    delaySumMs: totals.delaySumMs + (second.delayMs ?? 0),
    delaySeconds: totals.delaySeconds + (second.delayMs === null ? 0 : 1),
    jitterSumMs: totals.jitterSumMs + second.jitterMs,
    codec: second.codecHere === '' ? totals.codec : second.codecHere,
    path: reading.path?.local ?? totals.path,
    warned: Object.fromEntries(
      causes.map((cause) => [cause, totals.warned[cause] + (said.has(cause) ? 1 : 0)]),
    ) as Record<Cause, number>,
  };
}

/** Null when nothing was counted: a call that nobody answered has no sound to judge. */
export function reportOf(totals: Totals): QualityReport | null {
  const { seconds } = totals;
  if (seconds === 0) return null;
  const perSecond = (sum: number, over = seconds) => (over === 0 ? null : sum / over);
  return {
    seconds,
    estimate: rounded(totals.estimateSum / seconds, 2),
    lowestEstimate: rounded(totals.lowestEstimate, 2),
    lossHere: rounded(totals.lossHereSum / seconds, 4),
    concealed: rounded(totals.concealedSum / seconds, 4),
    lossThere: orNull(perSecond(totals.lossThereSum, totals.lossThereSeconds), 4),
    delayMs: orNull(perSecond(totals.delaySumMs, totals.delaySeconds), 0),
    jitterMs: rounded(totals.jitterSumMs / seconds, 1),
    codec: totals.codec,
    path: totals.path,
    warnings: causes
      .map((cause) => ({ cause, seconds: totals.warned[cause] }))
      .filter((warning) => warning.seconds > 0),
  };
}

function orNull(value: number | null, digits: number): number | null {
  return value === null ? null : rounded(value, digits);
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
