import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { $, $$, browser, expect } from '@wdio/globals';
import { startTestCenter, type TestCenter } from '../support/center.ts';
import { evidence, openDesk, userData } from './support/app.ts';
import { at, signInTo } from './support/desk.ts';
import { silentAddress, startStranger } from './support/stranger.ts';

const loginName = 'agent';
const password = 'agent-agent';
/** As many wrong passwords in a row as the center lets pass before it locks the name. */
const freeTries = 5;
const lockMs = 60_000;

describe('a sign-in that cannot work', () => {
  let center: TestCenter;
  let atFirst = {};

  before(async () => {
    center = await startTestCenter();
    await openDesk();
    await expect(at('sign-in-practice')).toBeClickable();
    atFirst = rememberedSettings();
  });

  after(async () => {
    await center.close();
  });

  it('says that nothing answers at the address', async () => {
    const address = await silentAddress();
    await failsAt(address, password);
    await isTold('unreachable', [address, 'Check your network and the address']);
    await nothingChanged(address);
  });

  it('says that something else answers there, and keeps the password', async () => {
    const stranger = await startStranger('text/html', '<!doctype html><h1>It works!</h1>');
    await failsAt(stranger.address, password);
    await isTold('not-a-center', [stranger.address, 'password was not sent', 'Check the address']);
    await nothingChanged(stranger.address);
    expect(stranger.asked()).toEqual(['GET /v1/about']);
    await stranger.close();
  });

  it('says that the center speaks another version, and which one to update', async () => {
    const about = {
      product: 'homeline-center',
      name: 'A center of tomorrow',
      centerId: 'tomorrow',
      protocol: 'of-tomorrow',
    };
    const stranger = await startStranger('application/json', JSON.stringify(about));
    await failsAt(stranger.address, password);
    await isTold('protocol', [about.protocol, 'Update the older one']);
    await nothingChanged(stranger.address);
    expect(stranger.asked()).toEqual(['GET /v1/about']);
    await stranger.close();
  });

  it('does not send a password readable over a network', async () => {
    for (const address of ['http://center.example', 'http://192.0.2.7:8080', 'http://localhost']) {
      await failsAt(address, password);
      await isTold('address-refused', ['password was not sent', 'https://']);
      await nothingChanged(address);
    }
  });

  it('says that the name or the password is wrong', async () => {
    await failsAt(center.url, 'not the password');
    await isTold('wrong-credentials', ['Nobody was signed in', 'try again']);
    await nothingChanged(center.url, '');
  });

  it('says that the name is locked, even for the right password, and what to do', async () => {
    for (let wrong = 1; wrong < freeTries; wrong += 1) {
      await failsAt(center.url, `wrong again ${wrong}`);
      await isTold('wrong-credentials', []);
    }
    await failsAt(center.url, password);
    await isTold('locked-out', ['Wait some minutes', 'ask your supervisor']);
    await nothingChanged(center.url);
  });

  it('works once the lock is over and everything is right', async () => {
    center.passTime(lockMs);
    await signInTo(center.url, loginName, password);
    await expect(at('ready-toggle')).toBeDisplayed();
    await expect($('[role="alert"].sign-in-problem')).not.toBeExisting();
    expect(rememberedSettings()).toMatchObject({ centerAddress: center.url, loginName });
  });

  it('left no password behind', () => {
    const log = readFileSync(join(userData(), 'logs', 'homeline.log'), 'utf8');
    for (const secret of [password, 'not the password', 'wrong again']) {
      expect(log).not.toContain(secret);
      expect(JSON.stringify(rememberedSettings())).not.toContain(secret);
    }
  });

  /** Signs in and waits until that was refused: words on the screen may be those of before. */
  async function failsAt(address: string, typed: string): Promise<void> {
    const refusals = () => evidence().all('sign-in refused').length;
    const before = refusals();
    await signInTo(address, loginName, typed);
    await browser.waitUntil(() => refusals() > before, { timeoutMsg: 'nothing was refused' });
  }

  /** One message is on the screen: this one, with these words in it. */
  async function isTold(kind: string, words: readonly string[]): Promise<void> {
    const message = at(`sign-in-problem-${kind}`);
    await expect(message).toBeDisplayed();
    for (const part of words) await expect(message).toHaveText(expect.stringContaining(part));
    expect(await $$('.sign-in-problem').length).toBe(1);
  }

  /**
   * The form is ready for the next try with what was typed, and nothing was remembered. Only a
   * password that was found wrong is typed anew.
   */
  async function nothingChanged(address: string, keptPassword = password): Promise<void> {
    await expect(at('sign-in-address')).toHaveValue(address);
    await expect(at('sign-in-name')).toHaveValue(loginName);
    await expect(at('sign-in-password')).toHaveValue(keptPassword);
    await expect(at('sign-in-practice')).toBeClickable();
    await expect(at('ready-toggle')).not.toBeExisting();
    expect(rememberedSettings()).toEqual(atFirst);
    expect(evidence().all('signed in')).toHaveLength(0);
  }

  /** Everything the app keeps beside its window's place. */
  function rememberedSettings(): object {
    const { bounds: _, ...kept } = JSON.parse(
      readFileSync(join(userData(), 'settings.json'), 'utf8'),
    ) as Record<string, unknown>;
    return kept;
  }
});
