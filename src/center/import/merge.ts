import type { Finding, LeadDraft } from '../../domain/campaign/lead-row.ts';
import type { FileRow } from './read-file.ts';

/** A row that goes into the center, or was taken into one that does, or is left out. */
export type MergedRow = {
  readonly row: number;
  readonly outcome: 'imported' | 'merged' | 'skipped';
  readonly findings: readonly Finding[];
};

export type MergedList = {
  /** One for each person of the file, in its order, with the row that it stands in. */
  readonly people: readonly { readonly row: number; readonly draft: LeadDraft }[];
  readonly rows: readonly MergedRow[];
};

/** Merges rows of one person: same number and same name, however each was typed. */
export function mergeRows(rows: readonly FileRow[]): MergedList {
  const people = new Map<string, { row: number; draft: LeadDraft }>();
  const numbers = new Set<string>();
  const merged = rows.map(({ row, draft, findings }): MergedRow => {
    if (!draft) return { row, outcome: 'skipped', findings };
    const key = personKey(draft.number, draft.nameKey);
    const before = people.get(key);
    if (before) {
      before.draft = fillBlanks(before.draft, draft);
      const finding: Finding = {
        code: 'duplicate-in-list',
        column: 'phone_number',
        value: draft.number,
      };
      return { row, outcome: 'merged', findings: [...findings, finding] };
    }
    people.set(key, { row, draft });
    if (!numbers.has(draft.number)) {
      numbers.add(draft.number);
      return { row, outcome: 'imported', findings };
    }
    const finding: Finding = {
      code: 'shared-number',
      column: 'phone_number',
      value: draft.number,
    };
    return { row, outcome: 'imported', findings: [...findings, finding] };
  });
  return { people: [...people.values()], rows: merged };
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
