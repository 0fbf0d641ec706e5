import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, inRepository } from './paths.mjs';
import { tallyVariable } from './vitest-tally.ts';

let folder: string;
beforeEach(() => {
  mkdirSync(cacheFolder, { recursive: true });
  folder = mkdtempSync(join(cacheFolder, 'vitest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs Vitest on these files in a process of its own and reads what the reporter counted. */
function tallyOf(files: Record<string, string>) {
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  const report = join(folder, 'tally.json');
  const reporter = inRepository('build', 'setup', 'vitest-tally.ts');
  const vitest = inRepository('node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--root', folder, '--config', 'none.config.js'];
  writeFileSync(join(folder, 'none.config.js'), 'export default {}');
  const run = spawnSync(process.execPath, [...args, `--reporter=${reporter}`], {
    env: { ...process.env, [tallyVariable]: report },
    encoding: 'utf8',
  });
  return { tally: JSON.parse(readFileSync(report, 'utf8')) as unknown, code: run.status };
}

test('counts tests, hooks that break, and files that do not load', { timeout: 30_000 }, () => {
  const counted = tallyOf({
    'tests.test.js': `
      import { beforeAll, describe, expect, test } from 'vitest';
      test('passes', () => {});
      let tries = 0;
      test('passes at last', { retry: 1 }, () => expect(++tries).toBe(2));
      test('fails', () => expect(1).toBe(2));
      test.skip('is skipped', () => {});
      test.todo('is to do');
      describe('with a broken hook', () => {
        beforeAll(() => { throw new Error('broken'); });
        test('is never reached', () => {});
      });`,
    'unloadable.test.js': `throw new Error('cannot be loaded');`,
  });
  expect(counted).toEqual({ tally: { passed: 2, failed: 3, skipped: 3, again: 1 }, code: 1 });
});
