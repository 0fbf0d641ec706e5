import { browser, expect } from '@wdio/globals';
import { evidence, startedWith } from './app.ts';
import { at, press } from './desk.ts';

/** How long practice may take to start on a slow machine, or to say that it cannot. */
const practiceStartsMs = 90_000;

/** One click into practice, which says why it cannot start; `words` are all in the message. */
export async function practiceRefuses(words: readonly string[]): Promise<void> {
  const refusals = () => evidence().all('sign-in refused').length;
  const before = refusals();
  await press('sign-in-practice');
  await browser.waitUntil(() => refusals() > before, {
    timeout: practiceStartsMs,
    timeoutMsg: 'practice neither started nor said why not',
  });
  const message = at('sign-in-problem-practice-failed');
  await expect(message).toBeDisplayed();
  for (const part of words) await expect(message).toHaveText(expect.stringContaining(part));
  await expect(at('sign-in-practice')).toBeClickable();
  await expect(at('ready-toggle')).not.toBeExisting();
  expect(evidence().all('signed in')).toHaveLength(0);
}

/** Takes a switch away from the command line of the next start. */
export function startWithout(name: string): void {
  const switches = startedWith() as string[];
  const place = switches.findIndex((one) => one.startsWith(`--${name}=`));
  if (place < 0) throw new Error(`the app was not started with --${name}`);
  switches.splice(place, 1);
}
