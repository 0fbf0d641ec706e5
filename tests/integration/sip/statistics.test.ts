import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type {
  ConnectionPath,
  ConnectionStatistics,
} from '../../../src/contract/ipc/connection-statistics.ts';
import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink } from '../../support/page-link.ts';
import { startInPage } from './far-end.ts';
import { createTestPhone } from './test-phone.ts';

const domain = 'practice.invalid';
const password = 'a secret for tests';
let browser: MediaBrowser;

beforeAll(async () => {
  browser = await startMediaBrowser(620);
});
afterAll(() => browser.close());

test('a call is counted every second, and its way five times as often', async () => {
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    digestAlgorithms: ['SHA-256', 'MD5'],
    accounts: ['agent', 'first'].map((user) => ({ user, password, displayName: user })),
  });
  onTestFinished(() => exchange.stop());
  const media = await openPageLink(browser);
  onTestFinished(() => media.page().close());
  const statistics: ConnectionStatistics[] = [];
  const paths: ConnectionPath[] = [];
  let counted: () => void = () => undefined;
  media.link.onEvent((event) => {
    if (event.event === 'path') paths.push(event);
    if (event.event !== 'statistics') return;
    statistics.push(event.statistics);
    counted();
  });
  const phone = createTestPhone({ link: media.link, account: { servers: [exchange.url] } });
  phone.start();
  onTestFinished(() => phone.stop());
  const customer = await startInPage(browser, {
    uri: `sip:first@${domain}`,
    password,
    server: exchange.url,
    toneHz: 440,
  });
  onTestFinished(async () => {
    await customer.stop();
    await customer.closePage();
  });
  await phone.until(({ line }) => line.kind === 'registered');
  await customer.call(`sip:agent@${domain}`);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(({ call }) => call?.media === 'flowing');

  await new Promise<void>((resolve) => {
    counted = () => {
      if (statistics.length >= 4 && statistics.at(-1)?.there !== null) resolve();
    };
  });
  const [before, now] = [statistics.at(-2), statistics.at(-1)];
  expect(now?.connectionId).toBe(phone.call?.callId);
  expect(now?.received?.packets).toBeGreaterThan(before?.received?.packets ?? 0);
  expect(now?.received?.energy).toBeGreaterThan(before?.received?.energy ?? 0);
  expect(now?.sent?.energy).toBeGreaterThan(before?.sent?.energy ?? 0);
  expect(now?.sent?.open).toBe(true);
  expect(now?.path).toMatchObject({ local: 'host', protocol: 'udp' });
  expect(now?.path?.repliesReceived).toBeGreaterThan(0);
  expect(now?.codecReceived).toMatchObject({ name: 'opus', clockRateHz: 48_000 });
  expect(now?.microphoneLabel).not.toBe('');
  expect(paths.length).toBeGreaterThan(2 * statistics.length);
  expect(paths.at(-1)?.bytesReceived).toBeGreaterThan(paths[0]?.bytesReceived ?? 0);
  expect(media.refused).toEqual([]);

  // Chromium offers RFC 2198 by itself: both ends have agreed on it, and it can be switched.
  // Its own report names the codec inside either way, so the size of packets tells.
  const bytesPerPacket = () => {
    const [was, is] = [statistics.at(-2)?.sent, statistics.at(-1)?.sent];
    return ((is?.bytes ?? 0) - (was?.bytes ?? 0)) / ((is?.packets ?? 1) - (was?.packets ?? 0));
  };
  const plain = bytesPerPacket();
  const nextSent = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      counted = () => {
        if (holds()) resolve();
      };
    });
  const connectionId = phone.call?.callId ?? '';
  for (const on of [true, false]) {
    const reply = await media.link.request({ op: 'call.redundancy', connectionId, on });
    expect(reply).toMatchObject({ ok: true, value: { on } });
    expect(reply.snapshot?.iceConnectionState).toBe('connected');
    await nextSent(() => bytesPerPacket() > 1.6 * plain === on);
  }

  phone.command({ type: 'call.mute', muted: true });
  await phone.until(({ call }) => call?.muted === true);
  await new Promise<void>((resolve) => {
    counted = () => {
      if (statistics.at(-1)?.sent?.open === false) resolve();
    };
  });
});
