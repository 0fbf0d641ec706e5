/** One line of a bench: the same thing done by us and by what we are compared with. */
export type Row = {
  readonly what: string;
  readonly unit: 'ms' | 'µs' | 'per s';
  readonly ours: readonly number[];
  /** Infinity: it never came about. */
  readonly theirs: readonly number[];
  /** Held against a figure of ours; without one the row only reports. */
  readonly goal?: { readonly of: 'median' | 'p99'; readonly atMost: number };
};

/** The value that a share of all does not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const median = (values: readonly number[]) => quantile(values, 0.5);
const p99 = (values: readonly number[]) => quantile(values, 0.99);

export function judge({ ours, goal }: Row): 'held' | 'missed' | '' {
  if (goal === undefined) return '';
  const figure = goal.of === 'median' ? median(ours) : p99(ours);
  return figure <= goal.atMost ? 'held' : 'missed';
}

/** For people: medians, p99, how many, and the ratio of the medians. */
export function formatTable(rows: readonly Row[]): string {
  const head = ['', 'ours', 'p99', 'n', 'JsSIP', 'p99', 'n', 'ratio', 'goal', ''];
  const lines = rows.map((row) => {
    const { what, unit, ours, theirs, goal } = row;
    const ratio = unit === 'per s' ? median(ours) / median(theirs) : median(theirs) / median(ours);
    return [
      `${what} (${unit})`,
      figure(median(ours)),
      figure(p99(ours)),
      String(ours.length),
      figure(median(theirs)),
      figure(p99(theirs)),
      String(theirs.length),
      !Number.isFinite(ratio) ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`,
      goal === undefined ? '' : `${goal.of} ≤ ${goal.atMost}`,
      judge(row),
    ];
  });
  const all = [head, ...lines];
  const widths = head.map((_, column) =>
    Math.max(...all.map((line) => (line[column] ?? '').length)),
  );
  return all
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return 'never';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
