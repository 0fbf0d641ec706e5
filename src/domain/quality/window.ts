import { estimate } from './e-model.ts';
import type { Second } from './reading.ts';

/** What is judged and shown: the mean of the last seconds, so that one bad one does not shout. */
export type Window = {
  readonly lossHere: number;
  readonly concealed: number;
  readonly jitterMs: number;
  readonly lossThere: number | null;
  readonly delayMs: number | null;
  /** Estimated mean opinion score (ITU-T G.107) of what the agent hears. */
  readonly estimateHere: number;
  /** The same of what the customer hears, as far as the far end reports it. */
  readonly estimateThere: number | null;
};

/** Seconds a window holds. */
export const windowLength = 5;

/** @param seconds - Newest last; only the last ones are looked at. Null when there are none. */
export function windowOf(seconds: readonly Second[]): Window | null {
  const last = seconds.slice(-windowLength);
  const newest = last.at(-1);
  if (newest === undefined) return null;
  const mean = (read: (second: Second) => number | null) => meanOf(last.map(read));
  const concealed = mean((second) => second.concealed) ?? 0;
  const delayMs = mean((second) => second.delayMs);
  const lossThere = mean((second) => second.lossThere);
  return {
    lossHere: mean((second) => second.lossHere) ?? 0,
    concealed,
    jitterMs: mean((second) => second.jitterMs) ?? 0,
    lossThere,
    delayMs,
    estimateHere: estimate(delayMs ?? 0, concealed, newest.codecHere),
    estimateThere: lossThere === null ? null : estimate(delayMs ?? 0, lossThere, newest.codecThere),
  };
}

/** The worse of both directions: a talk is as good as its worse half. */
export function estimateOf(window: Window): number {
  return Math.min(window.estimateHere, window.estimateThere ?? window.estimateHere);
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
