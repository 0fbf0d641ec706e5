import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type DeafPorts, openDeafPorts } from '../../support/deaf-ports.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { eventually, near } from '../sip/eventually.ts';
import { startInPage } from '../sip/far-end.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';
import { cleanUpAfterEach } from './bench.ts';

// STUN and TURN servers that swallow everything: ours answers while JsSIP as it is goes on waiting.

const password = 'a secret for tests';
let browser: MediaBrowser;
let deaf: DeafPorts;
const keep = cleanUpAfterEach();

beforeAll(async () => {
  browser = await startMediaBrowser(620);
  deaf = await openDeafPorts();
});
afterAll(async () => {
  await deaf.close();
  await browser.close();
});

async function startOurs(server: string): Promise<{ phone: TestPhone; media: PageLink }> {
  const media = await openPageLink(browser);
  const phone = createTestPhone({
    link: media.link,
    account: {
      servers: [server],
      iceServers: deaf.iceServers.map((each) => ({ ...each, urls: [...each.urls] })),
    },
    isNear: () => false,
  });
  keep(phone, (each) => each.stop());
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  return { phone, media };
}

function inPage(
  user: string,
  server: string,
  changed: { toneHz: number | null; iceServers?: DeafPorts['iceServers'] },
) {
  const uri = `sip:${user}@practice.invalid`;
  return startInPage(browser, { uri, password, server, ...changed });
}

const isAnswer = ({ status, header }: SipText) =>
  status === 200 && header('cseq').endsWith('INVITE');
const isInvite = ({ method }: SipText) => method === 'INVITE';

test('answered: our 200 is there while stock still gathers', async () => {
  const [stockPbx, ourPbx] = [await startScriptedPbx(), await startScriptedPbx()];
  for (const pbx of [stockPbx, ourPbx]) keep(pbx, (each) => each.close());
  const stock = await inPage('agent', stockPbx.url, { toneHz: null, iceServers: deaf.iceServers });
  const { phone } = await startOurs(ourPbx.url);
  stockPbx.call();
  await stock.until('incoming');
  await stock.answer();
  // Asked after stock was, and quicker.
  ourPbx.call();
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await ourPbx.until(isAnswer);
  expect(stockPbx.received.filter(isAnswer)).toEqual([]);
  expect(deaf.swallowed()).toBeGreaterThan(0);
});

test('dialed: our INVITE is there while stock still gathers', async () => {
  const [stockPbx, ourPbx] = [await startScriptedPbx(), await startScriptedPbx()];
  for (const pbx of [stockPbx, ourPbx]) keep(pbx, (each) => each.close());
  const stock = await inPage('agent', stockPbx.url, { toneHz: null, iceServers: deaf.iceServers });
  const { phone } = await startOurs(ourPbx.url);
  await stock.call('sip:customer@practice.invalid');
  phone.dial('customer');
  await ourPbx.until(isInvite);
  expect(stockPbx.received.filter(isInvite)).toEqual([]);
});

test('what was answered so is heard', async () => {
  const exchange: Exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    digestAlgorithms: ['MD5'],
    accounts: ['agent', 'one'].map((user) => ({ user, password, displayName: user })),
  });
  keep(exchange, (each) => each.stop());
  const { phone, media } = await startOurs(exchange.url);
  const one = await inPage('one', exchange.url, { toneHz: 440 });
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
  await eventually(() => one.measure(), near(620));
});
