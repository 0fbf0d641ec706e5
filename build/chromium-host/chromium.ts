import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';
import {
  addSwitch,
  parseSwitch,
  type Switches,
  splitCommandLine,
  toArguments,
} from './switches.ts';

/** The binary itself: Debian's /usr/bin/chromium is a wrapper that adds switches of its own. */
const CANDIDATES = ['/usr/lib/chromium/chromium', '/usr/lib/chromium-browser/chromium-browser'];

const ALWAYS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-quic',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // Each of these features costs a renderer of 80 MB.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
];

export type Chromium = {
  connection: CdpConnection;
  process: ChildProcess;
  headless: boolean;
  userData: string;
};

/** The Chromium to run, or a message that says how to get one. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['HOMELINE_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(`HOMELINE_CHROMIUM names ${chosen}, which does not exist.`);
  }
  const found = CANDIDATES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const how =
    process.platform === 'linux'
      ? "Install it with 'apt install chromium' (Debian, Ubuntu)"
      : 'Install Chromium';
  throw new Error(
    `The Chromium host found no Chromium. ${how}, or set HOMELINE_CHROMIUM to its executable.`,
  );
}

/** True when windows cannot be seen, so that Chromium runs with `--headless=new`. */
function isHeadless(environment: NodeJS.ProcessEnv = process.env): boolean {
  return !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'];
}

/** All switches for Chromium: ours, the environment's, then the app's; lists are merged. */
export function chromiumSwitches(
  app: Switches,
  environment: NodeJS.ProcessEnv = process.env,
): Switches {
  const all: Switches = new Map();
  const given = splitCommandLine(environment['HOMELINE_CHROMIUM_FLAGS'] ?? '');
  for (const argument of [...ALWAYS, ...given]) {
    const parsed = parseSwitch(argument);
    if (parsed !== undefined) addSwitch(all, ...parsed);
  }
  if (isHeadless(environment)) addSwitch(all, 'headless', 'new');
  if (process.getuid?.() === 0) addSwitch(all, 'no-sandbox', '');
  for (const [name, value] of app) addSwitch(all, name, value);
  return all;
}

/**
 * Starts Chromium on `userData`. The pipe (descriptors 3 and 4) is ours alone; a debugging port
 * opens beside it only when the app's own switches ask for one, as chromedriver's do.
 */
export async function launchChromium(userData: string, app: Switches): Promise<Chromium> {
  const switches = chromiumSwitches(app);
  await mkdir(userData, { recursive: true });
  const child = spawn(
    findChromium(),
    [...toArguments(switches), '--remote-debugging-pipe', `--user-data-dir=${userData}`],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, GOOGLE_API_KEY: 'no', GOOGLE_DEFAULT_CLIENT_ID: 'no' },
    },
  );
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (process.env['HOMELINE_CHROMIUM_LOG']) process.stderr.write(chunk);
    complaints = (complaints + chunk.toString()).slice(-4000);
  });
  const [, , , output, input] = child.stdio;
  const connection = new CdpConnection(input as Readable, output as Writable);
  await Promise.race([
    connection.browser.send('Browser.getVersion'),
    new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`Chromium did not start (${code ?? signal}):\n${complaints}`)),
      );
    }),
  ]);
  return { connection, process: child, headless: switches.has('headless'), userData };
}
