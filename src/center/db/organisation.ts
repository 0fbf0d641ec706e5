import type { Db } from './store.ts';

/** The id of the embedded center's single organisation. */
export const soleOrganisation = 'org';

/** Makes the organisation, or gives it its present name. */
export async function ensureOrganisation(
  db: Db,
  organisation: {
    readonly name: string;
    readonly practice: boolean;
    /** ISO 3166-1 alpha-2; left as it is when it is not given. */
    readonly country?: string | undefined;
  },
  nowMs: number,
): Promise<string> {
  const { name, practice, country } = organisation;
  const given = { name, practice, ...(country === undefined ? {} : { country }) };
  await db
    .insertInto('organisation')
    .values({ id: soleOrganisation, ...given, created_at: new Date(nowMs).toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(given))
    .execute();
  return soleOrganisation;
}

/** Gives the organisation what is named; the rest stays. */
export async function setOrganisation(
  transaction: Db,
  organisationId: string,
  { name, country }: { readonly name?: string | undefined; readonly country?: string | undefined },
): Promise<void> {
  await transaction
    .updateTable('organisation')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(country === undefined ? {} : { country }),
    })
    .where('id', '=', organisationId)
    .execute();
}

export async function organisationName(db: Db, organisationId: string): Promise<string> {
  return (await organisationRow(db, organisationId)).name;
}

export function organisationRow(db: Db, organisationId: string) {
  return db
    .selectFrom('organisation')
    .select(['name', 'practice', 'country', 'pbx'])
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
