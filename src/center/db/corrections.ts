import {
  type FieldChange,
  type FieldConflict,
  type FieldName,
  numberOf,
} from '../../domain/customer/correction.ts';
import type { CustomerPhone } from '../../domain/customer/customer.ts';
import { asInstant } from './column.ts';
import type { Db } from './store.ts';

/** Where each field of a record stands. */
const columns = {
  full: 'full_name',
  given: 'given_name',
  family: 'family_name',
  title: 'title',
  say: 'say',
  language: 'language',
  email: 'email',
  street: 'street',
  town: 'town',
  region: 'region',
  postalCode: 'postal_code',
  country: 'country',
  timeZone: 'time_zone',
  note: 'note',
} as const;

/** Whether there is such a customer; from here to the commit nobody else changes the record. */
export async function lockCustomer(
  transaction: Db,
  organisationId: string,
  customerId: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('customer')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', customerId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes corrected fields and numbers. */
export async function writeChanges(
  transaction: Db,
  organisationId: string,
  customerId: string,
  changes: readonly FieldChange[],
): Promise<void> {
  const fields = changes.flatMap(({ field, to }) => {
    if (numberOf(field) !== null) return [];
    const name = field as keyof typeof columns;
    return [[columns[name], name === 'timeZone' ? to : (to ?? '')] as const];
  });
  if (fields.length > 0) {
    await transaction
      .updateTable('customer')
      .set(Object.fromEntries(fields))
      .where('organisation_id', '=', organisationId)
      .where('id', '=', customerId)
      .execute();
  }
  for (const { field, to } of changes) {
    const number = numberOf(field);
    if (number === null) continue;
    if (to === null) await removeNumber(transaction, organisationId, customerId, number);
    else await putNumber(transaction, organisationId, customerId, number, to as Kind);
  }
}

type Kind = CustomerPhone['kind'];

/** Adds a number behind those the customer has, or changes its kind. */
export async function putNumber(
  transaction: Db,
  organisationId: string,
  customerId: string,
  number: string,
  kind: Kind,
): Promise<void> {
  const last = await transaction
    .selectFrom('customer_phone')
    .select((the) => the.fn.max('position').as('position'))
    .where('organisation_id', '=', organisationId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  await transaction
    .insertInto('customer_phone')
    .values({
      organisation_id: organisationId,
      customer_id: customerId,
      number,
      kind,
      position: Number(last?.position ?? -1) + 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'customer_id', 'number']).doUpdateSet({ kind }),
    )
    .execute();
}

async function removeNumber(
  transaction: Db,
  organisationId: string,
  customerId: string,
  number: string,
): Promise<void> {
  await transaction
    .deleteFrom('customer_phone')
    .where('organisation_id', '=', organisationId)
    .where('customer_id', '=', customerId)
    .where('number', '=', number)
    .execute();
}

const mostLookedBack = 200;

/** Who changed each of these fields last, and when, as far as the audit says. */
export async function lastChangesOf(
  db: Db,
  organisationId: string,
  customerId: string,
  fields: readonly FieldName[],
): Promise<ReadonlyMap<FieldName, Pick<FieldConflict, 'by' | 'at'>>> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'audit.organisation_id')
        .onRef('user_account.id', '=', 'audit.user_id'),
    )
    .select(['audit.at', 'audit.detail', 'user_account.name'])
    .where('audit.organisation_id', '=', organisationId)
    .where('audit.subject', '=', customerId)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(mostLookedBack)
    .execute();
  const last = new Map<FieldName, Pick<FieldConflict, 'by' | 'at'>>();
  for (const { at, detail, name } of rows) {
    const { changes } = detail as { changes?: readonly { field: FieldName }[] };
    for (const { field } of changes ?? []) {
      if (!fields.includes(field) || last.has(field)) continue;
      last.set(field, { by: name ?? '', at: asInstant(at) });
    }
  }
  return last;
}
