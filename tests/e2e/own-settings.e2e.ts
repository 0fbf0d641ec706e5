import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { endApp, openDesk, restart, startAgain, userData } from './support/app.ts';
import { at, fill, press, signInToPractice } from './support/desk.ts';

const file = (name: string) => join(userData(), name);
const stored = () => JSON.parse(readFileSync(file('settings.json'), 'utf8'));

describe('keys of one’s own', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  it('are refused where somebody else needs them, with a reason', async () => {
    await browser.keys(['Control', '/']);
    await press('key-chord-ready');
    await browser.keys(['Control', 'c']);
    await expect(at('key-refused')).toHaveText(expect.stringContaining('editing text'));
    await browser.keys('Escape');
    await at('key-refused').waitForExist({ reverse: true });
    await expect(at('key-ready')).toBeDisplayed();
  });

  it('that another command has can be exchanged with it', async () => {
    await press('key-chord-ready');
    await browser.keys(['Control', 'Shift', 'g']);
    await expect(at('key-conflict')).toHaveText(expect.stringContaining('What was sent'));
    await press('key-exchange');
    await expect(at('key-chord-ready')).toHaveText(expect.stringContaining('G'));
    await expect(at('key-chord-receipts')).toHaveText(expect.stringContaining('Y'));
    await browser.keys('Escape');
  });

  it('act at once, are printed where they act, and hold over a restart', async () => {
    await expect(at('ready-toggle')).toHaveText(expect.stringContaining('G'));
    await restart();
    await signInToPractice();
    await expect(at('ready-toggle')).toHaveText(expect.stringContaining('G'));
    await browser.keys(['Control', 'Shift', 'y']);
    await expect($('.popover')).toBeDisplayed();
    await browser.keys('Escape');
  });

  it('go back to the usual ones, all together', async () => {
    await browser.keys(['Control', '/']);
    await press('keys-reset-all');
    await at('keys-reset-all').waitForExist({ reverse: true });
    await browser.keys('Escape');
    await expect(at('ready-toggle')).toHaveText(expect.stringContaining('Y'));
  });
});

describe('the size of the text', () => {
  const fontSize = () => browser.execute(() => getComputedStyle(document.documentElement).fontSize);

  it('grows by keys to twice the usual, where the places are tabs, and is kept', async () => {
    await browser.setWindowSize(1280, 800);
    for (let times = 0; times < 7; times += 1) await browser.keys(['Control', '+']);
    await browser.waitUntil(async () => (await fontSize()) === '32px');
    await expect(at('tab-list')).toBeDisplayed();
    const sideways = await browser.execute(
      () => (document.scrollingElement?.scrollWidth ?? 0) > innerWidth,
    );
    expect(sideways).toBe(false);
    await restart();
    await browser.waitUntil(async () => (await fontSize()) === '32px');
    await browser.keys(['Control', '0']);
    await browser.waitUntil(async () => (await fontSize()) === '16px');
  });
});

describe('a settings file that cannot be used as it is', () => {
  it('from the future is kept aside whole, and said at the door', async () => {
    await endApp();
    const future = JSON.stringify({ ...stored(), revision: 99, theme: 'sepia', wallpaper: 7 });
    writeFileSync(file('settings.json'), future);
    await startAgain();
    await expect(at('notice-settings-newer')).toHaveText(
      expect.stringContaining('settings-set-aside-1.json'),
    );
    expect(readFileSync(file('settings-set-aside-1.json'), 'utf8')).toBe(future);
    expect(stored().theme).toBe('system');
  });

  it('and is no JSON is kept aside too, and work goes on', async () => {
    await endApp();
    writeFileSync(file('settings.json'), '{"theme": "da');
    await startAgain();
    await expect(at('notice-settings-broken')).toHaveText(
      expect.stringContaining('settings-set-aside-2.json'),
    );
    expect(readFileSync(file('settings-set-aside-2.json'), 'utf8')).toBe('{"theme": "da');
    await signInToPractice();
  });

  it('and has a wrong type keeps the rest', async () => {
    await endApp();
    writeFileSync(
      file('settings.json'),
      JSON.stringify({ ...stored(), theme: 7, textPercent: 125 }),
    );
    await startAgain();
    await expect(at('notice-settings-replaced')).toHaveText(expect.stringContaining('theme'));
    expect(stored()).toMatchObject({ theme: 'system', textPercent: 125 });
  });
});

describe('a center that cannot be reached', () => {
  it('leaves everything typed at the door where it was', async () => {
    await fill('sign-in-address', 'https://127.0.0.1:9');
    await fill('sign-in-name', 'minh');
    await fill('sign-in-password', 'a long secret');
    await press('sign-in');
    await expect(at('sign-in-problem-unreachable')).toBeDisplayed();
    await expect(at('sign-in-address')).toHaveValue('https://127.0.0.1:9');
    await expect(at('sign-in-password')).toHaveValue('a long secret');
    await expect(at('sign-in')).toBeEnabled();
  });
});
