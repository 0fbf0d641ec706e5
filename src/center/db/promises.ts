import type { UnsentRecord } from '../../domain/customer/correction.ts';
import type { Db } from './store.ts';

type Made = Extract<UnsentRecord, { kind: 'promise-made' }>;
type Settled = Extract<UnsentRecord, { kind: 'promise-settled' }>;

/** Writes down what somebody of ours said would be done. */
export async function insertPromise(
  transaction: Db,
  organisationId: string,
  userId: string,
  { customerId, promise, at }: Made,
): Promise<boolean> {
  const user = await transaction
    .selectFrom('user_account')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const inserted = await transaction
    .insertInto('promise')
    .values({
      organisation_id: organisationId,
      customer_id: customerId,
      id: promise.id,
      made_at: at,
      made_by: user.name,
      text: promise.text,
      due_at: promise.dueAt,
      status: 'open',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** How a promise stands; null when the customer has none of this id. */
export async function promiseStatus(
  db: Db,
  organisationId: string,
  { customerId, promiseId }: Pick<Settled, 'customerId' | 'promiseId'>,
): Promise<{ readonly status: 'open' | 'kept' | 'broken'; readonly text: string } | null> {
  const row = await db
    .selectFrom('promise')
    .select(['status', 'text'])
    .where('organisation_id', '=', organisationId)
    .where('customer_id', '=', customerId)
    .where('id', '=', promiseId)
    .executeTakeFirst();
  return row ?? null;
}

export async function settlePromise(
  transaction: Db,
  organisationId: string,
  userId: string,
  { customerId, promiseId, status, at }: Settled,
): Promise<void> {
  await transaction
    .updateTable('promise')
    .set({ status, settled_at: at, settled_by: userId })
    .where('organisation_id', '=', organisationId)
    .where('customer_id', '=', customerId)
    .where('id', '=', promiseId)
    .execute();
}
