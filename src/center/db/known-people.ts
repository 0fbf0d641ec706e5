import { readCustomers, touchCustomers } from './customers.ts';
import { inBatches } from './in-batches.ts';
import type { PlacedDraft } from './schema.ts';
import { putSearchKeys } from './search-keys.ts';
import { isSeen } from './seen.ts';
import type { Db } from './store.ts';

export type PersonOnNumber = {
  readonly customerId: string;
  readonly number: string;
  readonly given: string;
  readonly family: string;
};

/** Everybody whom we know by one of these numbers, but those whom a list is bringing just now. */
export async function peopleOnNumbers(
  db: Db,
  organisationId: string,
  numbers: readonly string[],
): Promise<readonly PersonOnNumber[]> {
  const people: PersonOnNumber[] = [];
  await inBatches(numbers, async (batch) => {
    const rows = await db
      .selectFrom('customer_phone')
      .innerJoin('customer', (join) =>
        join
          .onRef('customer.organisation_id', '=', 'customer_phone.organisation_id')
          .onRef('customer.id', '=', 'customer_phone.customer_id'),
      )
      .select([
        'customer.id as customerId',
        'customer_phone.number',
        'customer.given_name as given',
        'customer.family_name as family',
      ])
      .where('customer_phone.organisation_id', '=', organisationId)
      .where('customer_phone.number', 'in', batch)
      .where(isSeen('customer'))
      .execute();
    people.push(...rows);
  });
  return people;
}

/**
 * Takes from a list what our own records lack: an e-mail, an address, a title, more numbers. What
 * we know already is never overwritten by a list.
 *
 * @returns ids of the customers that changed.
 */
export async function fillCustomers(
  transaction: Db,
  organisationId: string,
  people: readonly { readonly customerId: string; readonly draft: PlacedDraft }[],
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { customerId, draft } of people) {
    const filled = await fillRow(transaction, organisationId, customerId, draft);
    if (filled === null) continue;
    const numbers = await addPhones(transaction, organisationId, customerId, draft);
    if (filled || numbers) changed.push(customerId);
  }
  await inBatches(changed, async (batch) => {
    await touchCustomers(transaction, organisationId, batch);
    const customers = await readCustomers(transaction, organisationId, batch);
    await putSearchKeys(transaction, organisationId, customers);
  });
  return changed;
}

async function fillRow(
  transaction: Db,
  organisationId: string,
  customerId: string,
  { name, email, address, timeZone }: PlacedDraft,
): Promise<boolean | null> {
  const row = await transaction
    .selectFrom('customer')
    .select(['title', 'email', 'street', 'town', 'region', 'country', 'time_zone'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', customerId)
    .executeTakeFirst();
  // Merged or erased since the list was matched: there is nobody to fill.
  if (!row) return null;
  const noAddress = row.street === '' && row.town === '' && (address.street || address.town);
  const values = {
    ...(row.title === '' && name.title !== '' ? { title: name.title } : {}),
    ...(row.email === '' && email !== '' ? { email } : {}),
    ...(noAddress
      ? {
          street: address.street,
          town: address.town,
          region: address.region,
          postal_code: address.postalCode,
          country: address.country,
          time_zone: timeZone,
        }
      : {}),
  };
  if (Object.keys(values).length === 0) return false;
  await transaction
    .updateTable('customer')
    .set(values)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', customerId)
    .execute();
  return true;
}

async function addPhones(
  transaction: Db,
  organisationId: string,
  customerId: string,
  { phones }: PlacedDraft,
): Promise<boolean> {
  if (phones.length < 2) return false;
  const added = await transaction
    .insertInto('customer_phone')
    .values(
      phones.map((phone, place) => ({
        organisation_id: organisationId,
        customer_id: customerId,
        ...phone,
        // After those that are there.
        position: 100 + place,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .execute();
  return added.length > 0;
}
