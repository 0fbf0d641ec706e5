import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { seededRandom } from '../../support/page-link.ts';
import { runStates, strike } from './runs.ts';
import { openStand, type Stand, startStandBrowser } from './stand.ts';

/** A few of what `npm run heal` does fifty times. */
const random = seededRandom(1);
let browser: MediaBrowser;
let stand: Stand;

beforeAll(async () => {
  browser = await startStandBrowser();
  stand = await openStand(browser);
});
afterAll(async () => {
  await stand.close();
  await browser.close();
});

test.each(runStates)('%s: the media page is killed, and no call is lost', async (state) => {
  const run = await strike(stand, 'page', state, random);
  if (run.gapMs !== null) console.log(`${state}: ${run.gapMs} ms of silence`);
  expect(run.lost).toBeNull();
});

test.each([
  'talking',
  'held',
  'two-calls',
  'consulting',
  'joined',
  'held-there',
  'ending',
] as const)('%s: the socket breaks, and no call is lost', async (state) => {
  expect((await strike(stand, 'socket', state, random)).lost).toBeNull();
});
