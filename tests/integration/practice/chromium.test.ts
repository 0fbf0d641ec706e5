import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { type PracticeProcess, startPracticeProcess } from '../../support/practice-process.ts';
import { eventually, near, silent } from '../sip/eventually.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';

/** The real phone with Chromium's WebRTC against the simulated customers with werift's. */

const agentHz = randomInt(300, 900);
const customerHz = randomInt(1200, 3000);
const number = '+15035550190';
const password = 'practice password';

let browser: MediaBrowser;
let practice: PracticeProcess;
let media: PageLink;
let phone: TestPhone;

beforeAll(async () => {
  browser = await startMediaBrowser(agentHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  practice = startPracticeProcess();
  const listening = await practice.ask({
    kind: 'start',
    scenarioPath: join(import.meta.dirname, 'scenario.json'),
    agents: [{ user: 'agent', password, displayName: 'Agent' }],
    directory: { '+15035550107': 'customer-7' },
  });
  if (listening.kind !== 'listening') throw new Error(JSON.stringify(listening));
  media = await openPageLink(browser);
  await media.link.request({
    op: 'devices.choose',
    microphone: null,
    speaker: null,
    ringer: null,
    processing: false,
  });
  phone = createTestPhone({
    link: media.link,
    account: {
      servers: [listening.url],
      addressOfRecord: `sip:agent@${listening.domain}`,
      authorizationUser: 'agent',
      password,
    },
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
});
afterEach(async () => {
  await phone.stop();
  await media.page().close();
  await practice.stop();
});

const established = ({ call }: TestPhone) =>
  call?.signalling.kind === 'established' && call.media === 'flowing';

async function heardByAgent() {
  const connectionId = phone.call?.callId ?? '';
  const reply = await media.link.request({ op: 'media.measure', connectionId });
  if (!reply.ok) throw new Error(reply.error.name);
  return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
}

async function heardByCustomer(of: string) {
  const report = await practice.ask({
    kind: 'measure',
    target: { number: of },
    durationMs: 500,
  });
  if (report.kind === 'failed' && report.error.kind === 'no-audio') {
    return { heardHz: 0, heardLevel: 0 };
  }
  if (report.kind !== 'measured') throw new Error(JSON.stringify(report));
  return { heardHz: report.dominantHz, heardLevel: report.level };
}

test('the agent calls: tones both ways, hold, a key, and the end', async () => {
  await practice.ask({ kind: 'send-tone', target: { number }, frequencyHz: customerHz });
  phone.dial(number);
  await phone.until(established);
  await eventually(heardByAgent, near(customerHz));
  await eventually(() => heardByCustomer(number), near(agentHz));
  phone.command({ type: 'call.hold' });
  await practice.until('call', ({ call }) => call.number === number && call.state === 'held');
  await eventually(heardByAgent, silent);
  await eventually(() => heardByCustomer(number), silent);
  phone.command({ type: 'call.resume' });
  await eventually(heardByAgent, near(customerHz));
  await eventually(() => heardByCustomer(number), near(agentHz));
  phone.command({ type: 'call.dtmf', digits: '7' });
  expect((await practice.until('digit', ({ by }) => by === 'rfc4733')).digit).toBe('7');
  phone.command({ type: 'call.hangUp' });
  const over = await practice.until('call', ({ call }) => call.state === 'ended');
  expect(over.call.endedBy).toBe('agent');
});

test('a customer calls and is known; the agent answers; the customer hangs up', async () => {
  const ringing = await practice.ask({ kind: 'ring' });
  if (ringing.kind !== 'ringing') throw new Error(JSON.stringify(ringing));
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  expect(phone.call?.party).toMatchObject({
    number: ringing.number,
    displayName: 'Nguyễn Thị Hà',
    customerId: 'customer-7',
    queue: 'support',
    reason: 'Hóa đơn 4711',
  });
  phone.command({ type: 'call.answer' });
  await phone.until(established);
  const target = { callId: ringing.callId };
  await practice.ask({ kind: 'send-tone', target, frequencyHz: customerHz });
  await eventually(heardByAgent, near(customerHz));
  await eventually(() => heardByCustomer(ringing.number), near(agentHz));
  await practice.ask({ kind: 'hang-up', target });
  await phone.until(({ call }) => call?.signalling.kind === 'ended');
});

test.each([
  ['busy', '+15035550101'],
  ['declined-there', '+15035550103'],
  ['wrong-number', '+15035550104'],
])('a call that is %s ends by that cause', async (kind, refused) => {
  phone.dial(refused);
  await phone.until(({ call }) => call?.signalling.kind === 'ended');
  const signalling = phone.call?.signalling;
  expect(signalling?.kind === 'ended' && signalling.cause.kind).toBe(kind);
});
