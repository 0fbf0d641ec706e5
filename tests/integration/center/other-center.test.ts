import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

// Whether docs/protocol.md is enough to write a center from: one that was is asked what ours is.

const folder = join(import.meta.dirname, '../../support/other-center');
const program = join(import.meta.dirname, '../../../src/cli/conformance.ts');
const password = 'correct horse battery';

const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill();
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  }
  for (const one of folders.splice(0)) rmSync(one, { recursive: true });
});

/** Starts the other center on a free port; with a mistake in it, when one is named. */
async function startOtherCenter(fault = ''): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'other-center-'));
  folders.push(place);
  const args = [join(folder, 'center.ts'), 'ada', password, join(place, 'items'), fault];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const [url] = await Promise.race([
    createInterface({ input: child.stdout })
      [Symbol.asyncIterator]()
      .next()
      .then(({ value }) => [value]),
    new Promise<never>((_resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the other center ended with ${code}`)));
    }),
  ]);
  return String(url);
}

async function conformance(url: string) {
  const args = [program, '--url', url, '--login', 'ada', '--password', password];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const failed = lines.filter((line) => line.startsWith('FAIL')).map((line) => line.slice(6));
  return { code, failed, passed: Number(/^(\d+) passed/.exec(lines.at(-1) ?? '')?.[1]) };
}

test('a center that was written from the page keeps the protocol', async () => {
  const { code, failed, passed } = await conformance(await startOtherCenter());
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(37);
  expect(code).toBe(0);
});

test('it has fewer than 300 lines, and nothing of ours', () => {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const lines = texts.flatMap((text) => text.trimEnd().split('\n'));
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.length).toBeLessThan(300);
  const sources = texts
    .flatMap((text) => [...text.matchAll(/(?:from|import|import\() ?'([^']+)'/g)])
    .map(([, source]) => source ?? '');
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter((source) => !/^(node:[\w/]+|ws|\.\/[\w-]+\.ts)$/.test(source))).toEqual([]);
});

test.each([
  ['stores-twice', 'the same item again has the same receipt'],
  ['loses-receipts', 'the receipt can be asked for by its key'],
  ['any-password', 'a wrong password is wrong-credentials'],
])('a center that %s does not pass', async (fault, check) => {
  const { code, failed } = await conformance(await startOtherCenter(fault));
  expect(failed).toContain(check);
  expect(code).toBe(1);
});
