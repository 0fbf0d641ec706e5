import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../integration/sip/eventually.ts';

test('killed without a chance to tidy up, a test leaves no Asterisk, no network and no mount', async () => {
  const owner = fork(join(import.meta.dirname, 'rig/owner.ts'), { stdio: 'inherit' });
  const [made] = (await once(owner, 'message')) as [{ processId: number; wire: string }];
  const interfaces = () => execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' });
  expect(interfaces()).toContain(`${made.wire}@`);
  owner.kill('SIGKILL');
  await eventually(
    async () => [existsSync(`/proc/${made.processId}`), interfaces().includes(`${made.wire}@`)],
    (left) => !left.includes(true),
  );
  expect(
    execFileSync('findmnt', ['--raw', '--output', 'TARGET'], { encoding: 'utf8' }),
  ).not.toMatch(/asterisk-root/);
});
