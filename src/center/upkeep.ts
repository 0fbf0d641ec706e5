import type { Logger } from 'pino';
import { renewTurn } from './account/renew-turn.ts';
import { watchMissed } from './callback/missed.ts';
import type { Center } from './center.ts';
import { keyOutdated } from './db/search-keys.ts';

/**
 * What a center does without being asked, practice or not: finds customers of an older store by
 * the newest keys, before anybody looks for them, records callbacks that nobody has kept, and hands
 * out credentials for TURN before the last ones end.
 *
 * @returns how to stop; it waits for what is under way.
 */
export async function startUpkeep(center: Center, log: Logger): Promise<() => Promise<void>> {
  // A few at a time: a transaction of the embedded store keeps everybody else waiting.
  while ((await keyOutdated(center.db, center.organisationId)) > 0);
  const onError = (what: string) => (error: unknown) => {
    if (center.availability.suspect(error)) return;
    log.error({ error: error instanceof Error ? error.message : String(error) }, what);
  };
  const stops = [
    watchMissed(center, onError('missed callbacks')),
    renewTurn(center, onError('turn credentials')),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
