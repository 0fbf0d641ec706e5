/** Size of a strip in its own units; it is stretched to its place. */
export const stripWidth = 240;
export const stripHeight = 40;

/**
 * The line of one strip as SVG path data, newest at the right edge, a point a second. A second
 * without a value is a gap in the line.
 *
 * @param places - How many seconds the whole width is.
 */
export function stripPath(
  values: readonly (number | null)[],
  scale: { readonly from: number; readonly to: number; readonly places: number },
): string {
  const first = scale.places - values.length;
  let pen: 'M' | 'L' = 'M';
  const parts: string[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      pen = 'M';
      continue;
    }
    const x = ((first + index) / (scale.places - 1)) * stripWidth;
    const share = (value - scale.from) / (scale.to - scale.from);
    const y = stripHeight - Math.min(1, Math.max(0, share)) * stripHeight;
    parts.push(`${pen}${round(x)} ${round(y)}`);
    pen = 'L';
  }
  return parts.join('');
}

/** The means of ten seconds each, newest first: what a table can say of two minutes. */
export function tenSeconds(
  values: readonly (number | null)[],
): readonly { readonly agoSeconds: number; readonly mean: number | null }[] {
  const newestFirst = values.toReversed();
  const parts = Array.from({ length: Math.ceil(newestFirst.length / 10) }, (_, part) =>
    newestFirst.slice(part * 10, part * 10 + 10).filter((value) => value !== null),
  );
  return parts.map((part, index) => ({
    agoSeconds: index * 10,
    mean: part.length === 0 ? null : part.reduce((sum, value) => sum + value, 0) / part.length,
  }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
