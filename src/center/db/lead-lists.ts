import { type SqlBool, sql } from 'kysely';
import type { LeadListSummaries } from '../../contract/http/lead-import.ts';
import type { ImportReport, RowReport } from '../../contract/http/lead-list.ts';
import type { Caller } from '../account/account.ts';
import { recordAudit } from './audit.ts';
import { asInstant } from './column.ts';
import { writeInTurn } from './feed.ts';
import { inBatches } from './in-batches.ts';
import type { PlacedDraft } from './schema.ts';
import type { Db } from './store.ts';

/** Begins a list that nobody sees until `finishComing`. */
export async function insertComingList(
  db: Db,
  organisationId: string,
  list: {
    readonly id: string;
    readonly campaignId: string;
    readonly name: string;
    /** SHA-256 of the file, hex. */
    readonly digest: string;
    readonly importedAtMs: number;
    readonly importedBy: string;
  },
): Promise<void> {
  await db
    .insertInto('lead_list')
    .values({
      organisation_id: organisationId,
      id: list.id,
      campaign_id: list.campaignId,
      name: list.name,
      digest: list.digest,
      imported_at: new Date(list.importedAtMs).toISOString(),
      imported_by: list.importedBy,
      row_count: 0,
      imported_count: 0,
      merged_count: 0,
      skipped_count: 0,
      state: 'coming',
    })
    .execute();
}

/** Adds what became of some rows: counted, and kept where there is something to say. */
export async function insertReports(
  transaction: Db,
  organisationId: string,
  leadListId: string,
  reports: readonly RowReport[],
): Promise<void> {
  const count = (outcome: RowReport['outcome']) =>
    reports.filter((report) => report.outcome === outcome).length;
  await transaction
    .updateTable('lead_list')
    .set((the) => ({
      row_count: the('row_count', '+', reports.length),
      imported_count: the('imported_count', '+', count('imported')),
      merged_count: the('merged_count', '+', count('merged')),
      skipped_count: the('skipped_count', '+', count('skipped')),
    }))
    .where('organisation_id', '=', organisationId)
    .where('id', '=', leadListId)
    .execute();
  const withFindings = reports.filter((report) => report.findings.length > 0);
  await inBatches(withFindings, (batch) =>
    transaction
      .insertInto('lead_list_row')
      .values(
        batch.map(({ row, outcome, findings }) => ({
          organisation_id: organisationId,
          lead_list_id: leadListId,
          row_number: row,
          outcome,
          findings: JSON.stringify(findings),
        })),
      )
      .execute(),
  );
}

/** Keeps what a list knows of people we have, until the list is seen. */
export async function insertFillings(
  transaction: Db,
  organisationId: string,
  leadListId: string,
  fillings: readonly {
    readonly row: number;
    readonly customerId: string;
    readonly draft: PlacedDraft;
  }[],
): Promise<void> {
  await inBatches(fillings, (batch) =>
    transaction
      .insertInto('lead_list_filling')
      .values(
        batch.map(({ row, customerId, draft }) => ({
          organisation_id: organisationId,
          lead_list_id: leadListId,
          row_number: row,
          customer_id: customerId,
          draft: JSON.stringify(draft),
        })),
      )
      .execute(),
  );
}

/**
 * Shows a list: from this commit on all of it is there. Wishes not to be called that came while it
 * was coming bind its leads.
 */
export async function finishComing(
  db: Db,
  caller: Caller,
  leadListId: string,
  nowMs: number,
): Promise<void> {
  const { organisationId, userId } = caller;
  await writeInTurn(db, organisationId, async (transaction) => {
    await sql`
      update lead set status = 'do-not-call'
      from dnc_entry entry
      where lead.organisation_id = ${organisationId} and lead.lead_list_id = ${leadListId}
        and lead.status = 'new'
        and entry.organisation_id = lead.organisation_id and entry.number = lead.number
        and (entry.scope = 'company' or entry.campaign_id = lead.campaign_id)
        and not exists (
          select 1 from dnc_withdrawal withdrawal
          where withdrawal.organisation_id = entry.organisation_id
            and withdrawal.entry_id = entry.id)`.execute(transaction);
    const list = await transaction
      .updateTable('lead_list')
      .set({ state: 'announcing', imported_at: new Date(nowMs).toISOString() })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', leadListId)
      .where('state', '=', 'coming')
      .returning(['name', 'row_count'])
      .executeTakeFirstOrThrow();
    await recordAudit(transaction, organisationId, {
      atMs: nowMs,
      userId,
      action: 'lead-list-imported',
      subject: leadListId,
      detail: { name: list.name, rows: list.row_count },
    });
  });
}

/** Lists of an organisation that a center which ended has left unfinished. */
export async function unfinishedLists(
  db: Db,
  organisationId: string,
): Promise<readonly { readonly id: string; readonly state: 'coming' | 'announcing' }[]> {
  const rows = await db
    .selectFrom('lead_list')
    .select(['id', 'state'])
    .where('organisation_id', '=', organisationId)
    .where('state', '<>', 'done')
    .execute();
  return rows.flatMap(({ id, state }) => (state === 'done' ? [] : [{ id, state }]));
}

