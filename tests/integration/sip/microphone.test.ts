import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { eventually, near, silent } from './eventually.ts';
import { startInPage } from './far-end.ts';
import { createTestPhone, type TestPhone } from './test-phone.ts';

const customerHz = 440;
const password = 'a secret for tests';

/** A call must work for the ear when it cannot for the mouth, and say so. */
describe.each([
  { name: 'without a microphone', hears: null, permission: 'granted', expected: 'none' },
  {
    name: 'with a microphone that is not allowed',
    hears: 620,
    permission: 'denied',
    expected: 'denied',
  },
] as const)('$name', ({ hears, permission, expected }) => {
  let browser: MediaBrowser;
  let exchange: Exchange;
  let media: PageLink;
  let phone: TestPhone;
  let customer: Awaited<ReturnType<typeof startInPage>>;

  beforeAll(async () => {
    browser = await startMediaBrowser(hears, permission);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    exchange = await startExchange({
      host: '127.0.0.1',
      port: 0,
      domain: 'practice.invalid',
      accounts: ['agent', 'customer'].map((user) => ({ user, password, displayName: user })),
    });
    media = await openPageLink(browser);
    phone = createTestPhone({ link: media.link, account: { servers: [exchange.url] } });
    phone.start();
    customer = await startInPage(browser, {
      uri: 'sip:customer@practice.invalid',
      password,
      server: exchange.url,
      toneHz: customerHz,
    });
    await phone.until(({ line }) => line.kind === 'registered');
  });
  afterEach(async () => {
    await phone.stop();
    await customer.stop();
    await Promise.all([customer.closePage(), media.page().close()]);
    await exchange.stop();
  });

  async function heard() {
    const reply = await media.link.request({
      op: 'media.measure',
      connectionId: phone.call?.callId ?? '',
    });
    if (!reply.ok) throw new Error(reply.error.name);
    return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
  }

  test('the agent listens, is told why nobody hears them, and can press digits', async () => {
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.microphone === expected);
    expect(phone.call?.signalling.kind).toBe('alerting');
    phone.command({ type: 'call.answer' });
    await phone.until(({ call }) => call?.media === 'flowing');
    await eventually(heard, near(customerHz));
    await eventually(() => customer.measure(), silent);
    phone.command({ type: 'call.dtmf', digits: '1111111111' });
    await eventually(
      () => customer.measure(),
      (sound) => near(697)(sound) || near(1209)(sound),
    );
    phone.command({ type: 'call.hangUp' });
    await customer.until('ended remote Terminated');
  });

  test('the list of devices and a choice of absent ones do no harm', async () => {
    const devices = await media.link.request({ op: 'devices.list' });
    expect(devices.ok).toBe(true);
    const chosen = await media.link.request({
      op: 'devices.choose',
      microphone: 'gone',
      speaker: null,
      ringer: null,
      processing: true,
    });
    expect(chosen.ok).toBe(true);
  });
});
