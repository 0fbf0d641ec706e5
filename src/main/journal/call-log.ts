import type { E164 } from '../../domain/customer/customer.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

type LoggedCall = Extract<OutboxEntry, { kind: 'call-log' }>['call'];

/** So many of the newest calls are looked through for numbers that were dialed. */
const searchedForDialed = 60;

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

    /** Numbers this agent dialed last, each once, newest first. */
    lastDialed(
      owner: Owner,
      count: number,
    ): { number: E164; customerId: string | null; at: string }[] {
      const rows = all(
        table,
        `select call_id, sealed from call_log where center_id = ? and agent_id = ?
         order by started_at desc limit ?`,
        owner.centerId,
        owner.agentId,
        searchedForDialed,
      );
      const dialed = new Map<E164, { number: E164; customerId: string | null; at: string }>();
      for (const row of rows) {
        const call = table.seal.open(`call/${row['call_id']}`, blob(row['sealed'])) as LoggedCall;
        const { number, customerId, startedAt } = call;
        if (call.direction !== 'outbound' || number === null || dialed.has(number)) continue;
        dialed.set(number, { number, customerId, at: startedAt });
        if (dialed.size === count) break;
      }
      return [...dialed.values()];
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
