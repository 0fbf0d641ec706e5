import { $, browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import {
  at,
  hangUp,
  isSaved,
  openFromList,
  press,
  signInToPractice,
  talks,
} from './support/desk.ts';

/** The menu by its key, and an entry by its first letters: no mouse. */
async function choose(letters: string): Promise<void> {
  await browser.keys(['Control', 'Shift', '.']);
  await $('.agent-state-options').waitForDisplayed();
  await browser.keys([...letters]);
  await browser.keys('Enter');
  await $('.agent-state-options').waitForDisplayed({ reverse: true });
}

const note = 'She asks about the gutter.';

describe('what the agent is, and what comes next', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  it('is chosen by key, with a reason', async () => {
    await choose('lun');
    await expect(at('call-state')).toHaveText(expect.stringContaining('Lunch'));
    await expect(at('agent-state')).toHaveText(expect.stringContaining('Lunch'));
    await press('ready-toggle');
    await expect(at('call-state')).toHaveText(expect.stringContaining('Ready'));
  });

  it('is chosen in a call for afterwards, and takes no caret and no letter', async () => {
    // Whoever gets ready has the next person on the desk.
    await press('dial');
    await talks();
    await press('note');
    await browser.keys([...note]);
    await choose('bre');
    await expect(at('then')).toHaveText('then: Break');
    await browser.keys([...' Twice.']);
    await expect(at('note')).toHaveValue(`${note} Twice.`);
    await hangUp();
    await expect(at('then')).toHaveText('then: Break');
  });

  it('counts the wrap-up down, and adds time by one key', async () => {
    await expect(at('call-state')).toHaveText(expect.stringMatching(/Wrap-up\s*\d:\d\d left/));
    await browser.keys(['Control', 'Shift', ';']);
    await expect(at('wrap-up-extensions')).toHaveText('extended once');
    await expect(at('note')).toHaveValue(`${note} Twice.`);
  });

  it('is obeyed at Next', async () => {
    await isSaved();
    await press('next');
    await expect(at('call-state')).toHaveText(expect.stringContaining('Break'));
    await expect(at('dial')).not.toBeDisplayed();
    await expect(at('then')).not.toBeExisting();
  });

  it('may be to go: signed out after the record', async () => {
    await openFromList('Nguyễn Thị Hà');
    await press('dial');
    await talks();
    await choose('sig');
    await expect(at('then')).toHaveText('then: Sign out');
    await hangUp();
    await press('next');
    await expect(at('sign-in-practice')).toBeDisplayed();
  });
});
