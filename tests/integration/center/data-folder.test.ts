import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/test-store.ts';

const repository = join(import.meta.dirname, '../../..');
const caller = temporaryFolder();
afterAll(() => rmSync(caller, { recursive: true, force: true }));

/** As npm runs it: in the repository, with a word about where npm was called. */
async function npmRunCenter(...args: readonly string[]) {
  const child = spawn(process.execPath, ['build/setup/center.ts', ...args], {
    cwd: repository,
    env: { ...process.env, INIT_CWD: caller },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, errors };
}

test.each(['missing', 'empty'])(
  'a command on a folder that is %s says so, from where it was given, and makes no store',
  async (name) => {
    const folder = join(caller, name);
    if (name === 'empty') mkdirSync(folder);
    const outcome = await npmRunCenter('user', 'list', '--data', name);
    expect(outcome).toMatchObject({ code: 1, errors: expect.stringContaining(folder) });
    expect(existsSync(join(folder, 'store'))).toBe(false);
    expect(existsSync(folder)).toBe(name === 'empty');
    expect(existsSync(join(repository, name))).toBe(false);
  },
);
