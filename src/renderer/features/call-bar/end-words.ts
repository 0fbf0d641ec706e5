import type { CallView } from '../../../contract/ipc/desk-snapshot.ts';
import type { EndKind } from '../../../domain/call/end-cause.ts';

/** Words for each way a call can end. */
export const endWords = {
  'hung-up-here': 'end.hung-up-here',
  'hung-up-there': 'end.hung-up-there',
  'canceled-here': 'end.canceled-here',
  missed: 'end.missed',
  'declined-here': 'end.declined-here',
  'declined-there': 'end.declined-there',
  busy: 'end.busy',
  'no-answer': 'end.no-answer',
  unreachable: 'end.unreachable',
  'wrong-number': 'end.wrong-number',
  'not-allowed': 'end.not-allowed',
  'line-lost': 'end.line-lost',
  'audio-lost': 'end.audio-lost',
  'audio-refused': 'end.audio-refused',
  'server-trouble': 'end.server-trouble',
  transferred: 'end.transferred',
  'handed-over': 'end.handed-over',
  internal: 'end.internal',
} as const satisfies Record<EndKind, string>;

/** The kind to tell; a kind of a newer main is told by who ended the call. */
export function endWordsOf(end: NonNullable<CallView['end']>): EndKind {
  if (Object.hasOwn(endWords, end.cause)) return end.cause as EndKind;
  switch (end.by) {
    case 'agent':
      return 'hung-up-here';
    case 'customer':
      return 'hung-up-there';
    case 'network':
      return 'line-lost';
    case 'unknown':
      return 'internal';
  }
}
