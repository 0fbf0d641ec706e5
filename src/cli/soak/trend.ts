/** A straight line through measurements, and how sure its slope is. */
export type Trend = {
  readonly slope: number;
  /** Bounds of the slope's 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
};

/**
 * Least squares of `y` over `x`. Null for fewer than three points or no spread in `x`: then nothing
 * can be said.
 */
export function trendOf(points: readonly (readonly [x: number, y: number])[]): Trend | null {
  const n = points.length;
  if (n < 3) return null;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (spread === 0) return null;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const half = student(n - 2) * Math.sqrt(rest / (n - 2) / spread);
  return { slope, low: slope - half, high: slope + half, mean: meanY };
}

/** Upper 2.5 % point of Student's distribution, within 4 % from one degree of freedom on. */
function student(freedom: number): number {
  if (freedom === 1) return 12.71;
  if (freedom === 2) return 4.3;
  return 1.96 + 2.37 / freedom + 2.8 / freedom ** 2;
}

/** The value below which so many of a hundred are; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
