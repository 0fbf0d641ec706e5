import { existsSync } from 'node:fs';
import '../../src/cli/tour/quiet.ts';
import { chooseRuntime } from '../../build/runtime.mjs';
import { WdioTally } from '../../build/setup/wdio-tally.ts';
import { saveEvidence } from './support/app.ts';
import { prepareRun, type StartCapabilities } from './support/prepared-run.ts';

const distributionDriver = '/usr/bin/chromedriver';
const resultsFolder = 'test-results/e2e';
const inWorker = process.env['WDIO_WORKER_ID'] !== undefined;
const runtime = await chooseRuntime(inWorker ? { say: () => undefined } : {});
const removals = new Map<string, (failed: boolean) => void>();

/**
 * The built app, driven through its visible controls by the official Electron service: the same
 * specs on real Electron and on the Chromium host. Every spec file has an app of its own, with a
 * user-data folder of its own.
 */
export const config = {
  runner: 'local',
  specs: ['./*.e2e.ts'],
  // A spec waits for voices and clocks most of its time.
  maxInstances: 3,
  capabilities: [
    {
      browserName: 'electron',
      'wdio:enforceWebDriverClassic': true,
      ...(runtime.name === 'chromium' && existsSync(distributionDriver)
        ? { 'wdio:chromedriverOptions': { binary: distributionDriver } }
        : {}),
      'wdio:electronServiceOptions': { appBinaryPath: runtime.executable, appArgs: ['--app=.'] },
    },
  ],
  services: ['electron'],
  framework: 'mocha',
  reporters: [
    'spec',
    [
      WdioTally,
      { outputDir: resultsFolder, outputFileFormat: ({ cid }: { cid: string }) => `${cid}.json` },
    ],
  ],
  bail: 0,
  // Three apps and their voices on two cores starve now and then: what fails is tried again at the
  // end, alone, with an app of its own, and the run says so.
  specFileRetries: 1,
  specFileRetriesDeferred: true,
  logLevel: 'error',
  waitforTimeout: 30_000,
  waitforInterval: 100,
  connectionRetryTimeout: 90_000,
  mochaOpts: { timeout: 120_000 },

  onWorkerStart(cid: string, capabilities: StartCapabilities, specs: readonly string[]): void {
    const prepared = prepareRun(specs[0] ?? '', resultsFolder);
    capabilities['goog:chromeOptions'].args.push(...prepared.switches);
    removals.set(cid, prepared.remove);
  },

  onWorkerEnd(cid: string, exitCode: number): void {
    removals.get(cid)?.(exitCode !== 0);
  },

  async afterTest(test: { title: string }, _context: unknown, { passed }: { passed: boolean }) {
    if (!passed) await saveEvidence(test.title, resultsFolder);
  },
};
