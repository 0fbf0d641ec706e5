import type { CustomerCall } from '../../../src/practice/customers/customer-call.ts';
import { type Floor, openFloor } from '../../../src/practice/floor.ts';
import { scenario } from '../../../src/practice/scenario/scenario.ts';
import { type CuttableProxy, startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';

/** What the agent says all the time, and what each customer does. */
export const microphoneHz = 620;
export const firstHz = 440;
export const secondHz = 880;
export const firstNumber = '+15035550141';
export const secondNumber = '+15035550142';

/** An agent in Chromium with a spare page, and two customers who have ears, on one exchange. */
export type Stand = {
  readonly media: PageLink;
  readonly phone: TestPhone;
  readonly floor: Floor;
  readonly proxy: CuttableProxy;
  /** That customer's call, if one is up. */
  customer(number: string): CustomerCall | null;
  /** The customer calls the agent. */
  ring(number: string): Promise<void>;
  /** What the agent hears of that call. */
  heard(callId: string): Promise<{ heardHz: number; heardLevel: number }>;
  close(): Promise<void>;
};

/** The agent's account at the exchange. */
export const standAccount = { user: 'agent', password: 'a secret for tests' };

const customers = scenario.parse({
  version: 1,
  customers: [
    { number: firstNumber, name: 'Nora Bell', lines: [], answerAfterMs: 600 },
    { number: secondNumber, name: 'Owen Park', lines: [], answerAfterMs: 600 },
  ],
  anyone: { answerAfterMs: 600 },
});

export function startStandBrowser(): Promise<MediaBrowser> {
  return startMediaBrowser(microphoneHz);
}

/** The exchange with the two customers, without any agent's phone. */
export function openCustomers(): Promise<Floor> {
  return openFloor(
    {
      kind: 'start',
      requestId: 1,
      host: '127.0.0.1',
      port: 0,
      scenarioPath: '',
      agents: [{ ...standAccount, displayName: 'Agent' }],
    },
    { scenario: customers, recordings: new Map() },
    () => undefined,
  );
}

export async function openStand(
  browser: MediaBrowser,
  pbx: Parameters<typeof createTestPhone>[0]['pbx'] = {},
): Promise<Stand> {
  const { user, password } = standAccount;
  const floor = await openCustomers();
  const proxy = await startCuttableProxy(floor.exchange.url);
  const media = await openPageLink(browser, () => 0, '', true);
  const choose = () =>
    media.link.request({
      op: 'devices.choose',
      microphone: null,
      speaker: null,
      ringer: null,
      processing: false,
    });
  await choose();
  // As the application does: the next page knows its devices before it opens one.
  media.link.onEvent(({ event }) => {
    if (event === 'page.lost') void choose();
  });
  const { domain } = floor.exchange;
  const phone = createTestPhone({
    link: media.link,
    account: {
      servers: [proxy.url],
      addressOfRecord: `sip:${user}@${domain}`,
      authorizationUser: user,
      password,
    },
    pbx,
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  return {
    media,
    phone,
    floor,
    proxy,
    customer: (number) => floor.findCall({ number }),
    async ring(number) {
      floor.findPhone({ number })?.sendTone(number === firstNumber ? firstHz : secondHz);
      const rung = await floor.ring(number, user);
      if (!rung.ok) throw new Error(JSON.stringify(rung.error));
    },
    async heard(callId) {
      const reply = await media.link.request({ op: 'media.measure', connectionId: callId });
      if (!reply.ok) return { heardHz: 0, heardLevel: 0 };
      return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
    },
    async close() {
      await phone.stop();
      media.close();
      await floor.stop();
      await proxy.close();
    },
  };
}
