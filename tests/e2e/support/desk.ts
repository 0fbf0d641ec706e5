import { $, $$, browser, expect } from '@wdio/globals';
import { evidence } from './app.ts';

/** The desk as a person meets it: what is on the screen, and nothing else. */

/** How long a sign-in to practice may take on a slow machine: a store is made, lists imported. */
const practiceStartsMs = 90_000;

export function at(testId: string) {
  return $(`[data-testid="${testId}"]`);
}

/** The first of the controls whose test ids begin so. */
export function firstAt(prefix: string) {
  return $(`[data-testid^="${prefix}"]`);
}

/** Clicks a control once it is there and can be used. */
export async function press(testId: string): Promise<void> {
  const control = at(testId);
  await control.waitForClickable({ timeoutMsg: `${testId} cannot be pressed` });
  await control.click();
}

/** Puts the caret into a field and types, one key at a time. */
export async function type(testId: string, text: string): Promise<void> {
  await press(testId);
  await browser.keys([...text]);
}

export async function turnsTo(testId: string, state: string): Promise<void> {
  await expect(at(testId)).toHaveAttribute('data-state', state);
}

/** A number that a part of the screen shows. */
export async function count(testId: string): Promise<number> {
  return Number.parseInt(await at(testId).getText(), 10);
}

export async function becomes(testId: string, wanted: (shown: number) => boolean): Promise<void> {
  await browser.waitUntil(async () => wanted(await count(testId)), {
    timeoutMsg: `${testId} did not become what was expected`,
  });
}

/** Everything typed so far is said to be on the disk. */
export async function isSaved(): Promise<void> {
  await expect(at('saved')).toHaveAttribute('data-saved', 'saved');
}

/** One click into practice, and a line, a center and a list. */
export async function signInToPractice(): Promise<void> {
  await press('sign-in-practice');
  await deskIsUp();
}

/** Signs in to a center as an agent at work does. */
export async function signInTo(address: string, loginName: string, password: string) {
  await fill('sign-in-address', address);
  await fill('sign-in-name', loginName);
  await fill('sign-in-password', password);
  await press('sign-in');
}

/** Writes into a field in place of what it held. */
export async function fill(testId: string, text: string): Promise<void> {
  await press(testId);
  await browser.keys(['Control', 'a']);
  await browser.keys([...text]);
}

/** Waits for the desk after a sign-in: line, center and list. */
export async function deskIsUp(): Promise<void> {
  await expect(at('ready-toggle')).toBeDisplayed({ wait: practiceStartsMs });
  await turnsTo('line-state', 'registered');
  await turnsTo('center-state', 'reachable');
  await becomes('preview-count', (left) => left > 0);
}

/** Opens somebody of the list, undialed. */
export async function openFromList(name: string): Promise<void> {
  await firstAt('lead-').waitForDisplayed();
  let row = await rowOf(name);
  if (row === null) {
    // Only what is in sight is on the page; whoever is done with stands at the end.
    await browser.execute(() => document.querySelector<HTMLElement>('.list-rows')?.focus());
    await browser.keys('End');
    row = await browser.waitUntil(() => rowOf(name), { timeoutMsg: `${name} is not on the list` });
  }
  await press(row);
  await expect(at('person-name')).toHaveText(name);
}

/** The test id of somebody's row, if it is in sight. */
async function rowOf(name: string): Promise<string | null> {
  return browser.execute((wanted) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-testid^="lead-"]')];
    return rows.find((row) => row.textContent.includes(wanted))?.dataset['testid'] ?? null;
  }, name);
}

/** Writes a number into the dial box and asks for the call. */
export async function dialNumber(number: string): Promise<void> {
  await fill('dial-number', number);
  await browser.keys('Enter');
}

/** Waits until the live call is established, and tells its id. */
export async function talks(): Promise<string> {
  await turnsTo('call-state', 'talk');
  // The word is the same while the answer is still on its way; hold comes with the talk.
  await at('hold').waitForDisplayed();
  const established = evidence().last('call established');
  if (!established) throw new Error('the desk shows a call that was not established');
  return String(established['callId']);
}

/** Whether a call is being made or up. */
export async function isDialing(): Promise<boolean> {
  return at('hang-up').isDisplayed();
}

/** Ends the call and waits for the wrap-up. */
export async function hangUp(): Promise<void> {
  await press('hang-up');
  await expect(at('next')).toBeDisplayed();
}

/** Chooses an outcome of the campaign. */
export async function chooseOutcome(dispositionId: string): Promise<void> {
  await press(`disposition-${dispositionId}`);
}

/** Puts all notices away, so that the next one can be told from them. */
export async function putNoticesAway(): Promise<void> {
  for (const away of await $$('.notice .notice-away').getElements()) await away.click();
  await expect($('.notice')).not.toBeExisting();
}
