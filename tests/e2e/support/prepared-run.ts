import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromiumSwitches } from '../../../src/cli/tour/app.ts';
import { randomTones } from '../../../src/cli/tour/scenario.ts';
import { writeToneFile } from '../../../src/cli/tour/tone-file.ts';
import { castOf, secondToneOf } from './cast.ts';

/** The part of WebdriverIO's capabilities that carries the app's command line. */
export type StartCapabilities = { readonly 'goog:chromeOptions': { readonly args: string[] } };

const files = join(import.meta.dirname, '../files');

/** Practice without the call that greets a newcomer, which would come into other calls. */
const practice = ['--practice', '--no-greeting'];

/** Spec files whose app is started in another way: for practice with more, or for work. */
const switchesOf: Readonly<Record<string, readonly string[]>> = {
  newcomer: ['--practice'],
  'bad-lead-list': [...practice, `--leads=${join(files, 'not-a-list.txt')}`],
  'bad-script': [...practice, `--script=${join(files, 'missing-target.script.json')}`],
  'bad-line': [],
  'bad-sign-in': [],
  'offline-restart': [],
  typing: [],
};

/** Spec files in which two customers call in. */
const withSecondCaller: ReadonlySet<string> = new Set([
  'second-call',
  'transfer',
  'day-en',
  'day-vi',
  'day-zh',
]);

/**
 * Makes what one spec file needs: a user-data folder of its own, a microphone that sounds a tone
 * nobody else uses, and customers who answer with another one.
 */
export function prepareRun(spec: string, resultsFolder: string) {
  const name = basename(spec, '.e2e.ts');
  const folder = mkdtempSync(join(tmpdir(), 'homeline-e2e-'));
  const userData = join(folder, 'user-data');
  const tones = randomTones();
  const microphone = join(folder, 'microphone.wav');
  const scenario = join(folder, 'scenario.json');
  mkdirSync(userData);
  writeToneFile(microphone, tones.agentHz);
  const secondHz = withSecondCaller.has(name) ? secondToneOf(tones.customerHz) : null;
  writeFileSync(scenario, JSON.stringify(castOf(tones.customerHz, secondHz)));
  writeFileSync(join(folder, 'tones.json'), JSON.stringify(tones));
  return {
    switches: [
      `--user-data-dir=${userData}`,
      '--log-level=debug',
      `--scenario=${scenario}`,
      ...chromiumSwitches(microphone),
      ...(switchesOf[name] ?? practice),
    ],
    /** Removes everything; the log of a run that failed is kept with the results. */
    remove(failed: boolean): void {
      const logs = join(userData, 'logs');
      if (failed && existsSync(logs)) {
        cpSync(logs, join(resultsFolder, 'logs', name), { recursive: true });
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 });
    },
  };
}
