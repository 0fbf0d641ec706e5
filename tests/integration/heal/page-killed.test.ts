import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { seededRandom } from '../../support/page-link.ts';
import { runStates, strike } from './runs.ts';
import { openStand, type Stand, startStandBrowser } from './stand.ts';

let browser: MediaBrowser;
let stand: Stand;

beforeAll(async () => {
  browser = await startStandBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stand = await openStand(browser);
});
afterEach(() => stand.close());

test.each(runStates)('%s: the page is killed and no call is lost', async (state) => {
  const run = await strike(stand, 'page', state, seededRandom(1));
  console.log(`${state}: ${run.gapMs === null ? '' : `${run.gapMs} ms of silence`}`);
  expect(run.lost).toBeNull();
});
