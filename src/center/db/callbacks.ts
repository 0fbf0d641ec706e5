import type { Callback } from '../../domain/callback/callback.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import { asInstant } from './column.ts';
import type { Db } from './store.ts';

function callbacks(db: Db, organisationId: string) {
  return db.selectFrom('callback').selectAll().where('organisation_id', '=', organisationId);
}

type CallbackRow = Awaited<ReturnType<ReturnType<typeof callbacks>['execute']>>[number];

function toCallback(row: CallbackRow): Callback {
  return {
    id: row.id,
    revision: row.revision,
    customerId: row.customer_id,
    number: row.number as E164,
    campaignId: row.campaign_id,
    leadId: row.lead_id,
    dueAt: asInstant(row.due_at),
    timeZone: row.time_zone,
    wish: row.wish,
    ownerId: row.owner_id,
    status: row.status,
    takenBy: row.taken_by,
    takenAt: row.taken_at && asInstant(row.taken_at),
    madeBy: row.made_by,
    madeAt: asInstant(row.made_at),
  };
}

function toRow(callback: Callback) {
  return {
    revision: callback.revision,
    customer_id: callback.customerId,
    number: callback.number,
    campaign_id: callback.campaignId,
    lead_id: callback.leadId,
    due_at: callback.dueAt,
    time_zone: callback.timeZone,
    wish: callback.wish,
    owner_id: callback.ownerId,
    status: callback.status,
    taken_by: callback.takenBy,
    taken_at: callback.takenAt,
  };
}

export async function readCallbacks(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Callback[]> {
  if (ids.length === 0) return [];
  return (await callbacks(db, organisationId).where('id', 'in', ids).execute()).map(toCallback);
}

/** A callback that nobody else changes until this transaction ends; null when there is none. */
export async function lockCallback(
  transaction: Db,
  organisationId: string,
  id: string,
): Promise<Callback | null> {
  const row = await callbacks(transaction, organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toCallback(row) : null;
}

/** Ids of all callbacks that are still owed, the soonest first. */
export async function owedCallbackIds(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('callback')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['open', 'taken', 'missed'])
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Ids of callbacks that time may have made missed: due before an instant, and not recorded so. */
export async function overdueCallbackIds(
  db: Db,
  organisationId: string,
  dueBefore: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('callback')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['open', 'taken'])
    .where('due_at', '<=', new Date(dueBefore))
    .execute();
  return rows.map((row) => row.id);
}

/** Who changed a callback and when; `userId` null for time alone. */
export type RevisionMark = {
  readonly userId: string | null;
  readonly at: string;
  readonly storedAt: string;
};

/** @returns false when a callback of this id is already on record. */
export async function insertCallback(
  transaction: Db,
  organisationId: string,
  callback: Callback,
  mark: RevisionMark,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('callback')
    .values({
      organisation_id: organisationId,
      id: callback.id,
      made_by: callback.madeBy,
      made_at: callback.madeAt,
      ...toRow(callback),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await insertRevision(transaction, organisationId, callback, mark);
  return true;
}

/** Writes a callback's next revision; the ones before stay on record. */
export async function updateCallback(
  transaction: Db,
  organisationId: string,
  callback: Callback,
  mark: RevisionMark,
): Promise<void> {
  await transaction
    .updateTable('callback')
    .set(toRow(callback))
    .where('organisation_id', '=', organisationId)
    .where('id', '=', callback.id)
    .execute();
  await insertRevision(transaction, organisationId, callback, mark);
}

async function insertRevision(
  transaction: Db,
  organisationId: string,
  callback: Callback,
  { userId, at, storedAt }: RevisionMark,
): Promise<void> {
  await transaction
    .insertInto('callback_revision')
    .values({
      organisation_id: organisationId,
      callback_id: callback.id,
      revision: callback.revision,
      user_id: userId,
      at,
      stored_at: storedAt,
      body: JSON.stringify(callback),
    })
    .execute();
}
