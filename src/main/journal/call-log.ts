import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import { all, type Owner, run, type Table } from './table.ts';

type LoggedCall = Extract<OutboxEntry, { kind: 'call-log' }>['call'];

/** Every call of this desk. Talk time comes from our own monotonic clock. */
export function createCallLog(table: Table) {
  return {
    put(owner: Owner, call: LoggedCall): void {
      run(
        table,
        `insert into call_log (call_id, center_id, agent_id, started_at, talk_ms, sealed)
         values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
        call.callId,
        owner.centerId,
        owner.agentId,
        call.startedAt,
        call.talkMs,
        table.seal.seal(`call/${call.callId}`, call),
      );
    },

    /** Calls and talk time since an instant. */
    since(owner: Owner, instant: string): { calls: number; talkMs: number } {
      const [row] = all(
        table,
        `select count(*) as calls, coalesce(sum(talk_ms), 0) as talk from call_log
         where center_id = ? and agent_id = ? and started_at >= ?`,
        owner.centerId,
        owner.agentId,
        instant,
      );
      return { calls: Number(row?.['calls'] ?? 0), talkMs: Number(row?.['talk'] ?? 0) };
    },

    /** Do-not-call wishes written since an instant, less those taken back. */
    doNotCallSince(owner: Owner, instant: string): number {
      const [row] = all(
        table,
        `select count(*) filter (where kind = 'dnc-entry')
              - count(*) filter (where kind = 'dnc-withdrawal') as n
         from outbox where center_id = ? and agent_id = ? and written_at >= ?`,
        owner.centerId,
        owner.agentId,
        instant,
      );
      return Math.max(0, Number(row?.['n'] ?? 0));
    },
  };
}
