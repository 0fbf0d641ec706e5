/** The name that somebody has probably meant, null when none is near (Levenshtein, a third off). */
export function nearestName(given: string, names: readonly string[]): string | null {
  const [best] = names
    .map((name) => ({ name, steps: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.steps - other.steps);
  return best && best.steps <= Math.max(2, given.length / 3) ? best.name : null;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, wanted] of [...other].entries()) {
      const swapped = (row[at] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(swapped, (next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
