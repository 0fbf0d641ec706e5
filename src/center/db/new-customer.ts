import type { Customer } from '../../domain/customer/customer.ts';
import { searchKeyVersion } from '../../domain/customer/search-key.ts';
import { inBatches } from './in-batches.ts';
import { insertSearchKeys } from './search-keys.ts';
import type { Db } from './store.ts';

/** A customer that the store does not have yet. */
export type NewCustomer = Omit<Customer, 'version'>;

/** Writes customers with all they bring along, in a few statements however many they are. */
export async function insertCustomers(
  transaction: Db,
  organisationId: string,
  customers: readonly NewCustomer[],
  nowMs: number,
  /** The list that brings them; they are seen when it is. */
  leadListId: string | null = null,
): Promise<void> {
  const owner = (customer: NewCustomer) => ({
    organisation_id: organisationId,
    customer_id: customer.id,
  });
  await inBatches(customers, (batch) =>
    transaction
      .insertInto('customer')
      .values(
        batch.map((customer) => ({
          organisation_id: organisationId,
          id: customer.id,
          full_name: customer.name.full,
          given_name: customer.name.given,
          family_name: customer.name.family,
          title: customer.name.title,
          say: customer.name.say,
          language: customer.language,
          email: customer.email,
          street: customer.address.street,
          town: customer.address.town,
          region: customer.address.region,
          postal_code: customer.address.postalCode,
          country: customer.address.country,
          time_zone: customer.timeZone,
          vip: customer.vip,
          note: customer.note,
          search_version: searchKeyVersion,
          lead_list_id: leadListId,
          created_at: new Date(nowMs).toISOString(),
        })),
      )
      .execute(),
  );
  const phones = customers.flatMap((customer) =>
    customer.phones.map((phone, position) => ({ ...owner(customer), ...phone, position })),
  );
  await inBatches(phones, (batch) =>
    transaction
      .insertInto('customer_phone')
      .values([...batch])
      .execute(),
  );
  const history = customers.flatMap((customer) =>
    customer.history.map((entry) => ({ ...owner(customer), ...entry })),
  );
  await inBatches(history, (batch) =>
    transaction
      .insertInto('history_entry')
      .values([...batch])
      .execute(),
  );
  const orders = customers.flatMap((customer) =>
    customer.orders.map(({ amountMinor, ...order }) => ({
      ...owner(customer),
      ...order,
      amount_minor: amountMinor,
    })),
  );
  await inBatches(orders, (batch) =>
    transaction
      .insertInto('customer_order')
      .values([...batch])
      .execute(),
  );
  const tickets = customers.flatMap((customer) =>
    customer.tickets.map(({ openedAt, ...ticket }) => ({
      ...owner(customer),
      ...ticket,
      opened_at: openedAt,
    })),
  );
  await inBatches(tickets, (batch) =>
    transaction
      .insertInto('ticket')
      .values([...batch])
      .execute(),
  );
  const promises = customers.flatMap((customer) =>
    customer.promises.map(({ madeAt, madeBy, dueAt, ...promise }) => ({
      ...owner(customer),
      ...promise,
      made_at: madeAt,
      made_by: madeBy,
      due_at: dueAt,
    })),
  );
  await inBatches(promises, (batch) =>
    transaction
      .insertInto('promise')
      .values([...batch])
      .execute(),
  );
  await insertSearchKeys(transaction, organisationId, customers);
}
