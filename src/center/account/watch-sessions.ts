import type { Center } from '../center.ts';
import { standingSessions } from '../db/sessions.ts';
import type { Switchboard } from '../socket/switchboard.ts';

const lookEveryMs = 5_000;

/**
 * Ends the sockets of sessions that were ended from outside this process, such as of somebody who
 * was deactivated from the command line. @returns how to stop.
 */
export function watchSessions(center: Center, switchboard: Switchboard): () => Promise<void> {
  let looking: Promise<unknown> = Promise.resolve();
  const look = async () => {
    const open = switchboard.sessions();
    if (open.length === 0 || center.availability.away() !== null) return;
    const standing = await standingSessions(center.db, center.organisationId, open);
    for (const id of open) if (!standing.has(id)) center.sessionEnded(id);
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
