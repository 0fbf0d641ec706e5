import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanupWdioSession, startWdioSession } from '@wdio/electron-service';

export type Browser = Awaited<ReturnType<typeof startWdioSession>>;

export type LaunchOptions = {
  /** The executable of the runtime: real Electron or the Chromium host. */
  readonly executable: string;
  readonly chromedriver: string | null;
  readonly userData: string;
  /** WAV file that stands for the microphone; null: the machine has none. */
  readonly microphone: string | null;
  readonly switches: readonly string[];
};

/** Switches for Chromium that keep a run on this machine and replace its microphone. */
export function chromiumSwitches(microphone: string | null): string[] {
  return [
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
    '--allow-loopback-in-peer-connection',
    ...(microphone
      ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`]
      : []),
  ];
}

/** The capabilities with which WebdriverIO's Electron service starts the built app. */
export function electronCapabilities(options: LaunchOptions) {
  mkdirSync(join(options.userData, 'logs'), { recursive: true });
  return {
    browserName: 'electron',
    ...(options.chromedriver
      ? { 'wdio:chromedriverOptions': { binary: options.chromedriver } }
      : {}),
    'wdio:electronServiceOptions': {
      appBinaryPath: options.executable,
      appArgs: [
        '--app=.',
        `--user-data-dir=${options.userData}`,
        '--log-level=debug',
        '--no-greeting',
        ...chromiumSwitches(options.microphone),
        ...options.switches,
      ],
    },
  };
}

/** Starts the built app and attaches to its desk window. */
export async function launch(options: LaunchOptions): Promise<Browser> {
  const browser = await startWdioSession([electronCapabilities(options)]);
  await toDesk(browser);
  return browser;
}

/** The hidden media window is a window like any other to the driver: find the desk's. */
export async function toDesk(browser: Browser): Promise<void> {
  await browser.waitUntil(
    async () => {
      for (const handle of await browser.getWindowHandles()) {
        await browser.switchToWindow(handle);
        if ((await browser.getUrl()).includes('/renderer/index.html')) return true;
      }
      return false;
    },
    { timeout: 30_000, timeoutMsg: 'the desk window did not open' },
  );
}

/**
 * Closes the app. The driver ends with it and never answers the last request, so the app's own
 * word counts: `ended` waits for it.
 */
export async function quit(browser: Browser, ended: () => Promise<unknown>): Promise<void> {
  await cleanupWdioSession(browser);
  const closing = browser.deleteSession().catch((error: unknown) => String(error));
  await Promise.race([closing, ended()]);
}
