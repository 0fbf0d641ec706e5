import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaBrowser, type Page, startMediaBrowser } from '../../support/media-browser.ts';
import type { RenderedTone } from './tone-page.ts';

let browser: MediaBrowser;
let page: Page;
beforeAll(async () => {
  browser = await startMediaBrowser(null);
  page = await browser.open('tests/integration/sip/tone-page.html');
});
afterAll(() => browser.close());

const loud = (level: number | undefined) => (level ?? 0) > 0.02;
/** Whether there is sound in each half of a second, judged in its middle. */
const halves = (levels: readonly number[]) =>
  Array.from({ length: levels.length / 5 }, (_, index) => loud(levels[index * 5 + 2]));

test('ringing goes to the ringer alone, twice and a pause', async () => {
  const { ringer, talk } = await page.evaluate<RenderedTone>(`renderTone('ringing', 4)`);
  expect(talk.some(loud)).toBe(false);
  expect([ringer[2], ringer[5], ringer[8], ringer[15], ringer[25]].map(loud)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(loud(ringer[32])).toBe(true);
});

test('ringback is 425 Hz for one second of five, into the ear', async () => {
  const { ringer, talk, crossingsHz } =
    await page.evaluate<RenderedTone>(`renderTone('ringback', 6)`);
  expect(ringer.some(loud)).toBe(false);
  expect(halves(talk)).toEqual([
    ...[true, true],
    ...Array.from({ length: 8 }, () => false),
    ...[true, true],
  ]);
  expect(Math.abs(crossingsHz - 425)).toBeLessThan(5);
});

test('busy is heard four times and stops by itself', async () => {
  const { talk } = await page.evaluate<RenderedTone>(`renderTone('busy', 6)`);
  expect(halves(talk)).toEqual([
    ...[true, false, true, false, true, false, true, false],
    ...[false, false, false, false],
  ]);
});

test('none is silent', async () => {
  const { ringer, talk } = await page.evaluate<RenderedTone>(`renderTone('none', 1)`);
  expect([...ringer, ...talk].some(loud)).toBe(false);
});

test('each digit is heard in the ear, one after the other', async () => {
  const { talk } = await page.evaluate<RenderedTone>(`renderDigits('1#')`);
  expect(talk.slice(0, 4).map(loud)).toEqual([true, false, true, false]);
});
