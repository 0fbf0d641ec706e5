import type { PbxProfile } from '../../../src/domain/pbx/pbx-profile.ts';
import { eventually } from '../../integration/sip/eventually.ts';
import { createTestPhone, type TestPhone } from '../../integration/sip/test-phone.ts';
import { type CuttableProxy, startCuttableProxy } from '../../support/cuttable-proxy.ts';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';

/** What was heard: the strongest frequency, and the root mean square in 0…1. */
export type Heard = { readonly heardHz: number; readonly heardLevel: number };

/** Our phone with the real media page, each of its servers behind a cable that can be cut. */
export type AgentPhone = {
  readonly phone: TestPhone;
  readonly media: PageLink;
  /** One for each server, in their order. */
  readonly cables: readonly CuttableProxy[];
  /** What the agent hears of that call; without a name, of the one in front. */
  heard(callId?: string): Promise<Heard>;
  /** Ends the media page's process, as soon as the spare one stands by. */
  killPage(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts the phone of an agent and waits until it is registered.
 *
 * @param servers - `ws://` or `wss://` URLs, preferred first.
 */
export async function startAgentPhone(
  browser: MediaBrowser,
  options: {
    readonly servers: readonly string[];
    readonly user: string;
    readonly password: string;
    readonly domain: string;
    readonly pbx?: Partial<PbxProfile>;
    /** PEM, for a server whose certificate no known authority signed. */
    readonly certificateAuthority?: string;
    /** Each SIP message as it was on the wire. */
    readonly onMessage?: (direction: 'in' | 'out', message: string) => void;
    /** Whether a second media page stands by. */
    readonly withSpare?: boolean;
  },
): Promise<AgentPhone> {
  const { user, password, domain } = options;
  const cables = await Promise.all(options.servers.map((server) => startCuttableProxy(server)));
  const media = await openPageLink(browser, () => 0, '', options.withSpare);
  const chooseDevices = () =>
    media.link.request({
      op: 'devices.choose',
      microphone: null,
      speaker: null,
      ringer: null,
      processing: false,
    });
  await chooseDevices();
  // As the application does: the next page knows its devices before it opens one.
  media.link.onEvent(({ event }) => {
    if (event === 'page.lost') void chooseDevices();
  });
  const phone = createTestPhone({
    link: media.link,
    account: {
      servers: cables.map(({ url }, index) => `${url}${pathOf(options.servers[index])}`),
      addressOfRecord: `sip:${user}@${domain}`,
      authorizationUser: user,
      password,
    },
    ...(options.onMessage === undefined ? {} : { onMessage: options.onMessage }),
    ...(options.pbx === undefined ? {} : { pbx: options.pbx }),
    ...(options.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: options.certificateAuthority }),
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  return {
    phone,
    media,
    cables,
    async heard(callId = phone.call?.callId ?? '') {
      const reply = await media.link.request({ op: 'media.measure', connectionId: callId });
      if (!reply.ok) throw new Error(reply.error.name);
      return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
    },
    async killPage() {
      await eventually(
        async () => media.hasSpare(),
        (has) => has,
      );
      await media.kill();
    },
    async stop() {
      await phone.stop();
      media.close();
      await Promise.all(cables.map((cable) => cable.close()));
    },
  };
}

function pathOf(server: string | undefined): string {
  const { pathname } = new URL(server ?? '');
  return pathname === '/' ? '' : pathname;
}
