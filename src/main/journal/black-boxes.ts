import { z } from 'zod';
import { all, blob, type Owner, run, type Table } from './table.ts';

export type WaitingReport = { readonly reportId: string; readonly text: string };

/** Reports the agent has sent and the center has not kept yet. */
export function createBlackBoxes(table: Table) {
  return {
    put(owner: Owner, report: WaitingReport, writtenAt: string): void {
      run(
        table,
        `insert into black_box (report_id, center_id, agent_id, written_at, sealed)
         values (?, ?, ?, ?, ?) on conflict do nothing`,
        report.reportId,
        owner.centerId,
        owner.agentId,
        writtenAt,
        table.seal.seal(`black-box/${report.reportId}`, report.text),
      );
    },

    remove(reportId: string): void {
      run(table, 'delete from black_box where report_id = ?', reportId);
    },

    /** How many wait for this center. */
    count(owner: Owner): number {
      const [row] = all(
        table,
        'select count(*) as n from black_box where center_id = ? and agent_id = ?',
        owner.centerId,
        owner.agentId,
      );
      return Number(row?.['n'] ?? 0);
    },

    /** The oldest that can be opened; null when none waits. One that cannot is told and stays. */
    next(owner: Owner, after: string | null): WaitingReport | null {
      const rows = all(
        table,
        `select report_id, sealed from black_box
         where center_id = ? and agent_id = ? and report_id > ? order by report_id`,
        owner.centerId,
        owner.agentId,
        after ?? '',
      );
      for (const row of rows) {
        const reportId = String(row['report_id']);
        const place = `black-box/${reportId}`;
        try {
          return { reportId, text: z.string().parse(table.seal.open(place, blob(row['sealed']))) };
        } catch (error) {
          table.onUnreadable(place, error);
        }
      }
      return null;
    },
  };
}
