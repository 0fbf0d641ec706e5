import { $, expect } from '@wdio/globals';
import { openDesk, restart } from './support/app.ts';
import { at, becomes, press, turnsTo } from './support/desk.ts';

/** Practice greets within a minute of getting ready; a slow machine may take longer to show it. */
const greetedWithinMs = 90_000;

describe('a newcomer', () => {
  before(openDesk);

  it('is offered practice before any account', async () => {
    await expect(at('sign-in-practice')).toBeClickable();
    await expect(at('sign-in-address')).toBeDisplayed();
  });

  it('is on the desk after one click', async () => {
    await press('sign-in-practice');
    await expect(at('ready-toggle')).toBeDisplayed({ wait: 90_000 });
  });

  it('has a line, a center and a list', async () => {
    await turnsTo('line-state', 'registered');
    await turnsTo('center-state', 'reachable');
    await becomes('preview-count', (left) => left > 20);
    await expect($('[data-testid^="lead-"]')).toBeDisplayed();
  });

  it('sees that it is practice', async () => {
    await expect(at('practice-panel')).toHaveText(expect.stringContaining('Practice'));
    await expect($('.chip-practice')).toHaveText('Practice');
  });

  it('is called without having asked, once ready', async () => {
    await press('ready-toggle');
    await expect(at('answer')).toBeDisplayed({ wait: greetedWithinMs });
    await press('reject');
    await expect(at('next')).toBeDisplayed();
  });

  it('finds the language and the look as chosen after a restart', async () => {
    await press('settings');
    await press('theme-dark');
    await press('language-vi');
    await expect($('html')).toHaveAttribute('data-theme', 'dark');
    await expect($('html')).toHaveAttribute('lang', 'vi');
    await restart();
    await expect(at('sign-in-practice')).toHaveText('Luyện tập');
    await expect($('html')).toHaveAttribute('data-theme', 'dark');
    await expect($('html')).toHaveAttribute('lang', 'vi');
  });
});
