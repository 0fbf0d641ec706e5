import { setTimeout as sleep } from 'node:timers/promises';
import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import { eventually, near } from '../../integration/sip/eventually.ts';
import { startInPage } from '../../integration/sip/far-end.ts';
import { createTestPhone } from '../../integration/sip/test-phone.ts';
import { gapMeterSource, longestGapMs, resetGaps } from '../../support/gap-meter.ts';
import { startInjectingRelay } from '../../support/injecting-relay.ts';
import { startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, seededRandom } from '../../support/page-link.ts';
import { type LiveDialog, nextMutation } from './mutate.ts';

/** What became of a phone under siege. */
export type SiegeReport = {
  readonly mutations: number;
  readonly seed: number;
  readonly seconds: number;
  /** Exceptions nobody caught. */
  readonly crashes: readonly string[];
  /** The longest that a handful of messages kept the process busy. */
  readonly longestBatchMs: number;
  readonly callIsUp: boolean;
  readonly lineIsUp: boolean;
  /** Sockets opened: one, when none was lost. */
  readonly connections: number;
  /** The longest silence at the agent's ear and at the customer's; null: nothing was heard. */
  readonly gapAtAgentMs: number | null;
  readonly gapAtCustomerMs: number | null;
  /** The same before the siege, as long as it takes to measure: what this machine does by itself. */
  readonly quietGapMs: number | null;
  readonly heapGrowthBytes: number;
  /** Answers of the phone by status. */
  readonly answers: Readonly<Record<string, number>>;
};

const password = 'a secret for tests';
const atOnce = 20;

/** A live call with sound both ways, and that many mutated messages on its socket. */
export async function besiege(options: {
  readonly mutations: number;
  readonly seed: number;
  readonly quietSeconds?: number;
  onProgress?(done: number): void;
}): Promise<SiegeReport> {
  const { mutations, seed } = options;
  const random = seededRandom(seed);
  const browser = await startMediaBrowser(620);
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    digestAlgorithms: ['MD5'],
    accounts: ['agent', 'customer'].map((user) => ({ user, password, displayName: user })),
  });
  const relay = await startInjectingRelay(exchange.url);
  const crashes: string[] = [];
  const onCrash = (error: unknown) => crashes.push(String(error));
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  const media = await openPageLink(browser, () => 0, gapMeterSource);
  // Noise suppression takes a steady tone for noise.
  await media.link.request({
    op: 'devices.choose',
    microphone: null,
    speaker: null,
    ringer: null,
    processing: false,
  });
  const phone = createTestPhone({ link: media.link, account: { servers: [relay.url] } });
  try {
    phone.start();
    const customer = await startInPage(
      browser,
      {
        uri: 'sip:customer@practice.invalid',
        password,
        server: exchange.url,
        toneHz: 440,
      },
      gapMeterSource,
    );
    await phone.until(({ line }) => line.kind === 'registered');
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.microphone === 'ok');
    const callId = phone.call?.callId ?? '';
    phone.command({ type: 'call.answer' });
    await phone.until(({ call }) => call?.media === 'flowing');
    await eventually(() => customer.measure(), near(620));
    const ears = [media.page(), customer.page];
    const listen = async () => {
      for (const ear of ears) await resetGaps(ear);
      await sleep(1_000);
    };
    const gaps = () => Promise.all(ears.map(longestGapMs));
    await listen();
    await sleep((options.quietSeconds ?? 0) * 1_000);
    const quiet = await gaps();
    await listen();

    const dialog = liveDialog(await customer.dialog());
    const heapBefore = process.memoryUsage().heapUsed;
    const begunMs = performance.now();
    let longestBatchMs = 0;
    for (let number = 0; number < mutations; number += atOnce) {
      const batchMs = performance.now();
      for (let index = number; index < Math.min(mutations, number + atOnce); index += 1) {
        relay.inject(nextMutation(dialog, random, index));
      }
      await relay.drained();
      longestBatchMs = Math.max(longestBatchMs, performance.now() - batchMs);
      options.onProgress?.(number + atOnce);
    }
    const seconds = (performance.now() - begunMs) / 1_000;
    const [gapAtAgentMs = null, gapAtCustomerMs = null] = await gaps();
    globalThis.gc?.();
    return {
      mutations,
      seed,
      seconds,
      crashes,
      longestBatchMs,
      callIsUp: phone.state.calls[callId]?.signalling.kind === 'established',
      lineIsUp: phone.line.kind === 'registered',
      connections: relay.connections,
      gapAtAgentMs,
      gapAtCustomerMs,
      quietGapMs: quiet.some((each) => each === null)
        ? null
        : Math.max(...quiet.map((each) => each ?? 0)),
      heapGrowthBytes: process.memoryUsage().heapUsed - heapBefore,
      answers: Object.fromEntries(relay.answers),
    };
  } finally {
    process.off('uncaughtException', onCrash);
    process.off('unhandledRejection', onCrash);
    await phone.stop();
    await relay.close();
    await exchange.stop();
    await browser.close();
  }
}

/** The dialog as the customer's side names it. */
function liveDialog(names: { callId: string; localTag: string; remoteTag: string }): LiveDialog {
  return {
    callId: names.callId,
    from: `<sip:customer@practice.invalid>;tag=${names.localTag}`,
    to: `<sip:agent@practice.invalid>;tag=${names.remoteTag}`,
    target: 'sip:agent@practice.invalid',
  };
}
