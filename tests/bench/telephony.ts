import { startMediaBrowser } from '../support/media-browser.ts';
import type { Row } from './table.ts';
import { measureAnswers } from './telephony/answers.ts';
import { measureComingBack } from './telephony/coming-back.ts';
import { measureHealing } from './telephony/healing.ts';
import { measureReading } from './telephony/reading.ts';
import { tell } from './telephony/tell.ts';

/** Everything of this area; takes about six minutes, two of them a dead STUN server's. */
export async function measureTelephony(): Promise<readonly Row[]> {
  tell('reading');
  const reading = measureReading();
  tell('coming back');
  const comingBack = await measureComingBack();
  const browser = await startMediaBrowser(620);
  try {
    tell('healing');
    const healing = await measureHealing(browser);
    return [...(await measureAnswers(browser)), healing, ...comingBack, reading];
  } finally {
    await browser.close();
  }
}
