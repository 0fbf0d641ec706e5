import type { Center } from '../center.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';

/** The longest a timer of Node can wait. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Tells the desks to take their provisioning anew, in half the time credentials for TURN are good
 * for. @returns how to stop; it waits for what is under way.
 */
export function renewTurn(center: Center, onError: (error: unknown) => void): () => Promise<void> {
  const { db, organisationId, turn } = center;
  if (turn === null) return async () => undefined;
  let renewing: Promise<unknown> = Promise.resolve();
  const renew = async () => {
    await writeInTurn(db, organisationId, (transaction) =>
      appendToFeed(transaction, organisationId, [{ kind: 'provisioning', subject: '' }]),
    );
    center.feedMoved();
  };
  const timer = setInterval(
    () => {
      renewing = renewing.then(renew).catch(onError);
    },
    Math.min(turn.seconds * 500, longestTimerMs),
  );
  timer.unref();
  return async () => {
    clearInterval(timer);
    await renewing;
  };
}
