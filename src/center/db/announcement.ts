import { appendToFeed, type FeedEvent, writeInTurn } from './feed.ts';
import { fillCustomers } from './known-people.ts';
import type { Db } from './store.ts';

const leadsAtOnce = 200;
const fillingsAtOnce = 40;

/**
 * Tells the desks of the next leads of a list that is seen, and of what it added to people we knew.
 * How far it came is in the same transaction.
 *
 * @returns false when everything has been told.
 */
export async function announceSome(
  db: Db,
  organisationId: string,
  leadListId: string,
): Promise<boolean> {
  return writeInTurn(db, organisationId, async (transaction) => {
    const list = await transaction
      .selectFrom('lead_list')
      .select(['announced', 'state'])
      .where('organisation_id', '=', organisationId)
      .where('id', '=', leadListId)
      .executeTakeFirst();
    if (list?.state !== 'announcing') return false;
    const filled = await fillSome(transaction, organisationId, leadListId);
    const leads = await transaction
      .selectFrom('lead')
      .select(['id', 'customer_id'])
      .where('organisation_id', '=', organisationId)
      .where('lead_list_id', '=', leadListId)
      .where('id', '>', list.announced)
      .orderBy('id')
      .limit(leadsAtOnce)
      .execute();
    const last = leads.at(-1);
    const isDone = last === undefined && filled === null;
    await transaction
      .updateTable('lead_list')
      .set({ state: isDone ? 'done' : 'announcing', announced: last?.id ?? list.announced })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', leadListId)
      .execute();
    const events: FeedEvent[] = [
      ...[...leads.map((lead) => lead.customer_id), ...(filled ?? [])].map(
        (subject): FeedEvent => ({ kind: 'customer', subject }),
      ),
      ...leads.map(({ id }): FeedEvent => ({ kind: 'lead', subject: id })),
    ];
    await appendToFeed(transaction, organisationId, events);
    return !isDone;
  });
}

/** Ids of the customers that changed; null when nothing is left to fill. */
async function fillSome(
  transaction: Db,
  organisationId: string,
  leadListId: string,
): Promise<readonly string[] | null> {
  const rows = await transaction
    .selectFrom('lead_list_filling')
    .select(['row_number', 'customer_id', 'draft'])
    .where('organisation_id', '=', organisationId)
    .where('lead_list_id', '=', leadListId)
    .orderBy('row_number')
    .limit(fillingsAtOnce)
    .execute();
  if (rows.length === 0) return null;
  await transaction
    .deleteFrom('lead_list_filling')
    .where('organisation_id', '=', organisationId)
    .where('lead_list_id', '=', leadListId)
    .where(
      'row_number',
      'in',
      rows.map((row) => row.row_number),
    )
    .execute();
  return fillCustomers(
    transaction,
    organisationId,
    rows.map(({ customer_id, draft }) => ({ customerId: customer_id, draft })),
  );
}
