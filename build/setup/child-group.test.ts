import { expect, test } from 'vitest';
import { startGroup } from './child-group.ts';
import { isRunning } from './is-running.ts';

const options = { cwd: import.meta.dirname, env: process.env, limitMs: 20_000 };

function start(script: string, limitMs = options.limitMs) {
  let output = '';
  const group = startGroup(process.execPath, ['-e', script], {
    ...options,
    limitMs,
    onOutput: (chunk) => {
      output += chunk.toString();
    },
  });
  return { group, output: () => output };
}

test('hands on the output and the exit code', async () => {
  const { group, output } = start(
    'console.log("said"); console.error("cried"); process.exitCode = 3',
  );
  expect(await group.ended).toEqual({ code: 3, timedOut: false });
  expect(output()).toContain('said');
  expect(output()).toContain('cried');
});

test('ends what the child left behind', async () => {
  const { group, output } = start(`
    const { spawn } = require('node:child_process');
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    orphan.unref();
    console.log(orphan.pid);
  `);
  expect(await group.ended).toEqual({ code: 0, timedOut: false });
  await expect.poll(() => isRunning(Number(output()))).toBe(false);
});

test('ends a child that runs out of time', async () => {
  const { group } = start('setInterval(() => {}, 1000)', 300);
  expect((await group.ended).timedOut).toBe(true);
});
