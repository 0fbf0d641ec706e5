const firstMs = 500;
const longestMs = 30_000;

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
