import type { Center } from './center.ts';
import { standingSessions } from './db/sessions.ts';
import type { Switchboard } from './socket/switchboard.ts';

const lookEveryMs = 5_000;

/**
 * Looks for what was written from outside this process, such as from the command line beside a
 * database: ends the sockets of sessions that were ended there, and tells the desks what is new.
 *
 * @returns how to stop.
 */
export function watchStore(center: Center, switchboard: Switchboard): () => Promise<void> {
  let looking: Promise<unknown> = Promise.resolve();
  const look = async () => {
    const open = switchboard.sessions();
    if (open.length === 0 || center.availability.away() !== null) return;
    const standing = await standingSessions(center.db, center.organisationId, open);
    for (const id of open) if (!standing.has(id)) center.sessionEnded(id);
    center.feedMoved();
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      if (!center.availability.suspect(error)) center.onFault(error);
    });
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
