import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { endApp, evidence, openDesk, userData } from './support/app.ts';
import { people } from './support/cast.ts';
import {
  at,
  becomes,
  chooseOutcome,
  dialNumber,
  hangUp,
  isDialing,
  openFromList,
  press,
  putNoticesAway,
  signInToPractice,
  talks,
  turnsTo,
} from './support/desk.ts';
import { centerTruth } from './support/truth.ts';

/** Margaret's number as people write and paste it. */
const writings = [
  '+15035550142',
  ' +1 (503) 555-0142 ',
  'tel:+1-503-555-0142',
  '001 503 555 0142',
  '+1.503.555.0142',
  '+1\u00a0503\u00a0555\u00a00142',
];

describe('a number that must not be called', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await press('ready-toggle');
    await expect(at('person-name')).toHaveText("Margaret O'Brien");
    await press('dial');
    await talks();
  });

  it('is marked by one key that does not hang up, and taken back by another', async () => {
    await press('do-not-call');
    await expect(at('do-not-call-marked')).toBeDisplayed();
    await expect(at('hang-up')).toBeDisplayed();
    await press('undo-do-not-call');
    await expect(at('do-not-call-marked')).not.toBeExisting();
    await turnsTo('call-state', 'talk');
  });

  it('gives way to the next person at the end of the call, undialed', async () => {
    await press('do-not-call');
    await expect(at('do-not-call-marked')).toBeDisplayed();
    await press('hang-up');
    await expect(at('person-name')).toHaveText('Daniel Osei');
    await expect(at('dial')).toBeDisplayed();
    await expect(at('undo-do-not-call')).toBeDisplayed();
  });

  for (const writing of writings) {
    it(`is not dialed when pasted as "${writing}"`, async () => {
      await isRefused(() => pasteAndDial(writing));
    });
  }

  it('is not dialed from the list', async () => {
    await press('close-preview');
    await openFromList("Margaret O'Brien");
    await isRefused(() => press('dial'));
  });

  it('comes back with its conversation when the mark is undone after Next', async () => {
    await press('undo-do-not-call');
    await turnsTo('call-state', 'wrap');
    await expect($('.call-who-name')).toHaveText("Margaret O'Brien");
    await expect(at('do-not-call-marked')).not.toBeExisting();
    await chooseOutcome('call-back');
    await press('next');
    await dialNumber(people.margaret);
    await talks();
    await hangUp();
  });

  it('is marked in the wrap-up too, and the next person comes at once', async () => {
    await press('do-not-call');
    await expect(at('dial')).toBeDisplayed();
    await expect(at('person-name')).not.toHaveText("Margaret O'Brien");
  });

  it('is not dialed while the center is away either', async () => {
    await becomes('waiting', (waiting) => waiting === 0);
    await press('practice-center-away');
    await expect(at('practice-center-back')).toBeClickable();
    await isRefused(() => pasteAndDial(people.margaret));
    await press('close-preview');
    await openFromList("Margaret O'Brien");
    await isRefused(() => press('dial'));
  });

  it('is kept from the moment it is marked while the center is away', async () => {
    await press('close-preview');
    await openFromList('Trần Văn Minh');
    await press('dial');
    await talks();
    await press('do-not-call');
    await expect(at('do-not-call-marked')).toBeDisplayed();
    await press('hang-up');
    await expect(at('dial')).toBeDisplayed();
    await isRefused(() => pasteAndDial(people.minh));
    await becomes('waiting', (waiting) => waiting > 0);
  });

  it('stands at the center as it was marked and taken back', async () => {
    await press('practice-center-back');
    await becomes('waiting', (waiting) => waiting === 0);
    await endApp();
    const { marks, withdrawals } = await centerTruth(join(userData(), 'practice', 'center'));
    const withdrawn = new Set(withdrawals.map(({ entry_id }) => entry_id));
    const standing = marks.filter(({ id }) => !withdrawn.has(id)).map(({ number }) => number);
    expect(standing.toSorted()).toEqual([people.margaret, people.minh].toSorted());
    expect(withdrawals.map(({ number }) => number)).toEqual([people.margaret, people.margaret]);
    expect(marks.every(({ scope }) => scope === 'company')).toBe(true);
  });
});

/** Asks for the call, and finds it refused and nothing dialed. */
async function isRefused(ask: () => Promise<unknown>): Promise<void> {
  await putNoticesAway();
  const rung = customersRung();
  await ask();
  await expect(at('notice-dnc-refused')).toHaveText(expect.stringContaining('do-not-call list'));
  expect(await isDialing()).toBe(false);
  expect(customersRung()).toBe(rung);
}

/** How often a telephone rang at a customer's so far. */
function customersRung(): number {
  return evidence()
    .all('practice')
    .map((line) => line['report'] as { kind: string; call?: { state: string } })
    .filter(({ kind, call }) => kind === 'call' && call?.state === 'ringing').length;
}

/** Puts a number into the dial box at once, as the clipboard does, and asks for the call. */
async function pasteAndDial(text: string): Promise<void> {
  await press('dial-number');
  await browser.keys(['Control', 'a']);
  await browser.sendCommandAndGetResult('Input.insertText', { text });
  expect(await browser.execute(() => document.activeElement?.getAttribute('value'))).toBe(text);
  await browser.keys('Enter');
}
