import type { LeadField } from '../../domain/campaign/lead-list.ts';
import type { Db } from './store.ts';

export type ImportHabit = { readonly fields: readonly LeadField[]; readonly country: string };

/** How files with this header were mapped the last time; null when never. */
export async function readHabit(
  db: Db,
  organisationId: string,
  signature: string,
): Promise<ImportHabit | null> {
  const row = await db
    .selectFrom('import_habit')
    .select(['fields', 'country'])
    .where('organisation_id', '=', organisationId)
    .where('signature', '=', signature)
    .executeTakeFirst();
  return row ?? null;
}

export async function writeHabit(
  db: Db,
  organisationId: string,
  signature: string,
  habit: ImportHabit,
  nowMs: number,
): Promise<void> {
  const values = {
    fields: JSON.stringify(habit.fields),
    country: habit.country,
    used_at: new Date(nowMs).toISOString(),
  };
  await db
    .insertInto('import_habit')
    .values({ organisation_id: organisationId, signature, ...values })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'signature']).doUpdateSet(values),
    )
    .execute();
}

/** The country of an organisation's national numbers, ISO alpha-2; empty when nobody said. */
export async function organisationCountry(db: Db, organisationId: string): Promise<string> {
  const row = await db
    .selectFrom('organisation')
    .select('country')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  return row?.country ?? '';
}
