import { afterAll, beforeAll } from 'vitest';
import { createJsSip } from '#jssip';
import { createFacade } from '../../../src/main/sip/facade/environment.ts';
import { FacadeStream } from '../../../src/main/sip/facade/media-stream.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, seededRandom } from '../../support/page-link.ts';
import { type ContractRun, describeContract } from './contract.ts';
import { asRemote, startInPage } from './far-end.ts';
import { createRecordedAgent } from './recorded-agent.ts';

const microphoneHz = 620;
let browser: MediaBrowser;
let deaf: MediaBrowser;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
  deaf = await startMediaBrowser(null);
});
afterAll(async () => {
  await Promise.all([browser.close(), deaf.close()]);
});

function stock(on: MediaBrowser, hears: number | null): ContractRun {
  return {
    microphoneHz: hears,
    startAgent: (account) => startInPage(on, { ...account, toneHz: null }),
    startCustomer: (account) => startInPage(on, account),
  };
}

/** @param mostDelayMs - Each message to and from the page is late by 0 to that, by a seed. */
function facade(on: MediaBrowser, hears: number | null, mostDelayMs: number): ContractRun {
  return {
    microphoneHz: hears,
    async startAgent({ uri, password, server }) {
      const random = seededRandom(mostDelayMs + 1);
      const { link, page } = await openPageLink(on, () => random() * mostDelayMs);
      await link.request({
        op: 'devices.choose',
        microphone: null,
        speaker: null,
        ringer: null,
        processing: false,
      });
      let calls = 0;
      const agent = createRecordedAgent({
        jssip: createJsSip(createFacade(link)),
        uri,
        password,
        server,
        async callOptions() {
          calls += 1;
          const pcConfig = { iceServers: [], connectionId: `call-${calls}` };
          return { mediaStream: new FacadeStream(), pcConfig };
        },
        async measure() {
          const reply = await link.request({
            op: 'media.measure',
            connectionId: `call-${calls}`,
          });
          if (!reply.ok) throw new Error(reply.error.name);
          return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
        },
      });
      await agent.register();
      return { ...asRemote(agent), closePage: () => page().close() };
    },
    startCustomer: (account) => startInPage(on, account),
  };
}

describeContract('JsSIP in a page', () => stock(browser, microphoneHz));
describeContract('JsSIP through the facade', () => facade(browser, microphoneHz, 0));
describeContract('JsSIP through a slow facade', () => facade(browser, microphoneHz, 200));
describeContract('JsSIP in a page without microphone', () => stock(deaf, null));
describeContract('JsSIP through the facade without microphone', () => facade(deaf, null, 0));
