import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));

it('lets the official Electron service of WebdriverIO drive an app', async () => {
  const child = spawn(
    process.execPath,
    ['node_modules/@wdio/cli/bin/wdio.js', 'run', 'tests/host/wdio/wdio.conf.ts'],
    { cwd: repository, env: { ...process.env, CI: '1' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, output).toBe(0);
  expect(output).toMatch(/4 passing/);
}, 120_000);
