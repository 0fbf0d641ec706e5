import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Journal, openJournal } from '../../src/main/journal/journal.ts';
import { createSeal } from '../../src/main/journal/seal.ts';
import type { Owner } from '../../src/main/journal/table.ts';
import { temporaryRoot } from './temporary-root.ts';

export const owner: Owner = { centerId: 'center-1', agentId: 'agent-1' };
export const testKey = new Uint8Array(32).fill(7);

/** A folder of this test alone, gone when it ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(temporaryRoot, 'homeline-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real journal on disk; each write is one second later than the one before. */
export function openTestJournal(folder: string = testFolder()): Journal & { path: string } {
  const path = join(folder, 'journal.db');
  let second = 0;
  const journal = openJournal({
    path,
    seal: createSeal(testKey),
    now() {
      second += 1;
      return new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();
    },
  });
  return { ...journal, path };
}
