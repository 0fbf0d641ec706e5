import type { Role } from '../../contract/record/provisioning.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import { asInstant } from './column.ts';
import { inBatches } from './in-batches.ts';
import type { Db } from './store.ts';

function entries(db: Db, organisationId: string) {
  return db.selectFrom('dnc_entry').selectAll().where('organisation_id', '=', organisationId);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

function toEntry(row: EntryRow): DncEntry {
  return {
    id: row.id,
    number: row.number as E164,
    scope: row.scope,
    campaignId: row.campaign_id,
    source: row.source,
    at: asInstant(row.at),
  };
}

/** Entries by id, those that were taken back too. */
export async function readDncEntries(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<DncEntry[]> {
  if (ids.length === 0) return [];
  return (await entries(db, organisationId).where('id', 'in', ids).execute()).map(toEntry);
}

/** Ids of all entries that still stand. */
export async function standingDncIds(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('dnc_entry')
    .leftJoin('dnc_withdrawal', (join) =>
      join
        .onRef('dnc_withdrawal.organisation_id', '=', 'dnc_entry.organisation_id')
        .onRef('dnc_withdrawal.entry_id', '=', 'dnc_entry.id'),
    )
    .select('dnc_entry.id')
    .where('dnc_entry.organisation_id', '=', organisationId)
    .where('dnc_withdrawal.entry_id', 'is', null)
    .orderBy('dnc_entry.id')
    .execute();
  return rows.map((row) => row.id);
}

export async function dncEntryById(
  db: Db,
  organisationId: string,
  id: string,
): Promise<{ readonly number: E164; readonly userId: string | null } | null> {
  const row = await entries(db, organisationId).where('id', '=', id).executeTakeFirst();
  return row ? { number: row.number as E164, userId: row.user_id } : null;
}

/** @returns false when an entry of this id is already on record. */
export async function insertDncEntry(
  transaction: Db,
  organisationId: string,
  userId: string | null,
  entry: DncEntry,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('dnc_entry')
    .values({
      organisation_id: organisationId,
      id: entry.id,
      number: entry.number,
      scope: entry.scope,
      campaign_id: entry.scope === 'campaign' ? entry.campaignId : null,
      source: entry.source,
      at: entry.at,
      user_id: userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** @returns false when the entry was already taken back. */
export async function insertDncWithdrawal(
  transaction: Db,
  organisationId: string,
  userId: string,
  withdrawal: { readonly entryId: string; readonly number: string; readonly at: string },
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('dnc_withdrawal')
    .values({
      organisation_id: organisationId,
      entry_id: withdrawal.entryId,
      number: withdrawal.number,
      at: withdrawal.at,
      user_id: userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('entry_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Who took an entry back, with the role they have now; null while it stands. */
export async function withdrawerOf(
  db: Db,
  organisationId: string,
  entryId: string,
): Promise<{ readonly userId: string | null; readonly role: Role | null } | null> {
  const row = await db
    .selectFrom('dnc_withdrawal')
    .leftJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'dnc_withdrawal.organisation_id')
        .onRef('user_account.id', '=', 'dnc_withdrawal.user_id'),
    )
    .select(['dnc_withdrawal.user_id', 'user_account.role'])
    .where('dnc_withdrawal.organisation_id', '=', organisationId)
    .where('dnc_withdrawal.entry_id', '=', entryId)
    .executeTakeFirst();
  return row ? { userId: row.user_id, role: row.role } : null;
}

/** Takes a withdrawal away that its author had no right to; the entry stands. */
export async function dropDncWithdrawal(
  transaction: Db,
  organisationId: string,
  entryId: string,
): Promise<void> {
  await transaction
    .deleteFrom('dnc_withdrawal')
    .where('organisation_id', '=', organisationId)
    .where('entry_id', '=', entryId)
    .execute();
}

/** Which of these numbers must not be called in a campaign. */
export async function blockedNumbers(
  db: Db,
  organisationId: string,
  campaignId: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const blocked = new Set<string>();
  await inBatches(numbers, async (batch) => {
    const rows = await db
      .selectFrom('dnc_entry')
      .leftJoin('dnc_withdrawal', (join) =>
        join
          .onRef('dnc_withdrawal.organisation_id', '=', 'dnc_entry.organisation_id')
          .onRef('dnc_withdrawal.entry_id', '=', 'dnc_entry.id'),
      )
      .select('dnc_entry.number')
      .where('dnc_entry.organisation_id', '=', organisationId)
      .where('dnc_entry.number', 'in', batch)
      .where('dnc_withdrawal.entry_id', 'is', null)
      .where((the) =>
        the.or([the('scope', '=', 'company'), the('dnc_entry.campaign_id', '=', campaignId)]),
      )
      .execute();
    for (const row of rows) blocked.add(row.number);
  });
  return blocked;
}
