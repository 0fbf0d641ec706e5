import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type CuttableProxy, startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { eventually, near, silent } from './eventually.ts';
import { startInPage } from './far-end.ts';
import { createTestPhone, type TestPhone } from './test-phone.ts';

const microphoneHz = 620;
const firstHz = 440;
const secondHz = 880;
const domain = 'practice.invalid';
const agentUri = `sip:agent@${domain}`;
const password = 'a secret for tests';

type Customer = Awaited<ReturnType<typeof startInPage>>;

let browser: MediaBrowser;
let exchange: Exchange;
let proxy: CuttableProxy;
let media: PageLink;
let phone: TestPhone;
let first: Customer;
let second: Customer;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    digestAlgorithms: ['SHA-256', 'MD5'],
    accounts: ['agent', 'first', 'second', 'third'].map((user) => ({
      user,
      password,
      displayName: user,
    })),
  });
  proxy = await startCuttableProxy(exchange.url);
  media = await openPageLink(browser);
  await media.link.request({
    op: 'devices.choose',
    microphone: null,
    speaker: null,
    ringer: null,
    processing: false,
  });
  phone = createTestPhone({ link: media.link, account: { servers: [proxy.url] } });
  phone.start();
  [first, second] = await Promise.all([
    startCustomer('first', firstHz),
    startCustomer('second', secondHz),
  ]);
  await phone.until(({ line }) => line.kind === 'registered');
});

afterEach(async () => {
  await phone.stop();
  await Promise.all([first.stop(), second.stop()]);
  await Promise.all([first.closePage(), second.closePage(), media.page().close()]);
  await proxy.close();
  await exchange.stop();
});

function startCustomer(user: string, toneHz: number): Promise<Customer> {
  const server = exchange.url;
  return startInPage(browser, { uri: `sip:${user}@${domain}`, password, server, toneHz });
}

/** What the agent hears of one call. */
const heardOf = (callId: string) => async () => {
  const reply = await media.link.request({ op: 'media.measure', connectionId: callId });
  if (!reply.ok) throw new Error(reply.error.name);
  return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
};

/** Talks with the first customer; gives the call's id. */
async function talk(): Promise<string> {
  await first.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(({ call }) => call?.media === 'flowing');
  const callId = phone.call?.callId ?? '';
  await eventually(heardOf(callId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));
  return callId;
}

/** The second customer calls and is answered; gives both ids. */
async function answerSecond(): Promise<readonly [string, string]> {
  const firstId = await talk();
  await second.call(agentUri);
  await phone.until(({ other }) => other?.microphone === 'ok');
  const secondId = phone.other?.callId ?? '';
  phone.commandFor(secondId, { type: 'call.answer' });
  await phone.until(
    ({ call, other }) =>
      call?.callId === secondId && call.media === 'flowing' && other?.hold === 'local',
  );
  return [firstId, secondId];
}

test('a second call beeps in the ear while the talk goes on, and is put through', async () => {
  const firstId = await talk();
  await second.call(agentUri);
  await phone.until(({ other }) => other?.signalling.kind === 'alerting');
  await second.until('progress remote');
  expect(phone.effects.at(-1)).toMatchObject({ type: 'media.prepare' });
  expect(phone.effects.map(({ type }) => type)).toContain('tone.waiting');
  await eventually(heardOf(firstId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));

  const secondId = phone.other?.callId ?? '';
  phone.commandFor(secondId, { type: 'call.answer' });
  await first.until('hold remote');
  await phone.until(({ call }) => call?.callId === secondId && call.media === 'flowing');
  await eventually(heardOf(secondId), near(secondHz));
  await eventually(() => second.measure(), near(microphoneHz));
  await eventually(heardOf(firstId), silent);
  await eventually(() => first.measure(), silent);
  expect(phone.other).toMatchObject({ callId: firstId, hold: 'local' });
});

