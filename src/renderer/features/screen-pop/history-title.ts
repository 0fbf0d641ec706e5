import type { TimelineEntry } from '../../../domain/customer/timeline.ts';

/** What a center itself writes into a history about do-not-call, in English. */
const centerTitles = {
  'Do not call': 'history.do-not-call',
  'May be called again': 'history.may-be-called',
} as const;

/** Where the words for an entry's title are; null for a title that people wrote. */
export function historyTitle({ kind, title }: Pick<TimelineEntry, 'kind' | 'title'>) {
  if (kind !== 'do-not-call' || !Object.hasOwn(centerTitles, title)) return null;
  return centerTitles[title as keyof typeof centerTitles];
}
