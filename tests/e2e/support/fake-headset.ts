import { browser } from '@wdio/globals';
import type { HeadsetButton } from '../../../src/domain/headset/usage.ts';
import { fakeHidSource } from '../../support/fake-hid.ts';

/** A headset in the hidden media page of the running app, put there by the test alone. */

/** Runs an expression in the media page and gives its plain value. */
async function inMediaPage<Value>(expression: string): Promise<Value> {
  return browser.electron.execute(async (electron, code) => {
    const media = electron.BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().includes('//media/'),
    );
    if (!media) throw new Error('there is no media page');
    return media.webContents.executeJavaScript(code, true);
  }, expression) as Promise<Value>;
}

const asText = (...values: readonly string[]) => values.map((each) => JSON.stringify(each)).join();

/** From now on the media page has headsets that can be plugged in. */
export async function bringHeadsets(): Promise<void> {
  await inMediaPage(`${fakeHidSource()};0`);
}

export async function plugIn(name: string): Promise<void> {
  await inMediaPage(`fakeHeadsets.plug(${asText(name)})`);
}

export async function unplug(name: string): Promise<void> {
  await inMediaPage(`fakeHeadsets.unplug(${asText(name)})`);
}

export async function pressOn(name: string, button: HeadsetButton): Promise<void> {
  await inMediaPage(`fakeHeadsets.press(${asText(name, button)})`);
}

/** Every report the device got since it was plugged in: its id, then its bytes. */
export async function reports(name: string): Promise<readonly (readonly number[])[]> {
  return inMediaPage(`fakeHeadsets.sent(${asText(name)})`);
}

/**
 * Presses a key that the app holds for the whole computer, as another program in front would leave
 * it to the system. Only the Chromium host can do so: its keys are a record of what was asked for.
 */
export async function pressAnywhere(accelerator: string): Promise<boolean> {
  return browser.electron.execute((electron, keys) => {
    const host = (electron as unknown as Record<string, unknown>)['chromiumHost'] as
      | { pressShortcut(keys: string): boolean }
      | undefined;
    if (!host) throw new Error('a real desktop must press this key: no runtime of ours can');
    return host.pressShortcut(keys);
  }, accelerator);
}
