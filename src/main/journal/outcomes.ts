import type { Summary } from '../../domain/summary/summary.ts';
import { all, type Owner, run, type Table } from './table.ts';

/** What became of each call: which outcome, and how long the agent wrote about it. */
export function createOutcomes(table: Table) {
  return {
    /** A later revision changes the outcome; the time of the first wrap-up stays. */
    put(owner: Owner, summary: Summary, at: string): void {
      const wrapUpMs =
        summary.endedAt === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(summary.endedAt));
      run(
        table,
        `insert into call_outcome (call_id, center_id, agent_id, campaign_id, disposition_id,
           wrap_up_ms) values (?, ?, ?, ?, ?, ?)
         on conflict (call_id) do update set campaign_id = excluded.campaign_id,
           disposition_id = excluded.disposition_id`,
        summary.callId,
        owner.centerId,
        owner.agentId,
        summary.campaignId,
        summary.dispositionId,
        wrapUpMs,
      );
    },

    /** Time in wrap-up, and how often each outcome was chosen, of calls since an instant. */
    since(
      owner: Owner,
      instant: string,
    ): {
      readonly wrapUpMs: number;
      readonly outcomes: {
        campaignId: string | null;
        dispositionId: string | null;
        count: number;
      }[];
    } {
      const rows = all(
        table,
        `select call_outcome.campaign_id, disposition_id, count(*) as n,
           sum(call_outcome.wrap_up_ms) as wrap_up
         from call_outcome join call_log using (call_id)
         where call_log.center_id = ? and call_log.agent_id = ? and call_log.started_at >= ?
         group by call_outcome.campaign_id, disposition_id
         order by n desc, disposition_id`,
        owner.centerId,
        owner.agentId,
        instant,
      );
      return {
        wrapUpMs: rows.reduce((sum, row) => sum + Number(row['wrap_up'] ?? 0), 0),
        outcomes: rows.map((row) => ({
          campaignId: textOf(row['campaign_id']),
          dispositionId: textOf(row['disposition_id']),
          count: Number(row['n']),
        })),
      };
    },
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
