import type { AgentState, ReasonId } from '../../domain/agent-state/agent-state.ts';
import { all, type Owner, run, type Table } from './table.ts';

type LoggedState = Exclude<AgentState, 'signed-out'>;

/** How long an agent was in one state, over all its stretches. */
export type StateTime = {
  readonly state: LoggedState;
  readonly reasonId: ReasonId | null;
  readonly ms: number;
};

/** The stretches of the agent's day, each written when it is over. */
export function createAgentLog(table: Table) {
  return {
    put(
      owner: Owner,
      stretch: {
        readonly state: LoggedState;
        readonly reasonId: ReasonId | null;
        readonly began: string;
      },
      durationMs: number,
    ): void {
      run(
        table,
        `insert into agent_log (center_id, agent_id, state, reason_id, began_at, duration_ms)
         values (?, ?, ?, ?, ?, ?)`,
        owner.centerId,
        owner.agentId,
        stretch.state,
        stretch.reasonId,
        stretch.began,
        durationMs,
      );
    },

    /** Time in each state and reason, of stretches that began at an instant or later. */
    since(owner: Owner, instant: string): readonly StateTime[] {
      return all(
        table,
        `select state, reason_id as reason, sum(duration_ms) as ms from agent_log
         where center_id = ? and agent_id = ? and began_at >= ?
         group by state, reason_id order by min(ordinal)`,
        owner.centerId,
        owner.agentId,
        instant,
      ).map((row) => ({
        state: String(row['state']) as LoggedState,
        reasonId: row['reason'] === null ? null : String(row['reason']),
        ms: Number(row['ms']),
      }));
    },
  };
}
