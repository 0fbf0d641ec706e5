import { randomUUID } from 'node:crypto';
import type { PbxProfile } from '../../../src/domain/pbx/pbx-profile.ts';
import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { openPageLink } from '../../support/page-link.ts';
import { eventually, near } from './eventually.ts';
import { startInPage } from './far-end.ts';
import { createTestPhone } from './test-phone.ts';

const domain = 'practice.invalid';
const password = 'a secret for tests';
const party = { number: null, displayName: null, customerId: null, queue: null, reason: null };

/** An agent, a customer and a colleague, each with a voice of its own, at one exchange. */
export async function startOffice(
  browser: MediaBrowser,
  voices: { readonly customerHz: number; readonly colleagueHz: number },
  pbx: Partial<PbxProfile> = {},
) {
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    accounts: ['agent', 'customer', 'colleague'].map((user) => ({
      user,
      password,
      displayName: user,
    })),
  });
  const { link, page } = await openPageLink(browser);
  await link.request({
    op: 'devices.choose',
    microphone: null,
    speaker: null,
    ringer: null,
    processing: false,
  });
  const phone = createTestPhone({ link, account: { servers: [exchange.url] }, pbx });
  phone.start();
  const start = (user: string, toneHz: number) =>
    startInPage(browser, { uri: `sip:${user}@${domain}`, password, server: exchange.url, toneHz });
  const [customer, colleague] = await Promise.all([
    start('customer', voices.customerHz),
    start('colleague', voices.colleagueHz),
  ]);
  await phone.until(({ line }) => line.kind === 'registered');

  const heard = async (callId: string) => {
    const reply = await link.request({ op: 'media.measure', connectionId: callId });
    if (!reply.ok) throw new Error(reply.error.name);
    return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
  };
  const heardOf = (callId: string) => () => heard(callId);

  return {
    phone,
    customer,
    colleague,
    link,
    /** What the agent hears of one call. */
    heard,
    heardOf,
    /** The customer calls and is answered. */
    async talk(): Promise<void> {
      await customer.call(`sip:agent@${domain}`);
      await phone.until(({ call }) => call?.signalling.kind === 'alerting');
      phone.command({ type: 'call.answer' });
      await phone.until(({ call }) => call?.media === 'flowing');
      await eventually(heardOf(phone.call?.callId ?? ''), near(voices.customerHz));
    },
    /** Asks the colleague, who answers; gives the call's id. */
    async consult(): Promise<string> {
      const consultId = randomUUID();
      phone.command({ type: 'call.consult', consultId, target: 'colleague', party });
      await colleague.until('incoming');
      await colleague.answer();
      await phone.until(
        ({ call, other }) =>
          call?.callId === consultId &&
          call.signalling.kind === 'established' &&
          call.media === 'flowing' &&
          other?.hold === 'local',
      );
      return consultId;
    },
    async close(): Promise<void> {
      await phone.stop();
      await Promise.all([customer.stop(), colleague.stop()]);
      await Promise.all([customer.closePage(), colleague.closePage(), page().close()]);
      await exchange.stop();
    },
  };
}

export type TransferOffice = Awaited<ReturnType<typeof startOffice>>;
