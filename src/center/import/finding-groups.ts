import type { FindingGroup } from '../../contract/http/lead-import.ts';
import type { Finding } from '../../domain/campaign/lead-row.ts';
import { inReport } from './advice.ts';

const rowsOfEach = 50;

/** Findings of many rows, counted by what they are, with the first rows of each. */
export function createFindingGroups() {
  const groups = new Map<string, FindingGroup>();
  return {
    add(row: number, findings: readonly Finding[]): void {
      for (const finding of inReport(findings)) {
        const known = groups.get(finding.code);
        if (!known) groups.set(finding.code, { ...finding, count: 1, rows: [row] });
        else {
          known.count += 1;
          if (known.rows.length < rowsOfEach && known.rows.at(-1) !== row) known.rows.push(row);
        }
      }
    },
    /** The commonest first. */
    all: (): FindingGroup[] => [...groups.values()].sort((one, other) => other.count - one.count),
  };
}
