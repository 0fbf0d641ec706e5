import type { Summary } from '../../domain/summary/summary.ts';
import { touchCustomers } from './customers.ts';
import type { FeedEvent } from './feed.ts';
import type { Db } from './store.ts';

/**
 * Writes a call into its customer's history, in place of what an older revision wrote. When a
 * revision moved the call to another customer, the entry moves with it.
 */
export async function putCallHistory(
  transaction: Db,
  organisationId: string,
  summary: Summary,
): Promise<FeedEvent[]> {
  const removed = await transaction
    .deleteFrom('history_entry')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', summary.callId)
    .where('kind', '=', 'call')
    .returning('customer_id')
    .execute();
  const touched = new Set(removed.map((row) => row.customer_id));
  const { customerId } = summary;
  if (customerId !== null && (await customerExists(transaction, organisationId, customerId))) {
    touched.add(customerId);
    await transaction
      .insertInto('history_entry')
      .values({
        organisation_id: organisationId,
        customer_id: customerId,
        id: summary.callId,
        at: summary.startedAt,
        kind: 'call',
        title: await callTitle(transaction, organisationId, summary),
        text: await callText(transaction, organisationId, summary),
      })
      .execute();
  }
  await touchCustomers(transaction, organisationId, [...touched]);
  return [...touched].map((subject) => ({ kind: 'customer', subject }));
}

/** Writes into the history of everybody on a number that a wish was made or taken back. */
export async function addDncHistory(
  transaction: Db,
  organisationId: string,
  wish: {
    readonly id: string;
    readonly number: string;
    readonly at: string;
    readonly title: string;
  },
): Promise<FeedEvent[]> {
  const people = await transaction
    .selectFrom('customer_phone')
    .select('customer_id')
    .where('organisation_id', '=', organisationId)
    .where('number', '=', wish.number)
    .execute();
  const ids = people.map((row) => row.customer_id);
  if (ids.length === 0) return [];
  await transaction
    .insertInto('history_entry')
    .values(
      ids.map((customerId) => ({
        organisation_id: organisationId,
        customer_id: customerId,
        id: wish.id,
        at: wish.at,
        kind: 'do-not-call' as const,
        title: wish.title,
        text: wish.number,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await touchCustomers(transaction, organisationId, ids);
  return ids.map((subject) => ({ kind: 'customer', subject }));
}

async function customerExists(db: Db, organisationId: string, id: string): Promise<boolean> {
  const found = await db
    .selectFrom('customer')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

/** The outcome in the center's own words, or that there was a call. */
async function callTitle(db: Db, organisationId: string, summary: Summary): Promise<string> {
  if (summary.campaignId === null || summary.dispositionId === null) return 'Call';
  const disposition = await db
    .selectFrom('disposition')
    .select('label')
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', summary.campaignId)
    .where('id', '=', summary.dispositionId)
    .executeTakeFirst();
  return disposition?.label ?? 'Call';
}

/** The note, and beneath it the fields that hold something, in the campaign's order. */
async function callText(db: Db, organisationId: string, summary: Summary): Promise<string> {
  const fields =
    summary.campaignId === null
      ? []
      : await db
          .selectFrom('wrap_up_field')
          .select(['id', 'label'])
          .where('organisation_id', '=', organisationId)
          .where('campaign_id', '=', summary.campaignId)
          .orderBy('position')
          .execute();
  const filled = fields.flatMap(({ id, label }) => {
    const value = Object.hasOwn(summary.fields, id) ? summary.fields[id]?.trim() : '';
    return value ? [`${label}: ${value}`] : [];
  });
  return [summary.note.trim(), filled.join(' · ')].filter((part) => part !== '').join('\n');
}
