import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { browser } from '@wdio/globals';
import { toDesk } from '../../../src/cli/tour/app.ts';
import { createEvidence } from '../../../src/cli/tour/evidence.ts';
import type { StartCapabilities } from './prepared-run.ts';

/** What the running app was started with. */
export function startedWith(): readonly string[] {
  const capabilities = browser.requestedCapabilities as unknown as StartCapabilities;
  return capabilities['goog:chromeOptions'].args;
}

let folder: string | null = null;

/** The app's own folder. */
export function userData(): string {
  const prefix = '--user-data-dir=';
  folder ??=
    startedWith()
      .find((argument) => argument.startsWith(prefix))
      ?.slice(prefix.length) ?? null;
  if (folder === null) throw new Error('the app was started without a folder of its own');
  return folder;
}

/** Where this run keeps what is its own; removed at its end. */
export function runFolder(): string {
  return dirname(userData());
}

/** What the app itself wrote down. */
export function evidence() {
  return createEvidence(join(userData(), 'logs', 'homeline.log'));
}

/** The tones of this run: the microphone's and the customers'. */
export function tones(): { readonly agentHz: number; readonly customerHz: number } {
  return JSON.parse(readFileSync(join(runFolder(), 'tones.json'), 'utf8'));
}

/** Finds the desk window of an app that has just started, or whose page has come back. */
export async function findDesk(): Promise<void> {
  await toDesk(browser);
  // The service follows this window instead of the first it finds, which may be the hidden one.
  if (browser.electron) browser.electron.windowHandle = await browser.getWindowHandle();
}

export async function openDesk(): Promise<void> {
  await findDesk();
  await browser.setWindowSize(1440, 900);
}

/** Ends the app as somebody who closes its window, and waits until it has let everything go. */
export async function endApp(): Promise<void> {
  const before = evidence().all('ended').length;
  await browser.deleteSession({ shutdownDriver: false });
  await browser.waitUntil(() => evidence().all('ended').length > before, {
    timeoutMsg: 'the app did not say that it had ended',
  });
}

/** Starts the app again in the same folder, as somebody who comes back. */
export async function startAgain(): Promise<void> {
  await browser.reloadSession();
  await openDesk();
}

export async function restart(): Promise<void> {
  await endApp();
  await startAgain();
}

/** A picture of what is on the screen, beside the results. */
export async function saveEvidence(title: string, resultsFolder: string): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  try {
    await browser.saveScreenshot(join(resultsFolder, `${name}.png`));
  } catch (error) {
    console.log(`No picture of "${title}": ${String(error)}`);
  }
}
