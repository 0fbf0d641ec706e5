import type { Finding, LeadDraft, RowReading } from '../../domain/campaign/lead-row.ts';

/** A row of the file with its line as an editor counts it. */
export type FileRow = RowReading & { readonly row: number };

/** A row that goes into the center, or was taken into one that does, or is left out. */
export type MergedRow = {
  readonly row: number;
  readonly outcome: 'imported' | 'merged' | 'skipped';
  readonly findings: readonly Finding[];
  /** The person, with what later rows of the same person added; of `imported` only. */
  readonly draft: LeadDraft | null;
};

/**
 * Merges rows of one person: same number and same name, however each was typed.
 *
 * @param column - Name of the column of the number, for the findings.
 */
export function mergeRows(rows: Iterable<FileRow>, column: string): MergedRow[] {
  const merged: { -readonly [Key in keyof MergedRow]: MergedRow[Key] }[] = [];
  const people = new Map<string, number>();
  const numbers = new Set<string>();
  for (const { row, draft, findings } of rows) {
    if (!draft) {
      merged.push({ row, outcome: 'skipped', findings, draft: null });
      continue;
    }
    const key = personKey(draft.number, draft.nameKey);
    const before = people.get(key);
    const first = before === undefined ? undefined : merged[before];
    if (first?.draft) {
      first.draft = fillBlanks(first.draft, draft);
      const finding: Finding = { code: 'duplicate-in-list', column, value: draft.number };
      merged.push({ row, outcome: 'merged', findings: [...findings, finding], draft: null });
      continue;
    }
    people.set(key, merged.length);
    const shared: Finding = { code: 'shared-number', column, value: draft.number };
    const all = numbers.has(draft.number) ? [...findings, shared] : findings;
    numbers.add(draft.number);
    merged.push({ row, outcome: 'imported', findings: all, draft });
  }
  return merged;
}

/** What makes two records one person. */
export function personKey(number: string, nameKey: string): string {
  return `${number} ${nameKey}`;
}

/** The first row's values, and the second's where the first has none. */
function fillBlanks(first: LeadDraft, second: LeadDraft): LeadDraft {
  const phones = new Map([...second.phones, ...first.phones].map((one) => [one.number, one]));
  const own = first.phones.map((one) => one.number);
  return {
    ...first,
    name: { ...first.name, title: first.name.title || second.name.title },
    phones: [
      ...first.phones,
      ...[...phones.values()].filter((one) => !own.includes(one.number)),
    ].slice(0, 20),
    email: first.email || second.email,
    address: first.address.street || first.address.town ? first.address : second.address,
    why: first.why || second.why,
    detail: first.detail || second.detail,
    rank: Math.max(first.rank, second.rank),
  };
}
