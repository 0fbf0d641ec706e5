import { setTimeout as sleep } from 'node:timers/promises';
import { createJsSip, type Socket as JsSipSocket } from '#jssip';
import { createDigestRewriter } from '../../src/main/sip/digest.ts';
import { createFacade } from '../../src/main/sip/facade/environment.ts';
import { hideGlare } from '../../src/main/sip/in-dialog.ts';
import { judge as judgeMessage } from '../../src/main/sip/sip-filter.ts';
import { registered, talkInbound } from '../integration/guards/bench.ts';
import {
  type StartPhone,
  ours as startOurs,
  stock as startStock,
} from '../integration/guards/phones.ts';
import { startInPage } from '../integration/sip/far-end.ts';
import { createTestPhone } from '../integration/sip/test-phone.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { type DeafPorts, openDeafPorts } from '../support/deaf-ports.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { openPageLink } from '../support/page-link.ts';
import { createPretendPage } from '../support/pretend-page.ts';
import { type ScriptedPbx, type SipText, startScriptedPbx } from '../support/scripted-pbx.ts';
import type { Row } from './table.ts';

const isAnswer = ({ status, header }: SipText) =>
  status === 200 && header('cseq').endsWith('INVITE');
const password = 'a secret for tests';

/** On the other stream: the table alone is the result. */
function tell(what: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);
}

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
    password,
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

async function measureAnswers(browser: MediaBrowser): Promise<Row[]> {
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

/** Messages per second: a response nobody waits for is read as a whole, and then forgotten. */
function measureReading(): Row {
  const message = [
    'SIP/2.0 200 OK',
    ...[1, 2].map((hop) => `Via: SIP/2.0/WS hop${hop}.example.org;branch=z9hG4bK${hop}`),
    'From: "Nora Quist" <sip:+15035550142@example.org>;tag=77',
    'To: <sip:agent@practice.invalid>;tag=88',
    'Call-ID: reading@example.org',
    'CSeq: 9 INVITE',
    'Contact: <sip:pbx@192.0.2.9;transport=ws>',
    'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE',
    'Supported: timer, replaces',
    'Session-Expires: 1800;refresher=uas',
    'User-Agent: a PBX',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  const batch = 500;
  const rate = (read: (text: string) => void) => {
    const begunMs = performance.now();
    for (let index = 0; index < batch; index += 1) read(message);
    return (batch / (performance.now() - begunMs)) * 1_000;
  };
  const digest = createDigestRewriter({ user: 'agent', password });
  const [own, library] = [silentAgent(), silentAgent()];
  const oursOnce = () =>
    rate((text) => {
      const verdict = judgeMessage(text);
      if (verdict.kind === 'pass') own(hideGlare(digest.incoming(verdict.message)));
    });
  const theirsOnce = () => rate(library);
  const row = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < 60; round += 1) {
    const [one, other] = [oursOnce(), theirsOnce()];
    // The first ones are the compiler's.
    if (round < 10) continue;
    row.ours.push(one);
    row.theirs.push(other);
  }
  return { what: 'messages read', unit: 'per s', ...row };
}

/** A user agent of the library on a socket that leads nowhere; gives what takes its messages. */
function silentAgent(): (text: string) => void {
  const socket = {
    via_transport: 'WS',
    url: 'ws://127.0.0.1:9',
    sip_uri: 'sip:127.0.0.1:9;transport=ws',
    connect: () => socket.onconnect(),
    disconnect: () => undefined,
    send: () => true,
    isConnected: () => true,
    isConnecting: () => false,
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: (_text: string) => undefined,
  };
  const jssip = createJsSip(createFacade(createPretendPage().link));
  const agent = new jssip.UA({
    sockets: socket as unknown as JsSipSocket,
    uri: 'sip:agent@practice.invalid',
    register: false,
  });
  agent.start();
  return (text) => socket.ondata(text);
}

/** A socket that breaks amid a call: how long until the far end has heard of the phone again. */
async function reconnectOnce(
  start: StartPhone,
  isOurs: boolean,
): Promise<{ lineMs: number; callMs: number }> {
  const pbx = await startScriptedPbx();
  const proxy = await startCuttableProxy(pbx.url);
  const phone = await registered(start, { ...pbx, url: proxy.url });
  await talkInbound(phone, pbx);
  const before = pbx.received.length;
  const later = (fits: (message: SipText) => boolean) =>
    pbx.until((message) => pbx.received.indexOf(message) >= before && fits(message));
  proxy.cut();
  const begunMs = performance.now();
  proxy.mend();
  await later(({ method }) => method === 'REGISTER');
  const lineMs = performance.now() - begunMs;
  let callMs = Number.NaN;
  if (isOurs) {
    await later(({ method }) => method === 'INVITE');
    callMs = performance.now() - begunMs;
  }
  await phone.stop();
  await proxy.close();
  await pbx.close();
  return { lineMs, callMs };
}

async function measureReconnect(): Promise<Row[]> {
  const ours: { lineMs: number; callMs: number }[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    ours.push(await reconnectOnce(startOurs, true));
    theirs.push((await reconnectOnce(startStock, false)).lineMs);
  }
  return [
    {
      what: 'socket broken → REGISTER',
      unit: 'ms',
      ours: ours.map(({ lineMs }) => lineMs),
      theirs,
    },
    // JsSIP never shows a call its new socket.
    {
      what: 'socket broken → the call has it',
      unit: 'ms',
      ours: ours.map(({ callMs }) => callMs),
      theirs: [],
    },
  ];
}

/** Everything of this area; takes about three minutes, two of them a dead STUN server's. */
export async function measureTelephony(): Promise<readonly Row[]> {
  tell('reading');
  const reading = measureReading();
  tell('coming back');
  const reconnect = await measureReconnect();
  const browser = await startMediaBrowser(620);
  try {
    return [...(await measureAnswers(browser)), reading, ...reconnect];
  } finally {
    await browser.close();
  }
}
