import type { Customer, E164 } from '../../domain/customer/customer.ts';
import { asInstant, asNumber, asOptionalInstant } from './column.ts';
import { isSeen } from './seen.ts';
import type { Db } from './store.ts';

/** The desk's record takes so many of each; the newest are sent. */
const mostOfEach = 100;

/** Everybody who is reached by a number, oldest record first. */
export async function customersOn(
  db: Db,
  organisationId: string,
  number: string,
): Promise<Customer[]> {
  const rows = await db
    .selectFrom('customer_phone')
    .select('customer_id')
    .where('organisation_id', '=', organisationId)
    .where('number', '=', number)
    .orderBy('customer_id')
    .limit(100)
    .execute();
  return readCustomers(
    db,
    organisationId,
    rows.map((row) => row.customer_id),
  );
}

/** Whole records by id, in the order asked for; ids that nobody has are left out. */
export async function readCustomers(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Customer[]> {
  if (ids.length === 0) return [];
  const people = await db
    .selectFrom('customer')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .where(isSeen('customer'))
    .execute();
  const phones = await db
    .selectFrom('customer_phone')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('customer_id', 'in', ids)
    .orderBy('position')
    .execute();
  const history = await db
    .selectFrom('history_entry')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('customer_id', 'in', ids)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const orders = await db
    .selectFrom('customer_order')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('customer_id', 'in', ids)
    .orderBy('at', 'desc')
    .execute();
  const tickets = await db
    .selectFrom('ticket')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('customer_id', 'in', ids)
    .orderBy('opened_at', 'desc')
    .execute();
  const promises = await db
    .selectFrom('promise')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('customer_id', 'in', ids)
    .orderBy('made_at', 'desc')
    .execute();
  const phonesOf = byCustomer(phones);
  const historyOf = byCustomer(history);
  const ordersOf = byCustomer(orders);
  const ticketsOf = byCustomer(tickets);
  const promisesOf = byCustomer(promises);
  const found = new Map(
    people.map((row): [string, Customer] => [
      row.id,
      {
        id: row.id,
        name: {
          full: row.full_name,
          given: row.given_name,
          family: row.family_name,
          title: row.title,
          say: row.say,
        },
        language: row.language,
        phones: phonesOf(row.id).map(({ number, kind }) => ({ number: number as E164, kind })),
        email: row.email,
        address: {
          street: row.street,
          town: row.town,
          region: row.region,
          postalCode: row.postal_code,
          country: row.country,
        },
        timeZone: row.time_zone,
        vip: row.vip,
        note: row.note,
        history: historyOf(row.id).map(({ id, at, kind, title, text }) => ({
          id,
          at: asInstant(at),
          kind,
          title,
          text,
        })),
        orders: ordersOf(row.id).map(
          ({ id, reference, at, title, amount_minor, currency, status }) => ({
            id,
            reference,
            at: asInstant(at),
            title,
            amountMinor: asNumber(amount_minor),
            currency,
            status,
          }),
        ),
        tickets: ticketsOf(row.id).map(({ id, reference, opened_at, title, status }) => ({
          id,
          reference,
          openedAt: asInstant(opened_at),
          title,
          status,
        })),
        promises: promisesOf(row.id).map(({ id, made_at, made_by, text, due_at, status }) => ({
          id,
          madeAt: asInstant(made_at),
          madeBy: made_by,
          text,
          dueAt: asOptionalInstant(due_at),
          status,
        })),
        version: asNumber(row.version),
      },
    ]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

function byCustomer<Row extends { customer_id: string }>(rows: readonly Row[]) {
  const groups = Map.groupBy(rows, (row) => row.customer_id);
  return (id: string) => (groups.get(id) ?? []).slice(0, mostOfEach);
}

/** Counts a change of these customers, so that a desk can tell the newer record. */
export async function touchCustomers(
  transaction: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction
    .updateTable('customer')
    .set((the) => ({ version: the('version', '+', 1) }))
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .execute();
}
