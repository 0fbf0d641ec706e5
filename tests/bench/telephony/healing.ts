import { setTimeout as sleep } from 'node:timers/promises';
import { strike } from '../../integration/heal/runs.ts';
import {
  firstHz,
  firstNumber,
  microphoneHz,
  openCustomers,
  openStand,
  standAccount,
} from '../../integration/heal/stand.ts';
import { startInPage } from '../../integration/sip/far-end.ts';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { seededRandom } from '../../support/page-link.ts';
import type { Row } from '../table.ts';

/** So long a call of the library is watched after its page has died. */
const watchedMs = 10_000;
/** A pause between two words is no loss of sound. */
const silentMs = 60;

async function ours(browser: MediaBrowser, count: number): Promise<number[]> {
  const stand = await openStand(browser);
  const random = seededRandom(1);
  const gaps: number[] = [];
  while (gaps.length < count) {
    const { gapMs } = await strike(stand, 'page', 'talking', random);
    gaps.push(gapMs ?? Number.POSITIVE_INFINITY);
  }
  await stand.close();
  return gaps;
}

/** The library lives in the page that dies. Whether the customer ever hears the agent again is measured. */
async function theirsOnce(browser: MediaBrowser): Promise<number> {
  const floor = await openCustomers();
  const { user, password } = standAccount;
  const page = await startInPage(browser, {
    uri: `sip:${user}@${floor.exchange.domain}`,
    password,
    server: floor.exchange.url,
    toneHz: null,
  });
  floor.findPhone({ number: firstNumber })?.sendTone(firstHz);
  await floor.ring(firstNumber, user);
  await page.until('incoming', 1);
  await page.answer();
  const call = floor.findCall({ number: firstNumber });
  const rendererId = await page.page.processId();
  if (call === null || rendererId === null) throw new Error('there is no call, or no process');
  for (let hears = false; !hears; ) {
    const measured = await call.measure(120);
    hears = measured !== null && Math.abs(measured.dominantHz - microphoneHz) < 12;
    await sleep(25);
  }
  const watch = call.watchSilence();
  process.kill(rendererId, 'SIGKILL');
  await sleep(watchedMs);
  const gapMs = watch.silentMs < silentMs ? watch.longestMs : Number.POSITIVE_INFINITY;
  watch.stop();
  await page.closePage();
  await floor.stop();
  return gapMs;
}

/** The page with the sound is killed amid a talk: the longest silence in the customer's ear. */
export async function measureHealing(browser: MediaBrowser): Promise<Row> {
  const theirs = [await theirsOnce(browser), await theirsOnce(browser)];
  return {
    what: 'media page killed → the customer hears again',
    unit: 'ms',
    ours: await ours(browser, 20),
    theirs,
    goal: { of: 'median', atMost: 500 },
  };
}
