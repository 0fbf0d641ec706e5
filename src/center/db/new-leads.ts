import { sql } from 'kysely';
import type { Lead } from '../../domain/campaign/campaign.ts';
import { inBatches } from './in-batches.ts';
import type { Db } from './store.ts';

export type NewLead = Pick<
  Lead,
  'id' | 'customerId' | 'number' | 'why' | 'detail' | 'rank' | 'status'
>;

/** Which of these customers have a lead in a campaign. */
export async function customersInCampaign(
  db: Db,
  organisationId: string,
  campaignId: string,
  customerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await inBatches(customerIds, async (batch) => {
    const rows = await db
      .selectFrom('lead')
      .select('customer_id')
      .where('organisation_id', '=', organisationId)
      .where('campaign_id', '=', campaignId)
      .where('customer_id', 'in', batch)
      .execute();
    for (const row of rows) found.add(row.customer_id);
  });
  return found;
}

export async function insertLeads(
  transaction: Db,
  organisationId: string,
  of: { readonly campaignId: string; readonly leadListId: string; readonly nowMs: number },
  leads: readonly NewLead[],
): Promise<void> {
  await inBatches(leads, (batch) =>
    transaction
      .insertInto('lead')
      .values(
        batch.map((lead) => ({
          organisation_id: organisationId,
          id: lead.id,
          campaign_id: of.campaignId,
          customer_id: lead.customerId,
          lead_list_id: of.leadListId,
          number: lead.number,
          why: lead.why,
          detail: lead.detail,
          rank: lead.rank,
          status: lead.status,
          last_disposition_id: null,
          created_at: new Date(of.nowMs).toISOString(),
        })),
      )
      .execute(),
  );
}

/** Tells the planner how many customers and leads there are now. */
export async function analyzePeople(db: Db): Promise<void> {
  await sql`analyze customer`.execute(db);
  await sql`analyze lead`.execute(db);
}
