import { type CallPlace, type PastCall, pastCall } from '../../contract/ipc/desk-api.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

/** Opening them takes main a few milliseconds; a page asks for more when its reader goes on. */
const pastCallsAtOnce = 200;

/** A call as the center is told of it, and with whom it was where no number says so, else ''. */
export type LoggedCall = Extract<OutboxEntry, { kind: 'call-log' }>['call'] & {
  readonly withWhom: string;
};

/** As an earlier version has written it, too. */
type Written = Omit<LoggedCall, 'withWhom'> & Partial<LoggedCall>;

/** One part of the past calls. */
type PastCalls = { readonly calls: readonly PastCall[]; readonly older: CallPlace | null };

/** So many of the newest calls are looked through for numbers that were dialed. */
const searchedForDialed = 60;

/** Every call of this desk. Talk time comes from our own monotonic clock. */
export function createCallLog(table: Table) {
  function past(row: Record<string, unknown>): PastCall[] {
    const callId = String(row['call_id']);
    const dispositionId = row['disposition_id'];
    try {
      const call = table.seal.open(`call/${callId}`, blob(row['sealed'])) as Written;
      return [
        pastCall.parse({
          ...call,
          withWhom: call.withWhom ?? '',
          consultation: row['kind'] === 'consultation',
          answered: call.answeredAt !== null,
          dispositionId: typeof dispositionId === 'string' ? dispositionId : null,
        }),
      ];
    } catch (error) {
      table.onUnreadable(`call/${callId}`, error);
      return [];
    }
  }

  /** A part of the past calls with their outcomes, newest first, and where the next one begins. */
  function recent(owner: Owner, before: CallPlace | null, limit = pastCallsAtOnce): PastCalls {
    const rows = all(
      table,
      `select call_log.call_id, call_log.started_at, call_log.kind, call_log.sealed,
              call_outcome.disposition_id
       from call_log left join call_outcome using (call_id)
       where call_log.center_id = ? and call_log.agent_id = ?
         and (call_log.started_at, call_log.call_id) < (?, ?)
       order by call_log.started_at desc, call_log.call_id desc limit ?`,
      owner.centerId,
      owner.agentId,
      before?.startedAt ?? '9999',
      before?.callId ?? '',
      limit + 1,
    );
    const part = rows.slice(0, limit);
    const last = part.at(-1);
    return {
      calls: part.flatMap(past),
      // Of the row, not of the call: one that cannot be opened does not end the list.
      older:
        last && rows.length > limit
          ? { startedAt: String(last['started_at']), callId: String(last['call_id']) }
          : null,
    };
  }

  return {
    put(owner: Owner, call: LoggedCall, kind: 'conversation' | 'consultation'): void {
      run(
        table,
        `insert into call_log (call_id, center_id, agent_id, started_at, talk_ms, kind, sealed)
         values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
        call.callId,
        owner.centerId,
        owner.agentId,
        call.startedAt,
        call.talkMs,
        kind,
        table.seal.seal(`call/${call.callId}`, call),
      );
    },

    /** Calls and talk time since an instant. Who was asked meanwhile is within the customer's call. */
    since(owner: Owner, instant: string): { calls: number; talkMs: number } {
      const [row] = all(
        table,
        `select count(*) as calls, coalesce(sum(talk_ms), 0) as talk from call_log
         where kind = 'conversation' and center_id = ? and agent_id = ? and started_at >= ?`,
        owner.centerId,
        owner.agentId,
        instant,
      );
      return { calls: Number(row?.['calls'] ?? 0), talkMs: Number(row?.['talk'] ?? 0) };
    },

    recent,

    find(owner: Owner, callId: string): PastCall | null {
      const [row] = all(
        table,
        `select call_log.call_id, call_log.kind, call_log.sealed, call_outcome.disposition_id
         from call_log left join call_outcome using (call_id)
         where call_log.center_id = ? and call_log.agent_id = ? and call_log.call_id = ?`,
        owner.centerId,
        owner.agentId,
        callId,
      );
      return row ? (past(row)[0] ?? null) : null;
    },

    /** Numbers this agent dialed last, each once, newest first. */
    lastDialed(
      owner: Owner,
      count: number,
    ): { number: E164; customerId: string | null; at: string }[] {
      const dialed = new Map<E164, { number: E164; customerId: string | null; at: string }>();
      for (const call of recent(owner, null, searchedForDialed).calls) {
        const { number, customerId, startedAt } = call;
        if (call.direction !== 'outbound' || call.consultation) continue;
        if (number === null || dialed.has(number)) continue;
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
