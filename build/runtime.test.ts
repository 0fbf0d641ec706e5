import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseRuntime } from './runtime.mjs';

const day = 24 * 60 * 60 * 1000;
let root = '';
let said: string[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'runtime-'));
  said = [];
});

afterEach(() => rm(root, { recursive: true }));

/** A repository whose electron package has this installer and, perhaps, a binary. */
async function givenElectron({ installer = '', binary = '' }): Promise<void> {
  const folder = join(root, 'node_modules', 'electron');
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ version: '45.4.1' }));
  await writeFile(join(folder, 'install.js'), installer);
  if (binary === '') return;
  await writeFile(join(folder, 'dist', 'version'), '45.4.1');
  await writeFile(join(folder, 'path.txt'), 'electron');
  await writeFile(join(folder, 'dist', 'electron'), `#!/bin/sh\n${binary}\n`);
  await chmod(join(folder, 'dist', 'electron'), 0o755);
}

function choose(environment: Record<string, string>, now = 0) {
  return chooseRuntime({
    root,
    environment: { PATH: process.env['PATH'] ?? '', ...environment },
    say: (line) => said.push(line),
    now,
  });
}

const failing = `require('fs').appendFileSync(__dirname + '/tries', 'x');
console.error('no such host'); process.exit(1);`;

async function tries(): Promise<number> {
  return (await readFile(join(root, 'node_modules/electron/tries'), 'utf8')).length;
}

it('takes Electron when its binary is there and starts', async () => {
  await givenElectron({ binary: 'echo v45.4.1' });
  const runtime = await choose({ DISPLAY: ':0' });
  expect(runtime.name).toBe('electron');
  expect(runtime.executable).toBe(join(root, 'node_modules/electron/dist/electron'));
  expect(said).toEqual(['Runtime: Electron (its binary is here).']);
});

it('takes the host when the binary lacks a library', async () => {
  await givenElectron({ binary: 'echo libnss3.so: cannot open >&2; exit 127' });
  const runtime = await choose({ DISPLAY: ':0' });
  expect(runtime.name).toBe('chromium');
  expect(runtime.executable).toBe(join(root, 'build/chromium-host/dist/electron'));
  expect(runtime.why).toContain('libnss3.so: cannot open');
});

it('tries the download once a day and remembers that it failed', async () => {
  await givenElectron({ installer: failing });
  expect((await choose({ DISPLAY: ':0' }, 0)).why).toContain('no such host');
  expect((await choose({ DISPLAY: ':0' }, day - 1)).why).toContain('not tried again today');
  expect(await tries()).toBe(1);
  await choose({ DISPLAY: ':0' }, day + 1);
  expect(await tries()).toBe(2);
});

it('takes the host without a display, and does not try to download', async () => {
  await givenElectron({ installer: failing });
  expect((await choose({})).why).toContain('display');
  await expect(tries()).rejects.toThrow();
});

it('is forced by HOMELINE_RUNTIME', async () => {
  await givenElectron({ binary: 'echo v45.4.1' });
  expect((await choose({ HOMELINE_RUNTIME: 'chromium', DISPLAY: ':0' })).name).toBe('chromium');
  expect((await choose({ HOMELINE_RUNTIME: 'electron' })).name).toBe('electron');
  await expect(choose({ HOMELINE_RUNTIME: 'firefox' })).rejects.toThrow(/'electron' or 'chromium'/);
});

it('says what to do when the forced Electron cannot be had', async () => {
  await givenElectron({ installer: failing });
  await expect(choose({ HOMELINE_RUNTIME: 'electron' })).rejects.toThrow(
    /no such host.*install\.js/s,
  );
});
