import type { ImportReport, RowReport } from '../../contract/http/lead-list.ts';
import { asInstant } from './column.ts';
import { inBatches } from './in-batches.ts';
import type { Db } from './store.ts';

/** Stores an import batch with what became of each of its rows; rows without findings are counted. */
export async function insertLeadList(
  transaction: Db,
  organisationId: string,
  list: {
    readonly id: string;
    readonly campaignId: string;
    readonly name: string;
    /** SHA-256 of the file, hex. */
    readonly digest: string;
    readonly importedAtMs: number;
    readonly importedBy: string;
    readonly reports: readonly RowReport[];
  },
): Promise<void> {
  const count = (outcome: RowReport['outcome']) =>
    list.reports.filter((report) => report.outcome === outcome).length;
  await transaction
    .insertInto('lead_list')
    .values({
      organisation_id: organisationId,
      id: list.id,
      campaign_id: list.campaignId,
      name: list.name,
      digest: list.digest,
      imported_at: new Date(list.importedAtMs).toISOString(),
      imported_by: list.importedBy,
      row_count: list.reports.length,
      imported_count: count('imported'),
      merged_count: count('merged'),
      skipped_count: count('skipped'),
    })
    .execute();
  const withFindings = list.reports.filter((report) => report.findings.length > 0);
  await inBatches(withFindings, (batch) =>
    transaction
      .insertInto('lead_list_row')
      .values(
        batch.map(({ row, outcome, findings }) => ({
          organisation_id: organisationId,
          lead_list_id: list.id,
          row_number: row,
          outcome,
          findings: JSON.stringify(findings),
        })),
      )
      .execute(),
  );
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

/** The newest list of a campaign that was made of the same file; null when there is none. */
export async function leadListByDigest(
  db: Db,
  organisationId: string,
  campaignId: string,
  digest: string,
): Promise<string | null> {
  const found = await db
    .selectFrom('lead_list')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', campaignId)
    .where('digest', '=', digest)
    .orderBy('imported_at', 'desc')
    .executeTakeFirst();
  return found?.id ?? null;
}
