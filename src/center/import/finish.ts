import type { Center } from '../center.ts';
import { announceSome } from '../db/announcement.ts';
import { removeSome, unfinishedLists } from '../db/lead-lists.ts';
import { listsUnderWay } from './under-way.ts';

/** Others get their turn between two transactions of one list. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Tells the desks of a list that is seen, in steps; goes on where an earlier center stopped. */
export async function announce(
  center: Center,
  leadListId: string,
  ending?: AbortSignal,
): Promise<void> {
  let more = true;
  while (more && !ending?.aborted) {
    more = await announceSome(center.db, center.organisationId, leadListId);
    center.feedMoved();
    await pause();
  }
}

/** Takes a list that was never seen away, in steps; the next start ends what this one could not. */
export async function discard(
  center: Center,
  leadListId: string,
  ending?: AbortSignal,
): Promise<void> {
  let more = true;
  while (more && !ending?.aborted) {
    more = await removeSome(center.db, center.organisationId, leadListId);
    await pause();
  }
}

/**
 * Ends a list whose storing failed. When the database went away amid it nobody knows what was
 * committed last: then it is asked once it is back, and whatever it says is carried through.
 */
export async function abandon(center: Center, leadListId: string): Promise<void> {
  try {
    await discard(center, leadListId);
  } catch (error) {
    if (!center.availability.suspect(error)) throw error;
    center.availability
      .whenThere()
      .then(() => settle(center, leadListId))
      .catch(center.onFault);
  }
}

async function settle(center: Center, leadListId: string): Promise<void> {
  const unfinished = await unfinishedLists(center.db, center.organisationId);
  for (const { id, state } of unfinished.filter((one) => one.id === leadListId)) {
    if (state === 'coming') await discard(center, id);
    else await announce(center, id);
  }
}

/**
 * What an earlier center left in the middle: a list that was not seen is taken away, one that was
 * is told of to the end. Neither was ever half there for anybody. When the database goes away amid
 * it, it goes on once that is back.
 */
export async function finishLists(center: Center, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    try {
      return await finishOnce(center, ending);
    } catch (error) {
      if (!center.availability.suspect(error)) throw error;
      await Promise.race([center.availability.whenThere(), aborted(ending)]);
    }
  }
}

async function finishOnce(center: Center, ending: AbortSignal): Promise<void> {
  const underWay = listsUnderWay(center);
  for (const { id, state } of await unfinishedLists(center.db, center.organisationId)) {
    // Desks are served meanwhile: what is being stored now was left by nobody.
    if (underWay.has(id)) continue;
    if (state === 'coming') await discard(center, id, ending);
    else await announce(center, id, ending);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
