import { browser, expect } from '@wdio/globals';
import { at } from './desk.ts';

/** Work by keyboard alone: what moves the focus here are keys, and a click is an error. */

const pointing = ['click', 'doubleClick', 'moveTo', 'dragAndDrop'] as const;
/** Tab leads through a whole screen and its lists before it is said to lead nowhere. */
const mostSteps = 120;

/** Puts the pointer out of reach of this file, and has the page count every touch of one. */
export async function forbidPointer(): Promise<void> {
  for (const command of pointing) {
    browser.overwriteCommand(
      command,
      () => Promise.reject(new Error(`${command}: this file works by keyboard alone`)),
      true,
    );
  }
  await browser.execute(() => {
    const page = window as unknown as { pointers: number };
    page.pointers = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) {
      window.addEventListener(
        kind,
        () => {
          page.pointers += 1;
        },
        { capture: true },
      );
    }
  });
}

/** The page has lived all the while, and saw no pointer. */
export async function expectNoPointer(): Promise<void> {
  expect(await browser.execute(() => (window as unknown as { pointers?: number }).pointers)).toBe(
    0,
  );
}

export const chord = (...keys: readonly string[]) => browser.keys(['Control', ...keys]);
export const command = (letter: string) => browser.keys(['Control', 'Shift', letter]);
export const outcome = (letter: string) => browser.keys(['Alt', letter]);

/** Types where the caret is. */
export async function write(text: string): Promise<void> {
  await browser.keys([...text]);
}

/** The test id of what has the focus. */
async function focused(): Promise<string | null> {
  return browser.execute(
    () => (document.activeElement as HTMLElement | null)?.dataset['testid'] ?? null,
  );
}

/** Moves on with Tab, or back with Shift+Tab, until a control has the focus. */
export async function reach(testId: string, way: 'on' | 'back' = 'on'): Promise<void> {
  const target = at(testId);
  await target.waitForDisplayed();
  await target.waitForEnabled();
  for (let steps = 0; steps < mostSteps; steps += 1) {
    if ((await focused()) === testId) return;
    await browser.keys(way === 'on' ? 'Tab' : ['Shift', 'Tab']);
  }
  throw new Error(`Tab does not lead to ${testId}`);
}

export async function pressByKey(testId: string, way: 'on' | 'back' = 'on'): Promise<void> {
  await reach(testId, way);
  await browser.keys('Enter');
}

/** Moves on with Tab until the list of people to call has the focus. */
export async function reachList(): Promise<void> {
  const inList = () =>
    browser.execute(() => document.activeElement?.closest('.list-rows') !== null);
  for (let steps = 0; !(await inList()); steps += 1) {
    if (steps === mostSteps) throw new Error('Tab does not lead to the list');
    await browser.keys('Tab');
  }
}

/** Of several that stand side by side, Tab leads to one and the arrows to the others. */
export async function chooseOf(group: string, id: string): Promise<void> {
  for (let steps = 0; !(await focused())?.startsWith(`${group}-`); steps += 1) {
    if (steps === mostSteps) throw new Error(`Tab does not lead to ${group}`);
    await browser.keys('Tab');
  }
  for (let steps = 0; (await focused()) !== `${group}-${id}`; steps += 1) {
    if (steps === mostSteps) throw new Error(`the arrows do not lead to ${group}-${id}`);
    await browser.keys('ArrowRight');
  }
  await browser.keys('Enter');
}

/** Goes down a list that keeps its focus in a text, until what is marked says this; takes it. */
export async function takeMarked(prefix: string, words: string): Promise<void> {
  const marked = () =>
    browser.execute(
      (start) =>
        document.querySelector(`[data-testid^="${start}"][data-focused]`)?.textContent ?? '',
      prefix,
    );
  await browser.waitUntil(async () => (await textsOf(prefix)).some((one) => one.includes(words)), {
    timeoutMsg: `${words} was not found`,
  });
  for (let steps = 0; !(await marked()).includes(words); steps += 1) {
    if (steps === mostSteps) throw new Error(`the arrows do not lead to ${words}`);
    await browser.keys('ArrowDown');
  }
  await browser.keys('Enter');
}

async function textsOf(prefix: string): Promise<readonly string[]> {
  return browser.execute(
    (start) =>
      [...document.querySelectorAll(`[data-testid^="${start}"]`)].map((one) => one.textContent),
    prefix,
  );
}
