/** One row at the usual text size; it grows with the text and wraps where there is no room. */
const usual = { width: 760, height: 64 };

/** The size of the bar for a text size, on a work area of this width. */
export function compactSize(
  textPercent: number,
  areaWidth: number,
): { width: number; height: number } {
  const wanted = Math.round((usual.width * textPercent) / 100);
  const width = Math.min(wanted, areaWidth);
  const rows = Math.ceil(wanted / width);
  return { width, height: Math.round((usual.height * rows * textPercent) / 100) };
}
