import { expect, onTestFinished, test } from 'vitest';
import type { MediaRequest } from '../../../src/contract/ipc/media-api.ts';
import type { MediaLink } from '../../../src/main/media/media-link.ts';
import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import { startTestCenter } from '../../support/center.ts';
import { openTestJournal } from '../../support/journal.ts';
import { startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink } from '../../support/page-link.ts';
import { startTestShift } from '../../support/test-shift.ts';
import { eventually, near } from '../sip/eventually.ts';
import { startInPage } from '../sip/far-end.ts';

const domain = 'practice.invalid';
const password = 'not a secret';
const customerHz = 440;
const microphoneHz = 620;
const within = { timeout: 30_000, interval: 20 };

test('a campaign whose callers are answered without a key: beeps, then both hear, and no command', async () => {
  const center = await startTestCenter();
  onTestFinished(() => center.close());
  await center.center.db.updateTable('campaign').set({ auto_answer: true }).execute();
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    accounts: ['agent', 'customer'].map((user) => ({ user, password, displayName: user })),
  });
  onTestFinished(() => exchange.stop());
  const browser = await startMediaBrowser(microphoneHz);
  onTestFinished(() => browser.close());
  const media = await openPageLink(browser);
  const asked: MediaRequest[] = [];
  const link: MediaLink = {
    request(request) {
      asked.push(request);
      return media.link.request(request);
    },
    onEvent: media.link.onEvent,
    get alive() {
      return media.link.alive;
    },
  };
  const desk = await startTestShift({
    url: center.url,
    journal: openTestJournal(),
    sipServer: exchange.url,
    mediaLink: link,
  });
  await expect.poll(() => desk.shift.facts().registration.kind, within).toBe('registered');
  await desk.caughtUp();
  desk.carryOut({ kind: 'set-ready', ready: true });

  const customer = await startInPage(browser, {
    uri: `sip:customer@${domain}`,
    password,
    server: exchange.url,
    toneHz: customerHz,
  });
  await customer.call(`sip:agent@${domain}`);
  await expect.poll(() => desk.shift.liveCall()?.signalling.kind, within).toBe('alerting');
  await expect.poll(() => desk.shift.liveCall()?.signalling.kind, within).toBe('established');
  const tones = asked.flatMap((request) => (request.op === 'tone.play' ? [request.tone] : []));
  expect(tones).toContain('announce');
  expect(tones).not.toContain('ringing');

  const callId = desk.shift.liveCall()?.callId ?? '';
  await eventually(async () => {
    const reply = await link.request({ op: 'media.measure', connectionId: callId });
    if (!reply.ok) throw new Error(reply.error.name);
    return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
  }, near(customerHz));
  await eventually(() => customer.measure(), near(microphoneHz));
  await customer.closePage();
});
