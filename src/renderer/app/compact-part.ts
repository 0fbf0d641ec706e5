import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';

/** What the compact bar's one row is about besides the state. */
export type CompactPart = 'ringing' | 'second-rings' | 'told-missing' | 'usual';

/** Who rings comes first: the bar's answer and reject act on them, in front or beside. */
export function compactPart({ call, work, other }: DeskSnapshot): CompactPart {
  if (call?.signalling === 'alerting') return 'ringing';
  if (other?.call?.signalling === 'alerting') return 'second-rings';
  const isTold = work !== null && (work.missingFieldIds.length > 0 || work.unpromisedTold);
  return isTold ? 'told-missing' : 'usual';
}
