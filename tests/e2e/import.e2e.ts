import { join } from 'node:path';
import { browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import { at, count, openFromList, press, signInToPractice } from './support/desk.ts';

const file = join(import.meta.dirname, 'files/people.gbk.csv');
/** A sign-in to practice makes a store and imports the sample's list first. */
const practiceStartsMs = 90_000;

/** Puts the focus on a control as Tab does, and presses it by key. */
async function pressByKey(testId: string): Promise<void> {
  const control = at(testId);
  await control.waitForEnabled();
  await browser.execute((id) => {
    document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
  }, testId);
  await browser.keys('Enter');
}

/** Chooses by typing the beginning of what is wanted, as at any list box. */
async function choose(testId: string, beginning: string): Promise<void> {
  await pressByKey(testId);
  await browser.keys([...beginning]);
  await browser.keys('Enter');
  await expect(at(testId)).toHaveText(expect.stringContaining(beginning));
}

describe('a floor manager imports a list', () => {
  before(openDesk);

  it('practises as one with one click, and gets to the floor by its chord', async () => {
    await press('sign-in-practice-manager');
    await expect(at('floor-switch')).toBeDisplayed({ wait: practiceStartsMs });
    await browser.keys(['Control', 'F2']);
    await expect(at('floor-tab-lists')).toBeDisplayed();
    await expect(at('import-history')).toHaveText(expect.stringContaining('spring-roof-check.txt'));
  });

  it('sees how a GBK file was understood, with the organisation’s country', async () => {
    const input = await browser.$('input[type="file"]');
    await browser.execute((element) => {
      (element as unknown as HTMLElement).style.display = 'block';
    }, input);
    await input.setValue(file);
    await expect(at('import-encoding')).toHaveText(expect.stringContaining('GBK'));
    await expect(at('import-delimiter')).toHaveText(expect.stringContaining('Semicolon'));
    await expect(at('import-preview')).toHaveText(expect.stringContaining('206 555 0108'));
    await expect(at('import-country')).toHaveText(expect.stringContaining('United States'));
    await expect(at('import-preview')).toHaveText(expect.stringContaining('欧阳若曦'));
  });

  it('corrects a column by keyboard, and the rows follow', async () => {
    await choose('import-field-2', 'Why we call');
    await expect(at('import-preview')).toHaveText(expect.stringContaining('屋顶漏水'));
    await choose('import-field-0', 'Leave out');
    await expect(at('import-preview')).not.toHaveText(expect.stringContaining('欧阳若曦'));
    await choose('import-field-0', 'Whole name');
    await expect(at('import-preview')).toHaveText(expect.stringContaining('欧阳若曦'));
  });

  it('the center goes away: nothing is lost, and it goes on', async () => {
    await browser.keys(['Control', 'F2']);
    await pressByKey('practice-center-away');
    await expect(at('practice-center-back')).toBeClickable();
    await browser.keys(['Control', 'F2']);
    await pressByKey('import-check');
    await expect(at('import-trouble-unreachable')).toBeDisplayed();
    await expect(at('import-field-2')).toHaveText(expect.stringContaining('Why we call'));
    await browser.keys(['Control', 'F2']);
    await pressByKey('practice-center-back');
    await expect(at('practice-center-away')).toBeClickable({ wait: practiceStartsMs });
    await browser.keys(['Control', 'F2']);
    await expect(at('import-preview')).toHaveText(expect.stringContaining('屋顶漏水'), {
      wait: practiceStartsMs,
    });
    await expect(at('import-trouble-unreachable')).not.toBeExisting();
    await expect(at('import-field-2')).toHaveText(expect.stringContaining('Why we call'));
  });

  it('checks all rows, imports, and reads the report', async () => {
    await pressByKey('import-check');
    await expect(at('import-count-skipped')).toHaveText('1');
    await expect(at('finding-scientific-notation')).toHaveText(expect.stringContaining('4.41E+11'));
    await pressByKey('import-commit');
    await expect(at('import-done')).toBeDisplayed();
    await expect(at('import-count-imported')).toHaveText('2');
    await pressByKey('import-close');
    await expect(at('import-history')).toHaveText(expect.stringContaining('people.gbk.csv'));
  });

  it('the new people are in the agent’s list', async () => {
    await pressByKey('settings');
    await pressByKey('sign-out');
    await signInToPractice();
    expect(await count('preview-count')).toBe(44);
    await openFromList('欧阳若曦');
  });
});