/** The report of an import as it was on the day; null when there is no such list. */
export async function readReport(
  db: Db,
  organisationId: string,
  leadListId: string,
): Promise<ImportReport | null> {
  const list = await db
    .selectFrom('lead_list')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', leadListId)
    .where('state', '<>', 'coming')
    .executeTakeFirst();
  if (!list) return null;
  const rows = await db
    .selectFrom('lead_list_row')
    .select(['row_number', 'outcome', 'findings'])
    .where('organisation_id', '=', organisationId)
    .where('lead_list_id', '=', leadListId)
    .orderBy('row_number')
    .execute();
  return {
    leadListId: list.id,
    name: list.name,
    campaignId: list.campaign_id,
    importedAt: asInstant(list.imported_at),
    rows: list.row_count,
    imported: list.imported_count,
    merged: list.merged_count,
    skipped: list.skipped_count,
    reports: rows.map(({ row_number, outcome, findings }) => ({
      row: row_number,
      outcome,
      findings,
    })),
  };
}

/** Whether there is a list of this id that people see, however old it is. */
export async function leadListIsSeen(
  db: Db,
  organisationId: string,
  leadListId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('lead_list')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', leadListId)
    .where('state', '<>', 'coming')
    .executeTakeFirst();
  return found !== undefined;
}

/** Rows of a report after a row, in order; for one that is too long to be read at once. */
export async function reportRows(
  db: Db,
  organisationId: string,
  leadListId: string,
  afterRow: number,
  limit: number,
): Promise<readonly RowReport[]> {
  const rows = await db
    .selectFrom('lead_list_row')
    .select(['row_number', 'outcome', 'findings'])
    .where('organisation_id', '=', organisationId)
    .where('lead_list_id', '=', leadListId)
    .where('row_number', '>', afterRow)
    .orderBy('row_number')
    .limit(limit)
    .execute();
  return rows.map(({ row_number, outcome, findings }) => ({ row: row_number, outcome, findings }));
}

const listsShown = 200;

/** What was imported, newest first. */
export async function listSummaries(
  db: Db,
  organisationId: string,
): Promise<LeadListSummaries['lists']> {
  const rows = await db
    .selectFrom('lead_list')
    .innerJoin('campaign', (join) =>
      join
        .onRef('campaign.organisation_id', '=', 'lead_list.organisation_id')
        .onRef('campaign.id', '=', 'lead_list.campaign_id'),
    )
    .leftJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'lead_list.organisation_id')
        .onRef('user_account.id', '=', 'lead_list.imported_by'),
    )
    .selectAll('lead_list')
    .select(['campaign.name as campaign_name', 'user_account.name as user_name'])
    .where('lead_list.organisation_id', '=', organisationId)
    .where('lead_list.state', '<>', 'coming')
    .orderBy('lead_list.imported_at', 'desc')
    .orderBy('lead_list.id', 'desc')
    .limit(listsShown)
    .execute();
  return rows.map((row) => ({
    leadListId: row.id,
    name: row.name,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    importedAt: asInstant(row.imported_at),
    importedBy: row.user_name ?? '',
    rows: row.row_count,
    imported: row.imported_count,
    merged: row.merged_count,
    skipped: row.skipped_count,
    announcing: row.state === 'announcing',
  }));
}

/** The newest list of a campaign that was made of the same file; null when there is none. */
export async function leadListByDigest(
  db: Db,
  organisationId: string,
  campaignId: string,
  digest: string,
): Promise<{ readonly leadListId: string; readonly importedAt: string } | null> {
  const found = await db
    .selectFrom('lead_list')
    .select(['id', 'imported_at'])
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', campaignId)
    .where('digest', '=', digest)
    .where('state', '<>', 'coming')
    .orderBy('imported_at', 'desc')
    .executeTakeFirst();
  return found ? { leadListId: found.id, importedAt: asInstant(found.imported_at) } : null;
}

const rowsAtOnce = 300;
const belongings = ['lead_list_filling', 'lead_list_row', 'lead', 'customer'] as const;

/**
 * Takes away some of a list that was never seen; false when all of it is gone, and the list. Of one
 * that is seen nothing is ever taken: who asks may not know that its last commit came through.
 */
export async function removeSome(
  db: Db,
  organisationId: string,
  leadListId: string,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const coming = await transaction
      .selectFrom('lead_list')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', leadListId)
      .where('state', '=', 'coming')
      .forUpdate()
      .executeTakeFirst();
    if (!coming) return false;
    for (const table of belongings) {
      const key = sql.ref(
        table === 'lead_list_row' || table === 'lead_list_filling' ? 'row_number' : 'id',
      );
      const removed = await sql<{ one: number }>`
        delete from ${sql.table(table)}
        where organisation_id = ${organisationId} and lead_list_id = ${leadListId}
          and ${key} in (
            select ${key} from ${sql.table(table)}
            where organisation_id = ${organisationId} and lead_list_id = ${leadListId}
            limit ${sql.lit(rowsAtOnce)})
        returning 1 as one`.execute(transaction);
      if (removed.rows.length > 0) return true;
    }
    await transaction
      .deleteFrom('lead_list')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', leadListId)
      .where(sql<SqlBool>`state = 'coming'`)
      .execute();
    return false;
  });
}
