import type { Db } from './store.ts';

/** Ids of all customers, oldest first. */
export async function allCustomerIds(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customer')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Ids of all leads, oldest first. */
export async function allLeadIds(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('lead')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
