import { setTimeout as sleep } from 'node:timers/promises';
import { startInPage } from '../../integration/sip/far-end.ts';
import { createTestPhone } from '../../integration/sip/test-phone.ts';
import { type DeafPorts, openDeafPorts } from '../../support/deaf-ports.ts';
import type { MediaBrowser } from '../../support/media-browser.ts';
import { openPageLink } from '../../support/page-link.ts';
import { type ScriptedPbx, type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import type { Row } from '../table.ts';
import { tell } from './tell.ts';

const isAnswer = ({ status, header }: SipText) =>
  status === 200 && header('cseq').endsWith('INVITE');

/** A phone that is called by a PBX again and again: how long from the answer to the 200 there. */
type Answerer = { answerOnce(): Promise<number>; stop(): Promise<void> };

async function rung(
  pbx: ScriptedPbx,
  answer: () => Promise<void> | void,
  isReady: () => Promise<void>,
) {
  const leg = pbx.call();
  await isReady();
  // Who takes calls does not answer within the first ring.
  await sleep(600);
  const begunMs = performance.now();
  const answered = pbx.until(
    (message) => isAnswer(message) && message.header('call-id') === leg.callId,
  );
  await answer();
  await answered;
  const tookMs = performance.now() - begunMs;
  leg.ack();
  await sleep(50);
  leg.request('BYE');
  await pbx.until(
    ({ status, header }) =>
      status === 200 && header('cseq').endsWith('BYE') && header('call-id') === leg.callId,
  );
  return tookMs;
}

async function ourAnswerer(browser: MediaBrowser, ice: DeafPorts['iceServers']): Promise<Answerer> {
  const pbx = await startScriptedPbx();
  const media = await openPageLink(browser);
  const phone = createTestPhone({
    link: media.link,
    account: {
      servers: [pbx.url],
      iceServers: ice.map((each) => ({ ...each, urls: [...each.urls] })),
    },
    isNear: () => false,
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  return {
    answerOnce: () =>
      rung(
        pbx,
        () => phone.command({ type: 'call.answer' }),
        () =>
          phone.until(
            ({ call }) => call?.signalling.kind === 'alerting' && call.microphone === 'ok',
          ),
      ),
    async stop() {
      await phone.stop();
      await pbx.close();
    },
  };
}

/** As its documentation has it: the stream is asked for and candidates are gathered at the answer. */
async function stockAnswerer(
  browser: MediaBrowser,
  ice: DeafPorts['iceServers'],
): Promise<Answerer> {
  const pbx = await startScriptedPbx();
  const page = await startInPage(browser, {
    uri: 'sip:agent@practice.invalid',
    password: 'a secret for tests',
    server: pbx.url,
    toneHz: null,
    iceServers: ice,
  });
  let calls = 0;
  return {
    answerOnce() {
      calls += 1;
      return rung(
        pbx,
        () => page.answer(),
        () => page.until('incoming', calls),
      );
    },
    async stop() {
      await page.closePage();
      await pbx.close();
    },
  };
}

async function times(count: number, once: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let done = 0; done < count; done += 1) all.push(await once());
  return all;
}

export async function measureAnswers(browser: MediaBrowser): Promise<Row[]> {
  const deaf = await openDeafPorts();
  const [ours, theirs] = [await ourAnswerer(browser, []), await stockAnswerer(browser, [])];
  const row = { ours: [] as number[], theirs: [] as number[] };
  tell('answers');
  await ours.answerOnce();
  await theirs.answerOnce();
  for (let round = 0; round < 30; round += 1) {
    row.ours.push(await ours.answerOnce());
    row.theirs.push(await theirs.answerOnce());
  }
  await Promise.all([ours.stop(), theirs.stop()]);

  const [oursDeaf, theirsDeaf] = [
    await ourAnswerer(browser, deaf.iceServers),
    await stockAnswerer(browser, deaf.iceServers),
  ];
  tell('answers with dead STUN and TURN: ours');
  const dead = {
    ours: await times(15, oursDeaf.answerOnce),
    theirs: await times(2, theirsDeaf.answerOnce),
  };
  await Promise.all([oursDeaf.stop(), theirsDeaf.stop()]);
  await deaf.close();
  return [
    { what: 'answer → 200 OK', unit: 'ms', ...row, goal: { of: 'p99', atMost: 30 } },
    { what: 'the same, STUN and TURN dead', unit: 'ms', ...dead, goal: { of: 'p99', atMost: 300 } },
  ];
}
