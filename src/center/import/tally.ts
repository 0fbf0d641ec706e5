import type { FindingGroup, ImportCounts } from '../../contract/http/lead-import.ts';
import { createFindingGroups } from './finding-groups.ts';
import { type ImportSession, idleProgress } from './import-session.ts';
import type { MatchedRow } from './match.ts';

/** Counts the rows of one run over a file, and says how far it is. */
export function createTally(session: ImportSession, phase: 'checking' | 'storing', total: number) {
  const groups = createFindingGroups();
  const counts: ImportCounts = { rows: 0, imported: 0, merged: 0, skipped: 0 };
  const emptyRows = session.shape?.emptyRows ?? 0;
  const say = (done: number) => {
    session.progress = { ...idleProgress(session.id), phase, done, total };
  };
  say(0);
  return {
    say,
    take(rows: readonly MatchedRow[]): void {
      for (const { row, outcome, findings } of rows) {
        counts.rows += 1;
        counts[outcome] += 1;
        groups.add(row, findings);
      }
    },
    end(last: 'checked' | 'done', leadListId: string | null): void {
      session.progress = {
        ...idleProgress(session.id),
        phase: last,
        done: total,
        total,
        counts,
        findings: [...groups.all(), ...(emptyRows > 0 ? [emptyGroup(emptyRows)] : [])],
        leadListId,
      };
    },
  };
}

function emptyGroup(count: number): FindingGroup {
  const advice = 'Empty rows were passed over.';
  return { code: 'empty-rows', count, rows: [], column: '', value: '', advice };
}
