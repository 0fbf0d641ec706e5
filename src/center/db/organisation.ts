import type { Db } from './store.ts';

/** The id of the embedded center's single organisation. */
export const soleOrganisation = 'org';

/** Makes the organisation, or gives it its present name. */
export async function ensureOrganisation(
  db: Db,
  organisation: { readonly name: string; readonly practice: boolean },
  nowMs: number,
): Promise<string> {
  const { name, practice } = organisation;
  await db
    .insertInto('organisation')
    .values({ id: soleOrganisation, name, practice, created_at: new Date(nowMs).toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, practice }))
    .execute();
  return soleOrganisation;
}

export async function organisationName(db: Db, organisationId: string): Promise<string> {
  return (await organisationRow(db, organisationId)).name;
}

export function organisationRow(db: Db, organisationId: string) {
  return db
    .selectFrom('organisation')
    .select(['name', 'practice'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
}

/** Whether a store has been set up. */
export async function organisationIsThere(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', soleOrganisation)
    .executeTakeFirst();
  return row !== undefined;
}
