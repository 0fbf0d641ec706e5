import { missedAfterMs, missedCallback } from '../../domain/callback/callback.ts';
import type { Center } from '../center.ts';
import { lockCallback, overdueCallbackIds, updateCallback } from '../db/callbacks.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';

const lookEveryMs = 60_000;

/** Records as missed what nobody has kept in time. One transaction each: a claim may be under way. */
export async function recordMissed(center: Center): Promise<number> {
  const { db, organisationId } = center;
  const nowMs = center.now();
  const at = new Date(nowMs).toISOString();
  const dueBefore = new Date(nowMs - missedAfterMs).toISOString();
  let recorded = 0;
  for (const id of await overdueCallbackIds(db, organisationId, dueBefore)) {
    recorded += await writeInTurn(db, organisationId, async (transaction) => {
      const callback = await lockCallback(transaction, organisationId, id);
      const missed = callback && missedCallback(callback, nowMs);
      if (!missed) return 0;
      const mark = { userId: null, at, storedAt: at };
      await updateCallback(transaction, organisationId, missed, mark);
      await appendToFeed(transaction, organisationId, [{ kind: 'callback', subject: id }]);
      return 1;
    });
  }
  if (recorded > 0) center.feedMoved();
  return recorded;
}

/** Looks every minute from now on. @returns how to stop; it waits for a look that is under way. */
export function watchMissed(
  center: Center,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let looking: Promise<unknown> = Promise.resolve();
  const look = () => {
    looking = looking.then(() => recordMissed(center)).catch(onError);
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
