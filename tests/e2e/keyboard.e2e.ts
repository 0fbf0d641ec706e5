import { $, browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import { at, becomes, isSaved, turnsTo } from './support/desk.ts';

/** No pointer is used in this file: chords, single keys in the script, Tab and Enter. */
describe('by keyboard alone', () => {
  before(openDesk);

  const chord = (...keys: string[]) => browser.keys(['Control', ...keys]);
  const command = (letter: string) => browser.keys(['Control', 'Shift', letter]);

  /** Moves on with Tab until a control has the focus. */
  async function tabTo(testId: string): Promise<void> {
    const target = at(testId);
    await target.waitForDisplayed();
    for (let steps = 0; steps < 60; steps += 1) {
      if (await target.isFocused()) return;
      await browser.keys('Tab');
    }
    throw new Error(`Tab does not lead to ${testId}`);
  }

  it('signs in to practice', async () => {
    await tabTo('sign-in-practice');
    await browser.keys('Enter');
    await at('ready-toggle').waitForDisplayed({ timeout: 90_000 });
    await turnsTo('line-state', 'registered');
  });

  it('gets ready: the first person is previewed', async () => {
    await command('y');
    await at('dial').waitForDisplayed();
  });

  it('has somebody ring, and answers', async () => {
    await tabTo('practice-ring');
    await browser.keys('Enter');
    await at('answer').waitForDisplayed();
    await command('a');
    await at('mute').waitForDisplayed();
  });

  it('mutes and holds, from wherever the focus is', async () => {
    await command('m');
    await turnsTo('call-state', 'danger');
    await command('m');
    await turnsTo('call-state', 'talk');
    await command('h');
    await turnsTo('call-state', 'hold');
    await command('h');
    await turnsTo('call-state', 'talk');
  });

  it('chooses answers by digit in the script, and only there', async () => {
    await chord('l');
    const page = await at('script-text').getText();
    await browser.keys('1');
    await expect(at('script-text')).not.toHaveText(page);
    const next = await at('script-text').getText();
    await chord('e');
    await browser.keys([...'1 roof, 2 gutters']);
    await expect(at('note')).toHaveValue('1 roof, 2 gutters');
    await expect(at('script-text')).toHaveText(next);
    await isSaved();
  });

  it('does not hang up by Escape, and a new line is a new line', async () => {
    await browser.keys('Escape');
    await turnsTo('call-state', 'talk');
    await chord('e');
    await browser.keys('End');
    await browser.keys('Enter');
    await browser.keys('x');
    await expect(at('note')).toHaveValue(expect.stringContaining('\n'));
    await turnsTo('call-state', 'talk');
  });

  it('hangs up; the caret is in the note; an outcome and Next by chord', async () => {
    await command('x');
    await turnsTo('call-state', 'wrap');
    await expect(at('note')).toBeFocused();
    const outcome = $('[data-testid^="disposition-"]');
    const letter = (await outcome.$('.key-cap').getText()).replace(/^Alt /, '').toLowerCase();
    await browser.keys(['Alt', letter]);
    await expect(outcome).toHaveAttribute('data-selected', 'true');
    await chord('Enter');
    await at('dial').waitForDisplayed();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('dials the previewed person, marks the number, and goes on to the next one', async () => {
    const first = await at('person-name').getText();
    await command('d');
    await at('mute').waitForDisplayed();
    await command('s');
    await at('undo-do-not-call').waitForDisplayed();
    await turnsTo('call-state', 'talk');
    await command('x');
    await at('dial').waitForDisplayed();
    await expect(at('person-name')).not.toHaveText(first);
  });

  it('takes the mark back: the conversation opens again for another outcome', async () => {
    await command('o');
    await at('undo-do-not-call').waitForDisplayed({ reverse: true });
    await turnsTo('call-state', 'wrap');
    await chord('Enter');
    await at('dial').waitForDisplayed();
  });

  it('finds all keys on a sheet, and signs out', async () => {
    await chord('/');
    await at('key-sheet').waitForDisplayed();
    await browser.keys('Escape');
    await chord(',');
    await tabTo('sign-out');
    await browser.keys('Enter');
    await at('sign-in-practice').waitForDisplayed();
  });
});
