import type { EndKind } from '../../../domain/call/end-cause.ts';

/** Why nothing came of a transfer, as far as it is told apart here. */
const words = {
  busy: 'end.busy',
  'no-answer': 'end.no-answer',
  'declined-there': 'transfer.declined',
  unreachable: 'end.unreachable',
  'wrong-number': 'end.wrong-number',
  'not-allowed': 'end.not-allowed',
  'line-lost': 'transfer.not-told',
  'server-trouble': 'end.server-trouble',
} as const satisfies Partial<Record<EndKind, string>>;

export function endWords(kind: string): (typeof words)[keyof typeof words] | 'transfer.not-told' {
  return Object.hasOwn(words, kind) ? words[kind as keyof typeof words] : 'transfer.not-told';
}
