import { missedCallback } from '../../domain/callback/callback.ts';
import type { Center } from '../center.ts';
import { insertCallback } from '../db/callbacks.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';
import type { NewCustomer } from '../db/new-customer.ts';
import { uuidV7 } from '../uuid.ts';
import type { SamplePerson } from './sample.ts';

const minuteMs = 60_000;
/** A zone is always agreed with a callback; where a place leaves it open, it is UTC in practice. */
const unknownZone = 'Etc/UTC';

/**
 * The calls the sample's company owes: two come due soon, one was missed, so that a newcomer sees
 * what becomes of a promise. Due times count from the set-up.
 */
export async function putSampleCallbacks(
  center: Center,
  people: readonly (readonly [SamplePerson, NewCustomer])[],
  agentId: string,
): Promise<void> {
  const { db, organisationId } = center;
  const nowMs = center.now();
  const at = new Date(nowMs).toISOString();
  await writeInTurn(db, organisationId, async (transaction) => {
    const ids: string[] = [];
    for (const [person, customer] of people) {
      for (const { dueInMinutes, wish, campaignId, owner } of person.callbacks ?? []) {
        const [phone] = customer.phones;
        if (!phone) continue;
        const callback = {
          id: uuidV7(nowMs),
          revision: 1,
          customerId: customer.id,
          number: phone.number,
          campaignId,
          leadId: null,
          dueAt: new Date(nowMs + dueInMinutes * minuteMs).toISOString(),
          timeZone: customer.timeZone ?? unknownZone,
          wish,
          ownerId: owner === 'mine' ? agentId : null,
          status: 'open',
          takenBy: null,
          takenAt: null,
          madeBy: agentId,
          madeAt: at,
        } as const;
        const missed = missedCallback(callback, nowMs);
        const stands = missed ? { ...missed, revision: 1 } : callback;
        const mark = { userId: agentId, at, storedAt: at };
        if (await insertCallback(transaction, organisationId, stands, mark)) ids.push(callback.id);
      }
    }
    await appendToFeed(
      transaction,
      organisationId,
      ids.map((subject) => ({ kind: 'callback', subject })),
    );
  });
}
