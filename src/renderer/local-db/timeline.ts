import { useLiveQuery } from 'dexie-react-hooks';
import type { TimelineEntry } from '../../domain/customer/timeline.ts';
import { database } from './database.ts';

/** What the cache has kept of a customer's history, newest first; undefined while it is read. */
export function useKeptTimeline(customerId: string): readonly TimelineEntry[] | undefined {
  return useLiveQuery(async () => {
    const rows = await database.timeline.where('customerId').equals(customerId).toArray();
    return rows.map(({ entry }) => entry).sort(newestFirst);
  }, [customerId]);
}

/**
 * Keeps a page the center told, in place of what was kept of the same time: an entry that has
 * moved to somebody else is gone here too.
 *
 * @param page.before - Where the page begins; null for the newest.
 * @param page.isLast - Nothing is older than this page.
 */
export async function keepTimeline(
  customerId: string,
  page: {
    readonly entries: readonly TimelineEntry[];
    readonly before: string | null;
    readonly isLast: boolean;
  },
): Promise<void> {
  const { timeline } = database;
  const newest = page.before?.split('~')[0] ?? null;
  const oldest = page.isLast ? null : (page.entries.at(-1)?.at ?? null);
  await database.transaction('rw', timeline, async () => {
    const kept = await timeline.where('customerId').equals(customerId).toArray();
    const stale = kept.filter(
      ({ at }) => (newest === null || at < newest) && (oldest === null || at > oldest),
    );
    await timeline.bulkDelete(stale.map(({ key }) => key));
    await timeline.bulkPut(
      page.entries.map((entry) => ({
        key: `${customerId}/${entry.id}`,
        customerId,
        at: entry.at,
        entry,
      })),
    );
  });
}

export function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return b.at.localeCompare(a.at) || b.id.localeCompare(a.id);
}
