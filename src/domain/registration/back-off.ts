const firstMs = 500;
const longestMs = 30_000;

/** A wrong password does not mend itself: ask again rarely, so that no account gets locked. */
export const rejectedRetryMs = 60_000;

/** A server that asks for hours is asked again all the same: it may have been replaced. */
export const longestPauseMs = 300_000;

/**
 * Milliseconds to wait before the next attempt: doubling from half a second up to half a minute,
 * the second half of it by chance, so that a call center does not come back all at once
 * (RFC 5626 §4.5).
 *
 * @param round - Full rounds over all servers that failed.
 * @param random - In [0, 1).
 */
export function retryDelayMs(round: number, random: number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(round, 10));
  return Math.round(ceilingMs / 2 + (ceilingMs / 2) * random);
}

/** So many doublings are skipped: a registrar that said no a moment ago says it again. */
const skippedRounds = 3;

/**
 * The same before a registrar is asked again that refused during a call: 2 to 4 s at first.
 *
 * @param refusals - That came before this one.
 */
export function keptRetryMs(refusals: number, random: number): number {
  return retryDelayMs(refusals + skippedRounds, random);
}
