import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestCenter, type TestCenter } from '../../support/center.ts';

const program = join(import.meta.dirname, '../../../src/cli/conformance.ts');

let center: TestCenter;
beforeAll(async () => {
  center = await startTestCenter();
});
afterAll(() => center.close());

async function conformance(password: string) {
  const child = spawn(
    process.execPath,
    [program, '--url', center.url, '--login', 'agent', '--password', password],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

test('our own center keeps the protocol as another one has to', async () => {
  const { code, output } = await conformance('agent-agent');
  expect(output.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
  expect(output).toMatch(/\n(?:[3-9]\d) passed, 0 failed\n$/);
  expect(code).toBe(0);
});

test('a run that could not sign in does not pass', async () => {
  const { code, output } = await conformance('not the password');
  expect(output).toContain('FAIL  name and password bring tokens and a provisioning');
  expect(code).toBe(1);
});
