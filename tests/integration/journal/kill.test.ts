import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openTestJournal, owner, testFolder } from '../../support/journal.ts';

const loop = join(import.meta.dirname, '../../support/journal-loop.ts');

/** Lets a process write until so many commits have returned, and kills it in the middle. */
async function killAfter(commits: number, path: string, run: string): Promise<string[]> {
  const child = spawn(process.execPath, [loop, path, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    // Lines already in the pipe are read on: each of them was acknowledged.
    if (acknowledged.length === commits) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

test('after kill -9 every acknowledged commit is there, whole, and nothing else is half there', async () => {
  const folder = testFolder();
  const path = join(folder, 'journal.db');
  const acknowledged: string[] = [];
  for (const [run, commits] of [3, 40, 17, 1, 90].entries()) {
    acknowledged.push(...(await killAfter(commits, path, `run${run}`)));
    const journal = openTestJournal(folder);
    expect(journal.setAside).toBeNull();
    const waiting = journal.outbox.waiting(owner, 0, 100_000).map((item) => item.key);
    expect(new Set(waiting).size).toBe(waiting.length);
    expect(waiting).toEqual(
      expect.arrayContaining(acknowledged.flatMap((key) => [`${key}-summary`, `${key}-wish`])),
    );
    // Both items of a commit or none, and each wish blocks.
    const summaries = waiting.filter((key) => key.endsWith('-summary'));
    const wishes = waiting.filter((key) => key.endsWith('-wish'));
    expect(wishes.map((key) => key.replace('-wish', '-summary'))).toEqual(summaries);
    expect(journal.dnc.count(owner.centerId)).toBe(wishes.length);
    // At most the draft of the turn that was cut short, from each run.
    expect(journal.drafts(owner, () => expect.unreachable()).length).toBeLessThanOrEqual(run + 1);
    journal.close();
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(151);
});
