import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { expect, it, onTestFinished } from 'vitest';
import { assemble } from '../../build/chromium-host/assemble.ts';
import { contractApp, makeUserData, runScenario } from './runtime-runner.ts';

it('runs a packed app from a folder that stands alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packaged-'));
  const userData = await makeUserData();
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
    await userData.remove();
  });
  await assemble(folder);
  await createPackage(contractApp, join(folder, 'resources', 'app.asar'));
  const executable = join(folder, 'contract-app');
  await rename(join(folder, 'electron'), executable);

  process.env['XDG_CACHE_HOME'] = userData.path;
  onTestFinished(() => {
    delete process.env['XDG_CACHE_HOME'];
  });
  const run = await runScenario(executable, 'packaged', userData.path);
  expect(run.output).toBe('');
  expect(run.code).toBe(0);
  expect(JSON.parse(run.lines[0] ?? '{}')).toEqual({
    isPackaged: true,
    name: 'Contract App',
    exe: executable,
    resourcesPath: join(folder, 'resources'),
    firstArgument: executable,
    title: 'Contract page',
  });
});
