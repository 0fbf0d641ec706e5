import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { browser, expect } from '@wdio/globals';
import { evidence, openDesk, startedWith } from './support/app.ts';
import {
  at,
  hangUp,
  isSaved,
  openFromList,
  press,
  signInToPractice,
  talks,
  type,
} from './support/desk.ts';

const note = 'She was in the middle of a sentence.';

describe('the app is opened a second time, in a call', () => {
  let callId = '';

  before(async () => {
    await openDesk();
    await signInToPractice();
    await openFromList("Margaret O'Brien");
    await press('dial');
    callId = await talks();
    await type('note', note);
    await isSaved();
  });

  it('ends the second one at once, which says why', async () => {
    const second = spawn(executable(), startedWith(), { stdio: ['ignore', 'ignore', 'pipe'] });
    const [said, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
    expect(said).toContain('Homeline is already running: its window comes to the front.');
    expect(code).toBe(0);
  });

  it('is said in the first window', async () => {
    await expect(at('notice-second-instance')).toBeDisplayed();
    await expect(at('notice-second-instance')).toHaveText(
      expect.stringContaining('Your call and notes are as they were'),
    );
    expect(evidence().all('started')).toHaveLength(1);
  });

  it('disturbs neither the call nor the note', async () => {
    expect(await talks()).toBe(callId);
    await expect(at('note')).toHaveValue(note);
    await hangUp();
    expect(evidence().last('call ended')?.['callId']).toBe(callId);
    await expect(at('note')).toHaveValue(note);
  });
});

function executable(): string {
  const { 'goog:chromeOptions': options } = browser.requestedCapabilities as unknown as {
    'goog:chromeOptions': { readonly binary: string };
  };
  return options.binary;
}
