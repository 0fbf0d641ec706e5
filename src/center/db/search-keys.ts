import { sql } from 'kysely';
import { pinyinOf } from '../../domain/customer/pinyin.ts';
import { type Findable, searchKeys, searchKeyVersion } from '../../domain/customer/search-key.ts';
import { readCustomers } from './customers.ts';
import { inBatches } from './in-batches.ts';
import { isSeen } from './seen.ts';
import type { Db } from './store.ts';

const keyedAtOnce = 500;

type Keyed = Findable & { readonly id: string };

/**
 * Writes down under what new customers are found. One statement takes thousands of keys: as
 * parameters they would be most of the time an import takes.
 */
export async function insertSearchKeys(
  transaction: Db,
  organisationId: string,
  customers: readonly Keyed[],
): Promise<void> {
  await inBatches(customers, async (batch) => {
    const rows = batch.flatMap((customer) =>
      searchKeys(customer, pinyinOf).map((key) => ({ customer_id: customer.id, key })),
    );
    if (rows.length === 0) return;
    await sql`
      insert into customer_search (organisation_id, customer_id, key)
      select ${organisationId}, made.customer_id, made.key
      from json_to_recordset(${JSON.stringify(rows)}::json) as made (customer_id text, key text)
      on conflict do nothing`.execute(transaction);
  });
}

/** The same for customers that were there before, in place of their former keys. */
export async function putSearchKeys(
  transaction: Db,
  organisationId: string,
  customers: readonly Keyed[],
): Promise<void> {
  const ids = customers.map(({ id }) => id);
  await inBatches(ids, (batch) =>
    transaction
      .deleteFrom('customer_search')
      .where('organisation_id', '=', organisationId)
      .where('customer_id', 'in', batch)
      .execute(),
  );
  await insertSearchKeys(transaction, organisationId, customers);
  await inBatches(ids, (batch) =>
    transaction
      .updateTable('customer')
      .set({ search_version: searchKeyVersion })
      .where('organisation_id', '=', organisationId)
      .where('id', 'in', batch)
      .execute(),
  );
}

/** Keys a few customers whose keys were made in an older way, or never. Returns how many. */
export async function keyOutdated(db: Db, organisationId: string): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('customer')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('search_version', '<', searchKeyVersion)
      .where(isSeen('customer'))
      .limit(keyedAtOnce)
      .execute();
    const customers = await readCustomers(
      transaction,
      organisationId,
      rows.map(({ id }) => id),
    );
    await putSearchKeys(transaction, organisationId, customers);
    return rows.length;
  });
}

/** Makes the keys of one customer anew, from what the store holds now. */
export async function keyAgain(
  transaction: Db,
  organisationId: string,
  customerId: string,
): Promise<void> {
  const customers = await readCustomers(transaction, organisationId, [customerId]);
  await putSearchKeys(transaction, organisationId, customers);
}
