import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { firstNumber, openStand, type Stand, startStandBrowser } from './stand.ts';
import { bothHear, healed, talkInbound } from './steps.ts';

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

test('the computer wakes: a new socket at once, and the call goes on over it', async () => {
  const { phone, proxy } = stand;
  const { callId } = await talkInbound(stand);
  // What was open when it fell asleep is forgotten at the other end, and nobody says so.
  proxy.freeze();
  phone.woke();
  await phone.until(({ state }) => !state.lineUp);
  await healed(phone, callId);
  await bothHear(stand, firstNumber, callId);
  expect(phone.log.some((line) => line.startsWith('another way to the server'))).toBe(true);
  // It never took the time of two pings.
  expect(phone.log.some((line) => line.startsWith('sip socket dead'))).toBe(false);
  expect(phone.call?.callId).toBe(callId);

  stand.customer(firstNumber)?.hangUp();
  await phone.until(({ call }) => call?.signalling.kind === 'ended');
  expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'hung-up-there' } });
});
