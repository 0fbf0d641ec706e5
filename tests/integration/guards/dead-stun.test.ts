import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type DeafPorts, openDeafPorts } from '../../support/deaf-ports.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { eventually, near } from '../sip/eventually.ts';
import { startInPage } from '../sip/far-end.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';

// STUN and TURN servers that swallow everything: ours answers while JsSIP as it is goes on waiting.

const password = 'a secret for tests';
const users = ['agent', 'stock', 'one', 'two'];
let browser: MediaBrowser;
let exchange: Exchange;
let deaf: DeafPorts;
let media: PageLink;
let phone: TestPhone;

beforeAll(async () => {
  browser = await startMediaBrowser(620);
  exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    digestAlgorithms: ['MD5'],
    accounts: users.map((user) => ({ user, password, displayName: user })),
  });
  deaf = await openDeafPorts();
  media = await openPageLink(browser);
});
afterAll(async () => {
  await phone.stop();
  await deaf.close();
  await exchange.stop();
  await browser.close();
});

function inPage(user: string, changed: { toneHz: number | null; iceServers?: DeafPorts['iceServers'] }) {
  const uri = `sip:${user}@practice.invalid`;
  return startInPage(browser, { uri, password, server: exchange.url, ...changed });
}

test('ours is answered and heard while stock still gathers', async () => {
  phone = createTestPhone({
    link: media.link,
    account: {
      servers: [exchange.url],
      iceServers: deaf.iceServers.map((each) => ({ ...each, urls: [...each.urls] })),
    },
    isNear: () => false,
  });
  phone.start();
  const stock = await inPage('stock', { toneHz: null, iceServers: deaf.iceServers });
  const [one, two] = await Promise.all([inPage('one', { toneHz: 440 }), inPage('two', { toneHz: 550 })]);
  await phone.until(({ line }) => line.kind === 'registered');

  await two.call('sip:stock@practice.invalid');
  await stock.until('incoming');
  await stock.answer();
  await one.call('sip:agent@practice.invalid');
  await phone.until(({ call }) => call?.microphone === 'ok');
  phone.command({ type: 'call.answer' });
  await phone.until(({ call }) => call?.media === 'flowing');
  const measured = async () => {
    const reply = await media.link.request({
      op: 'media.measure',
      connectionId: phone.call?.callId ?? '',
    });
    if (!reply.ok) throw new Error(reply.error.name);
    return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
  };
  await eventually(measured, near(440));

  expect(deaf.swallowed()).toBeGreaterThan(0);
  // It was answered before ours was called.
  expect(await stock.events()).not.toContain('accepted local');
});
