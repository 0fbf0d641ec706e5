import { browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import { expectNoAxeFinding } from './support/axe.ts';
import { at, firstAt, hangUp, press, signInToPractice, talks } from './support/desk.ts';

/** Each screen as an agent comes to it, in light and in dark. */
describe('axe finds nothing', () => {
  before(openDesk);

  async function inBothThemes(): Promise<void> {
    for (const theme of ['light', 'dark']) {
      await press('settings');
      await press(`theme-${theme}`);
      await browser.keys('Escape');
      await at('settings').waitForDisplayed();
      await expectNoAxeFinding();
    }
  }

  it('on the sign-in page', inBothThemes);

  it('on the desk with its list', async () => {
    await signInToPractice();
    await firstAt('lead-').waitForDisplayed();
    await inBothThemes();
  });

  it('in the settings and on the sheet of keys', async () => {
    await press('settings');
    await at('sign-out').waitForDisplayed();
    await expectNoAxeFinding();
    await browser.keys('Escape');
    await browser.keys(['Control', '/']);
    await at('key-sheet').waitForDisplayed();
    await expectNoAxeFinding();
    await browser.keys('Escape');
  });

  it('while it rings', async () => {
    await press('ready-toggle');
    await press('practice-ring');
    await at('answer').waitForDisplayed();
    await inBothThemes();
  });

  it('in a call, muted, with the keypad', async () => {
    await press('answer');
    await talks();
    await inBothThemes();
    await press('mute');
    await expect(at('call-state')).toHaveAttribute('data-state', 'danger');
    await expectNoAxeFinding();
    await press('mute');
    await press('keypad');
    await at('dtmf-5').waitForDisplayed();
    await expectNoAxeFinding();
    await browser.keys('Escape');
  });

  it('in wrap-up, and with what was sent', async () => {
    await hangUp();
    await at('next').waitForDisplayed();
    await inBothThemes();
    await press('next');
    await at('dial').waitForDisplayed();
    await press('receipts');
    await firstAt('receipt-').waitForDisplayed();
    await expectNoAxeFinding();
    await browser.keys('Escape');
  });

  it('on a preview, and on the undo of a mark', async () => {
    await inBothThemes();
    await press('do-not-call');
    await at('undo-do-not-call').waitForDisplayed();
    await expectNoAxeFinding();
  });

  it('without the center', async () => {
    await press('practice-center-away');
    await at('practice-center-back').waitForDisplayed();
    await inBothThemes();
  });
});
