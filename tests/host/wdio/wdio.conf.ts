import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
// The workers read this file too: the launcher's folder reaches them by the environment.
process.env['HOST_WDIO_USER_DATA'] ??= mkdtempSync(join(tmpdir(), 'host-wdio-'));
const userData = process.env['HOST_WDIO_USER_DATA'];

/** Shows that the official Electron service drives an app on the Chromium host. */
export const config = {
  runner: 'local',
  specs: ['./fixture.e2e.ts'],
  maxInstances: 1,
  capabilities: [
    {
      browserName: 'electron',
      'wdio:chromedriverOptions': { binary: '/usr/bin/chromedriver' },
      'wdio:electronServiceOptions': {
        appBinaryPath: join(repository, 'build/chromium-host/dist/electron'),
        appArgs: ['--app=tests/host/fixture-app', `--user-data-dir=${userData}`],
      },
    },
  ],
  services: ['electron'],
  framework: 'mocha',
  reporters: ['spec'],
  logLevel: 'warn',
  mochaOpts: { timeout: 60_000 },
  onComplete: () => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }),
};
