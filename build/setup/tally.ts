import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended } from './child-group.ts';

/** How many tests of a stage did what; `again` of them failed first, and were tried once more. */
export type Tally = { passed: number; failed: number; skipped: number; again: number };

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, again: 0 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      again: all.again + one.again,
    }),
    nothing,
  );
}

/** The last line of every test run. */
export function tallyLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** What that line does not tell, in a line of its own before it; null when there is nothing. */
export function asideLine({ skipped, again }: Tally): string | null {
  const parts = [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(again > 0 ? [`${again} failed first and tried again`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

/**
 * What a stage counts for, given what its tests reported and how its process ended. A stage that
 * broke down, ran out of time or executed no test is a failure, whatever its report says.
 */
export function judge(
  reported: Tally,
  { code, timedOut }: Ended,
): { tally: Tally; complaint: string | undefined } {
  const withFailure = { ...reported, failed: reported.failed + 1 };
  if (timedOut) return { tally: withFailure, complaint: 'ran out of time' };
  if (code !== 0 && reported.failed === 0) {
    return { tally: withFailure, complaint: `ended with code ${code}` };
  }
  if (reported.passed + reported.failed === 0) {
    return { tally: withFailure, complaint: 'executed no test' };
  }
  return { tally: reported, complaint: undefined };
}

/**
 * What becomes of a stage that this machine lacks something for: it is left out aloud, and where it
 * was asked for by name with `--required`, it has failed.
 *
 * @param lacking - What is missing, then what to do about it, in lines.
 */
export function leaveOut(
  name: string,
  lacking: string,
  { required }: { readonly required: boolean },
): { tally: Tally; announcement: string; line: string } {
  const verdict = required ? 'FAILED' : 'SKIPPED';
  return {
    tally: { ...nothing, [required ? 'failed' : 'skipped']: 1 },
    announcement: `── ${name}: ${verdict}, nothing of it was tested\n${lacking}`,
    line: `${name.padEnd(12)}  ${verdict}: ${lacking.split('\n')[0]}`,
  };
}

/** Reads what the Vitest reporter of this folder has counted. */
export function countTally(file: string): Tally {
  return (readReport(file) as Tally | undefined) ?? nothing;
}

/**
 * Counts the files that the WebdriverIO reporter of this folder writes, one per worker; a worker
 * without any test could not load its specs, which is one failure.
 */
export function countWorkers(folder: string): Tally {
  if (!existsSync(folder)) return nothing;
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return sum(
    files.map((name) => {
      const tally = readReport(join(folder, name)) as Tally;
      const isEmpty = tally.passed + tally.failed + tally.skipped === 0;
      return isEmpty ? { ...nothing, failed: 1 } : tally;
    }),
  );
}

/** Counts a list of facts, each `{ ok }`: the checks' and the tour's reports. */
export function countFacts(file: string): Tally {
  const report = readReport(file) as { facts: { ok: boolean }[] } | undefined;
  const facts = report?.facts ?? [];
  const passed = facts.filter((fact) => fact.ok).length;
  return { ...nothing, passed, failed: facts.length - passed };
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
