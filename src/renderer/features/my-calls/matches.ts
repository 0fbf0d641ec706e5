import type { PastCall } from '../../../contract/ipc/desk-api.ts';

/** A past call with what people know it by. */
export type NamedCall = {
  readonly call: PastCall;
  readonly name: string;
  readonly outcome: string;
};

/**
 * Whether every word of a query is in the name or the outcome, or its digits are in the number.
 * Accents and case do not count.
 */
export function matches({ call, name, outcome }: NamedCall, query: string): boolean {
  const text = plain(`${name} ${outcome}`);
  const digits = (call.number ?? '').replaceAll(/\D/g, '');
  const typed = query.replaceAll(/[\s().+-]/g, '');
  if (/^\d{2,}$/.test(typed) && digits.includes(typed)) return true;
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/đ/gi, 'd')
    .toLowerCase()
    .trim();
}
