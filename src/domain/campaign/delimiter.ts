export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * Tells what separates the cells of a text: what cuts the lines most evenly into most cells.
 * Separators within quotes do not count. Null when nothing cuts them.
 */
export function sniffDelimiter(text: string): Delimiter | null {
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const delimiter of delimiters) {
    const counts = countsOf(text, delimiter);
    const cells = counts.filter((count) => count > 0);
    if (cells.length === 0) continue;
    const usual = mode(cells);
    const even = counts.filter((count) => count === usual).length / counts.length;
    const covered = cells.length / counts.length;
    // Evenness first: a comma in every second address is no separator.
    const score = even * 10 + covered * 5 + Math.min(usual, 20) / 4;
    if (!best || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

const linesLookedAt = 50;

function countsOf(text: string, delimiter: Delimiter): readonly number[] {
  const counts: number[] = [];
  let count = 0;
  let letters = 0;
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '\n' || letter === '\r')) {
      if (letters > 0) counts.push(count);
      count = 0;
      letters = 0;
      if (counts.length === linesLookedAt) return counts;
      continue;
    } else if (!quoted && letter === delimiter) count += 1;
    letters += 1;
  }
  // The last line may have been cut by whoever gave the text.
  if (counts.length === 0 && letters > 0) counts.push(count);
  return counts;
}

function mode(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}
