import { $, browser, expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import { expectNoAxeFinding } from './support/axe.ts';
import { at, hangUp, press, signInToPractice, talks } from './support/desk.ts';

/** Who calls, who answers, and what the exchange knows of both: none of it may be in a report. */
const canaries = [
  '15035550142',
  '5035550142',
  'Nguyễn',
  'Thị Hà',
  'Alex',
  'Rivera',
  'Invoice 4711',
];
const secretParts = ['Digest ', 'nonce=', 'response=', 'sha-256 ', '127.0.0.1', '5060'];

async function shownReport(): Promise<string> {
  await expect(at('black-box')).toHaveAttribute('data-state', 'shown');
  return browser.execute(
    () => document.querySelector('[data-testid="black-box-text"]')?.textContent ?? '',
  );
}

describe('how a call sounds, and a report of it', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await press('ready-toggle');
    await press('practice-ring');
    await press('answer');
    await talks();
  });

  it('is one number beside the line, and behind it two minutes to see and to hear', async () => {
    await expect(at('voice-state')).toHaveText(expect.stringMatching(/\d\.\d/));
    await browser.keys(['Control', 'Shift', 'F12']);
    await expect(at('voice-line-estimate')).toBeDisplayed();
    await browser.waitUntil(async () => (await at('voice-table').$$('tbody tr').length) > 0, {
      timeoutMsg: 'the table stays empty',
    });
    await expectNoAxeFinding();
  });

  it('is shown before anything is sent: what helps is in it, nothing of anybody', async () => {
    await press('report-call');
    const text = await shownReport();
    expect(text).toContain('INVITE sip:');
    expect(text).toContain('a=rtpmap:');
    expect(text).toContain('"statistics"');
    for (const canary of [...canaries, ...secretParts]) expect(text).not.toContain(canary);
    await expectNoAxeFinding();
  });

  it('has other words the next time', async () => {
    const words = (text: string) => new Set(text.match(/\b(?:number|name|id|host)-[a-z]{5}\b/g));
    const before = words(await shownReport());
    await browser.keys('Escape');
    await at('black-box').waitForExist({ reverse: true });
    await browser.keys(['Control', 'Shift', 'F11']);
    const after = words(await shownReport());
    expect([...after].filter((word) => before.has(word))).toEqual([]);
  });

  it('goes to the center at one press', async () => {
    await press('black-box-send');
    await expect(at('black-box')).toHaveAttribute('data-state', 'sent');
    const handed = await evidence().until('black box handed in');
    expect(handed?.['outcome']).toBe('kept');
    await browser.keys('Escape');
  });

  it('stands in my calls after the end', async () => {
    await hangUp();
    await press('next');
    await browser.keys(['Control', 'F12']);
    await expect($('.past-call-voice')).toHaveText(expect.stringMatching(/^voice \d\.\d/));
    await expectNoAxeFinding();
  });
});
