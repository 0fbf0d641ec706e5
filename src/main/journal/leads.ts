import { lead as leadSchema } from '../../contract/record/campaign.ts';
import type { Lead } from '../../domain/campaign/campaign.ts';
import { all, blob, run, type Table } from './table.ts';

/** The lists this desk works, so that the next person is known without the center. */
export function createLeads(table: Table) {
  const { seal } = table;
  const open = (centerId: string, row: Record<string, unknown> | undefined): Lead | null =>
    row === undefined
      ? null
      : leadSchema.parse(
          seal.open(`lead/${centerId}/${String(row['lead_id'])}`, blob(row['sealed'])),
        );

  return {
    put(centerId: string, lead: Lead): void {
      run(
        table,
        `insert into lead (center_id, lead_id, campaign_id, number_hash, rank, status, sealed)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (center_id, lead_id) do update set campaign_id = excluded.campaign_id,
           number_hash = excluded.number_hash, rank = excluded.rank, status = excluded.status,
           sealed = excluded.sealed`,
        centerId,
        lead.id,
        lead.campaignId,
        seal.hash(lead.number),
        lead.rank,
        lead.status,
        seal.seal(`lead/${centerId}/${lead.id}`, lead),
      );
    },

    find(centerId: string, leadId: string): Lead | null {
      const [row] = all(
        table,
        'select lead_id, sealed from lead where center_id = ? and lead_id = ?',
        centerId,
        leadId,
      );
      return open(centerId, row);
    },

    /**
     * The next person of a campaign: new, not worked by this desk, not blocked; highest rank first,
     * after the given lead, and from the top again when the end is reached.
     */
    next(centerId: string, campaignId: string, afterLeadId: string | null): Lead | null {
      const after = afterLeadId === null ? null : this.find(centerId, afterLeadId);
      const [row] = all(
        table,
        `select lead_id, sealed from lead
         where center_id = :center and campaign_id = :campaign and status = 'new'
           and worked_at is null and lead_id <> :after
           and not exists (select 1 from dnc where dnc.center_id = lead.center_id
             and dnc.number_hash = lead.number_hash
             and (dnc.scope = 'company' or dnc.campaign_id = lead.campaign_id))
         order by (-rank, lead_id) <= (-:rank, :after), rank desc, lead_id limit 1`
          .replaceAll(':center', '?1')
          .replaceAll(':campaign', '?2')
          .replaceAll(':after', '?3')
          .replaceAll(':rank', '?4'),
        centerId,
        campaignId,
        afterLeadId ?? '',
        after?.rank ?? Number.MAX_SAFE_INTEGER,
      );
      return open(centerId, row);
    },

    /** This desk has talked with the person: not offered again before the center has answered. */
    markWorked(centerId: string, leadId: string, at: string): void {
      run(
        table,
        'update lead set worked_at = ? where center_id = ? and lead_id = ?',
        at,
        centerId,
        leadId,
      );
    },

    remove(centerId: string, leadIds: readonly string[]): void {
      run(
        table,
        'delete from lead where center_id = ? and lead_id in (select value from json_each(?))',
        centerId,
        JSON.stringify(leadIds),
      );
    },

    ids(centerId: string): readonly string[] {
      const rows = all(table, 'select lead_id from lead where center_id = ?', centerId);
      return rows.map((row) => String(row['lead_id']));
    },
  };
}