test('swapped, each customer hears the agent only in turn', async () => {
  const [firstId, secondId] = await answerSecond();
  phone.commandFor(firstId, { type: 'call.resume' });
  await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');
  expect(phone.call?.callId).toBe(firstId);
  await second.until('hold remote');
  await eventually(heardOf(firstId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));
  await eventually(heardOf(secondId), silent);
  await eventually(() => second.measure(), silent);

  phone.commandFor(secondId, { type: 'call.resume' });
  await phone.until(({ call, other }) => call?.callId === secondId && other?.hold === 'local');
  await second.until('unhold remote');
  await eventually(heardOf(secondId), near(secondHz));
  await eventually(() => second.measure(), near(microphoneHz));
  await eventually(() => first.measure(), silent);
});

test('the second hangs up: the first stays held until the agent resumes it', async () => {
  const [firstId] = await answerSecond();
  await second.terminate();
  await phone.until(({ call, other }) => call?.callId === firstId && other === null);
  expect(phone.call).toMatchObject({ hold: 'local', holdWanted: true });
  await eventually(heardOf(firstId), silent);
  await eventually(() => first.measure(), silent);
  phone.command({ type: 'call.resume' });
  await phone.until(({ call }) => call?.hold === 'none');
  await eventually(heardOf(firstId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));
  phone.command({ type: 'call.hangUp' });
  await first.until('ended remote Terminated');
  // The next call of the day is heard like the first one.
  await talk();
});

test('a customer who refuses to be held hears silence, and no conference begins', async () => {
  const firstId = await talk();
  await first.refuseReinvites();
  await second.call(agentUri);
  await phone.until(({ other }) => other?.microphone === 'ok');
  phone.commandFor(phone.other?.callId ?? '', { type: 'call.answer' });
  await phone.until(({ other }) => other?.refused?.operation === 'hold');
  await phone.until(({ call }) => call?.media === 'flowing');
  expect(phone.other).toMatchObject({ callId: firstId, hold: 'none' });
  await eventually(() => second.measure(), near(microphoneHz));
  await eventually(() => first.measure(), silent);
  await eventually(heardOf(firstId), silent);
  // The refused hold has not deafened the first call for good.
  phone.command({ type: 'call.hangUp' });
  await second.until('ended remote Terminated');
  phone.commandFor(firstId, { type: 'call.resume' });
  await eventually(heardOf(firstId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));
});

test('muted, the agent stays unheard in the second call, and is heard again in both', async () => {
  const firstId = await talk();
  phone.command({ type: 'call.mute', muted: true });
  await phone.until(({ call }) => call?.muted === true);
  await second.call(agentUri);
  await phone.until(({ other }) => other?.microphone === 'ok');
  const secondId = phone.other?.callId ?? '';
  phone.commandFor(secondId, { type: 'call.answer' });
  await phone.until(({ call }) => call?.callId === secondId && call.media === 'flowing');
  await phone.until(({ call }) => call?.muted === true);
  await eventually(heardOf(secondId), near(secondHz));
  await eventually(() => second.measure(), silent);
  phone.command({ type: 'call.mute', muted: false });
  await eventually(() => second.measure(), near(microphoneHz));
  phone.commandFor(firstId, { type: 'call.resume' });
  await phone.until(({ call }) => call?.callId === firstId && call.hold === 'none' && !call.muted);
  await eventually(() => first.measure(), near(microphoneHz));
});

test('a third caller hears busy, and the two calls stay as they are', async () => {
  const [, secondId] = await answerSecond();
  const third = await startCustomer('third', 1_200);
  await third.call(agentUri);
  await third.until('failed remote Busy');
  expect(phone.effects).toContainEqual(
    expect.objectContaining({ type: 'call.refused', reason: 'busy-here' }),
  );
  await eventually(heardOf(secondId), near(secondHz));
  await third.stop();
  await third.closePage();
});

test('without a line the agent swaps at once, and both customers are told when it is back', async () => {
  const [firstId, secondId] = await answerSecond();
  proxy.cut();
  await phone.until(({ state }) => !state.lineUp);
  phone.commandFor(firstId, { type: 'call.resume' });
  await eventually(() => second.measure(), silent);
  await eventually(heardOf(secondId), silent);
  proxy.mend();
  await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');
  await first.until('unhold remote');
  await second.until('hold remote');
  await eventually(heardOf(firstId), near(firstHz));
  await eventually(() => first.measure(), near(microphoneHz));
});
