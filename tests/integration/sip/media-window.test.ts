import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let folder: string;
let child: ChildProcess | null = null;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-window-'));
  // As electron-vite builds it: the page's folder under the root, assets beside it.
  await build({
    configFile: false,
    root: join(root, 'src'),
    base: './',
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'pages'),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, 'src/media/index.html') },
    },
  });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'preload'),
      emptyOutDir: true,
      lib: {
        entry: join(root, 'src/preload/media.ts'),
        formats: ['cjs'],
        fileName: () => 'media.cjs',
      },
      rolldownOptions: { external: ['electron'] },
    },
  });
});
afterAll(async () => {
  child?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('the hidden window answers only to us, has no network, and comes back when it dies', async () => {
  const facts = join(folder, 'facts.json');
  const started = spawn(
    join(root, 'build/chromium-host/dist/electron'),
    [
      join(import.meta.dirname, 'media-window-app'),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--use-fake-device-for-media-stream',
    ],
    {
      env: {
        ...process.env,
        MEDIA_PAGES: join(folder, 'pages'),
        MEDIA_PRELOAD: join(folder, 'preload/media.cjs'),
        MEDIA_FACTS: facts,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise((resolve) => started.once('close', resolve));
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  console.log(output.trim());
  expect(JSON.parse(await readFile(facts, 'utf8'))).toEqual({
    devices: true,
    prepared: 'ok',
    reach: 'UnknownConnection',
    fetched: 'TypeError',
    isVisible: false,
    readyBefore: 1,
    strangerRefused: true,
    ownProcesses: true,
    lostOfSpare: 0,
    // The stranger and the page that was the spare.
    windows: 2,
    after: true,
    lost: 1,
    ready: 2,
  });
});
