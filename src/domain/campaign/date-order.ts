/** What a column of dates says about the order of day and month. */
export type DateOrder = 'day-first' | 'month-first';

const numeric = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/;
const iso = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ].*)?$/;

/** The order that all of some dates have in common; null when none of them tells. */
export function dateOrderOf(values: Iterable<string>): DateOrder | null {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const value of values) {
    const parts = numeric.exec(value.trim());
    if (!parts) continue;
    if (Number(parts[1]) > 12) dayFirst += 1;
    if (Number(parts[2]) > 12) monthFirst += 1;
  }
  if (dayFirst > 0 && monthFirst === 0) return 'day-first';
  return monthFirst > 0 && dayFirst === 0 ? 'month-first' : null;
}

export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly reason: 'ambiguous-date' | 'not-a-date' };

/** A date as a list writes it, as ISO 8601 (`2026-04-03`), if there is one way to read it. */
export function readDate(text: string, order: DateOrder | null): DateReading {
  const standard = iso.exec(text);
  if (standard) return dateOf(standard[1], standard[2], standard[3]);
  const parts = numeric.exec(text);
  if (parts?.[3]?.length !== 4) {
    return { ok: false, reason: parts ? 'ambiguous-date' : 'not-a-date' };
  }
  const [, first = '', second = '', year] = parts;
  if (Number(first) > 12) return dateOf(year, second, first);
  if (Number(second) > 12) return dateOf(year, first, second);
  if (first === second) return dateOf(year, first, second);
  if (order === null) return { ok: false, reason: 'ambiguous-date' };
  return order === 'day-first' ? dateOf(year, second, first) : dateOf(year, first, second);
}

function dateOf(year = '', month = '', day = ''): DateReading {
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  if (days === undefined || Number(day) < 1 || Number(day) > days) {
    return { ok: false, reason: 'not-a-date' };
  }
  return { ok: true, date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
