import type { Logger } from 'pino';
import { watchMissed } from './callback/missed.ts';
import type { Center } from './center.ts';
import { keyOutdated } from './db/search-keys.ts';

/**
 * What a center does without being asked, practice or not: finds customers of an older store by
 * the newest keys, before anybody looks for them, and records callbacks that nobody has kept.
 *
 * @returns how to stop; it waits for what is under way.
 */
export async function startUpkeep(center: Center, log: Logger): Promise<() => Promise<void>> {
  // A few at a time: a transaction of the embedded store keeps everybody else waiting.
  while ((await keyOutdated(center.db, center.organisationId)) > 0);
  return watchMissed(center, (error) => {
    if (center.availability.suspect(error)) return;
    log.error(
      { error: error instanceof Error ? error.message : String(error) },
      'missed callbacks',
    );
  });
}
