import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WdioTally } from './wdio-tally.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const counted = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

test('counts passes, failures, skipped tests and failing hooks, each at once', () => {
  const logFile = join(folder, 'e2e', '0-0.json');
  const tally = new WdioTally({ logFile });
  expect(counted(logFile)).toEqual({ passed: 0, failed: 0, skipped: 0, again: 0 });

  tally.emit('test:pass', {});
  tally.emit('test:pass', {});
  tally.emit('test:fail', {});
  tally.emit('test:pending', {});
  tally.emit('hook:end', { title: '"before all" hook' });
  tally.emit('hook:end', { title: '"before all" hook', error: new Error('no window') });
  expect(counted(logFile)).toEqual({ passed: 2, failed: 2, skipped: 1, again: 0 });
  expect(tally.isSynchronised).toBe(true);
});

test('a spec that is tried again replaces its first count, and says so', () => {
  const logFile = join(folder, '0-0.json');
  new WdioTally({ logFile }).emit('test:fail', {});
  new WdioTally({ logFile }).emit('test:pass', {});
  expect(counted(logFile)).toEqual({ passed: 1, failed: 0, skipped: 0, again: 1 });
});

test('refuses to count into nowhere', () => {
  expect(() => new WdioTally({})).toThrow('outputDir');
});
