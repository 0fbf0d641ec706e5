import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { talkMs } from '../../../src/domain/call/call.ts';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { type CuttableProxy, startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { eventually, near, silent } from './eventually.ts';
import { startInPage } from './far-end.ts';
import { createTestPhone, type TestPhone } from './test-phone.ts';

const microphoneHz = 620;
const customerHz = 440;
const domain = 'practice.invalid';
const agentUri = `sip:agent@${domain}`;
const password = 'a secret for tests';

type Customer = Awaited<ReturnType<typeof startInPage>>;

let browser: MediaBrowser;
let exchange: Exchange;
let proxy: CuttableProxy;
let media: PageLink;
let phone: TestPhone;
let customer: Customer;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain,
    // The default: a better challenge before MD5, of which plain JsSIP takes the last.
    digestAlgorithms: ['SHA-256', 'MD5'],
    accounts: ['agent', 'customer', 'other'].map((user) => ({ user, password, displayName: user })),
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
  customer = await startCustomer('customer', customerHz);
  await phone.until(({ line }) => line.kind === 'registered');
});

afterEach(async () => {
  await phone.stop();
  await customer.stop();
  await Promise.all([customer.closePage(), media.page().close()]);
  await proxy.close();
  await exchange.stop();
});

function startCustomer(user: string, toneHz: number): Promise<Customer> {
  return startInPage(browser, {
    uri: `sip:${user}@${domain}`,
    password,
    server: exchange.url,
    toneHz,
  });
}

/** What the agent hears. */
async function heard() {
  const reply = await media.link.request({
    op: 'media.measure',
    connectionId: phone.call?.callId ?? '',
  });
  if (!reply.ok) throw new Error(reply.error.name);
  return { heardHz: reply.value.heard.frequencyHz, heardLevel: reply.value.heard.level };
}

const established = ({ call }: TestPhone) =>
  call?.signalling.kind === 'established' && call.media === 'flowing';
const ended = ({ call }: TestPhone) => call?.signalling.kind === 'ended';

async function talk(): Promise<void> {
  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(established);
  await eventually(heard, near(customerHz));
  await eventually(() => customer.measure(), near(microphoneHz));
}

function causeOf({ call }: TestPhone) {
  return call?.signalling.kind === 'ended' ? call.signalling.cause : null;
}

test('a call comes in, is heard on both sides, muted, held and hung up', async () => {
  await customer.call(agentUri);
  await phone.until(({ call }) => call?.microphone === 'ok');
  const answeredAtMs = performance.now();
  phone.command({ type: 'call.answer' });
  await phone.until(({ call }) => call?.signalling.kind === 'established');
  console.log(`answer to 200 OK: ${(performance.now() - answeredAtMs).toFixed(1)} ms`);
  await phone.until(established);
  expect(phone.call).toMatchObject({
    direction: 'inbound',
    party: { number: 'customer' },
    hold: 'none',
    muted: false,
    microphone: 'ok',
  });
  await eventually(heard, near(customerHz));
  await eventually(() => customer.measure(), near(microphoneHz));

  phone.command({ type: 'call.mute', muted: true });
  await phone.until(({ call }) => call?.muted === true);
  await eventually(() => customer.measure(), silent);

  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.hold === 'local');
  await eventually(heard, silent);
  phone.command({ type: 'call.resume' });
  await phone.until(({ call }) => call?.hold === 'none');
  await eventually(heard, near(customerHz));
  // Resuming is not unmuting.
  await eventually(() => customer.measure(), silent);
  phone.command({ type: 'call.mute', muted: false });
  await phone.until(({ call }) => call?.muted === false);
  await eventually(() => customer.measure(), near(microphoneHz));

  phone.command({ type: 'call.hangUp' });
  await phone.until(ended);
  await customer.until('ended remote Terminated');
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-here', recovery: 'none' });
  if (phone.call === null) throw new Error('the call is kept until it is forgotten');
  expect(talkMs(phone.call, performance.now())).toBeGreaterThan(0);
  expect(media.refused).toEqual([]);
});

test('the agent calls, hears ringback, sends digits, and the customer hangs up', async () => {
  phone.dial('customer');
  await phone.until(({ call }) => call?.signalling.kind === 'ringing');
  expect(phone.effects.map(({ type }) => type)).toContain('tone.ringback');
  await customer.answer();
  await phone.until(established);
  await eventually(heard, near(customerHz));
  // Muted, so that nothing but the digits is to be heard: they do not come by the microphone.
  phone.command({ type: 'call.mute', muted: true });
  await eventually(() => customer.measure(), silent);
  phone.command({ type: 'call.dtmf', digits: '1111111111' });
  await eventually(
    () => customer.measure(),
    (sound) => near(697)(sound) || near(1209)(sound),
  );
  await customer.terminate();
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there', by: 'remote' });
});

test('busy, declined, unknown and cancelled calls end with their own cause', async () => {
  phone.dial('customer');
  await phone.until(({ call }) => call?.signalling.kind === 'ringing');
  await customer.terminate(486);
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'busy', recovery: 'try-later', sipStatus: 486 });
  expect(phone.effects.map(({ type }) => type)).toContain('tone.busy');

  phone.dial('nobody');
  await phone.until(
    ({ call }) => call?.party.number === 'nobody' && call.signalling.kind === 'ended',
  );
  expect(causeOf(phone)).toMatchObject({ kind: 'wrong-number', recovery: 'check-number' });

  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.reject' });
  await customer.until('failed remote Rejected');
  expect(causeOf(phone)).toMatchObject({ kind: 'declined-here' });

  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  await customer.until('progress remote', 2);
  await customer.terminate();
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'missed', recovery: 'call-back' });
});

test('while we hold, a re-INVITE of the customer does not open our ear', async () => {
  await talk();
  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.hold === 'local');
  await customer.hold();
  await phone.until(({ call }) => call?.hold === 'both');
  await customer.until('held');
  await customer.unhold();
  await phone.until(({ call }) => call?.hold === 'local');
  await customer.until('resumed');
  // RFC 3264 §8.4: the answer to sendrecv while held is sendonly.
  expect((await customer.messages()).filter((line) => line.startsWith('< 200 INVITE'))).toEqual([
    '< 200 INVITE sendrecv',
    '< 200 INVITE inactive',
    '< 200 INVITE sendonly',
  ]);
  await eventually(heard, silent);
});

test('a refused hold is told and the call goes on as it was', async () => {
  await talk();
  await customer.refuseReinvites();
  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.refused?.operation === 'hold');
  expect(phone.call).toMatchObject({ hold: 'none', holdWanted: false });
  // What was on its way still sounds for a moment; afterwards only what really flows does.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await eventually(heard, near(customerHz));
  await eventually(() => customer.measure(), near(microphoneHz));
  // The next offer, first theirs and then ours, finds everything in its place.
  await customer.hold();
  await phone.until(({ call }) => call?.hold === 'remote');
  await customer.until('held');
  await customer.unhold();
  await phone.until(({ call }) => call?.hold === 'none');
  await customer.until('resumed');
  await eventually(heard, near(customerHz));
  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.refused?.operation === 'hold');
  await eventually(heard, near(customerHz));
});

test('a cut socket does not end the call; the phone registers again and hears the BYE', async () => {
  await talk();
  proxy.cut();
  await phone.until(({ state }) => !state.lineUp);
  await eventually(heard, near(customerHz));
  await eventually(() => customer.measure(), near(microphoneHz));
  expect(phone.call?.signalling.kind).toBe('established');
  proxy.mend();
  await phone.until(({ state }) => state.lineUp);
  // The re-INVITE that shows our new socket.
  await eventually(
    () => customer.messages(),
    (all) => all.filter((line) => line.startsWith('< INVITE')).length === 1,
  );
  await eventually(heard, near(customerHz));
  await customer.terminate();
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there' });
});

test('hanging up without a line silences at once, and the BYE follows', async () => {
  await talk();
  proxy.cut();
  await phone.until(({ state }) => !state.lineUp);
  phone.command({ type: 'call.hangUp' });
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-here' });
  await eventually(() => customer.measure(), silent);
  expect(await customer.events()).not.toContain('ended remote Terminated');
  proxy.mend();
  await customer.until('ended remote Terminated');
  expect(phone.state.owedByes).toEqual([]);
});

test('hold asked for without a line happens when it is back', async () => {
  await talk();
  proxy.cut();
  await phone.until(({ state }) => !state.lineUp);
  phone.command({ type: 'call.hold' });
  expect(phone.call).toMatchObject({ hold: 'none', holdWanted: true });
  proxy.mend();
  await phone.until(({ call }) => call?.hold === 'local');
  await customer.until('hold remote');
});

test('a line cut while it rings ends the call here', async () => {
  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  proxy.cut();
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'line-lost', recovery: 'check-network' });
  phone.dial('customer');
  expect(phone.effects.at(-1)).toMatchObject({ type: 'call.refused', reason: 'line-down' });
});

test('a dead media page ends the call with its cause where the PBX survives nothing else', async () => {
  await phone.stop();
  phone = createTestPhone({
    link: media.link,
    account: { servers: [proxy.url] },
    pbx: { rebuiltMedia: 'end' },
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  await talk();
  await media.crash();
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ kind: 'audio-lost', recovery: 'call-back' });
  await customer.until('ended remote Terminated');
  await media.link.request({
    op: 'devices.choose',
    microphone: null,
    speaker: null,
    ringer: null,
    processing: false,
  });
  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(established);
  await eventually(heard, near(customerHz));
});

test('a page that dies while it rings comes back and the call can be answered', async () => {
  await customer.call(agentUri);
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  await media.crash();
  expect(phone.call?.signalling.kind).toBe('alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(established);
  await eventually(heard, near(customerHz));
});

/** Calls as a stranger with that body; gives the status lines of the answers. */
function callOf(body: string): string[] {
  const statuses: string[] = [];
  const caller = exchange.connect((text) => statuses.push(text.split('\r\n')[0] ?? ''));
  caller.send(
    [
      'INVITE sip:agent@practice.invalid SIP/2.0',
      'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK1',
      'Max-Forwards: 70',
      'From: <sip:stranger@practice.invalid>;tag=1',
      'To: <sip:agent@practice.invalid>',
      'Call-ID: strange',
      'CSeq: 1 INVITE',
      'Contact: <sip:stranger@127.0.0.1>',
      'Content-Type: application/sdp',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  return statuses;
}

test('an offer without audio is refused before it rings', async () => {
  const statuses = callOf('v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n');
  await eventually(
    async () => statuses,
    (all) => all.includes('SIP/2.0 488 Not Acceptable Here'),
  );
  expect(phone.call).toBeNull();
  await talk();
});

test('an offer the browser cannot read ends the call with its cause, and the next one works', async () => {
  const statuses = callOf('v=0\r\nm=audio 9 rubbish\r\n');
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(ended);
  expect(causeOf(phone)).toMatchObject({ recovery: 'report' });
  await eventually(
    async () => statuses,
    (all) => all.some((line) => line.startsWith('SIP/2.0 488')),
  );
  await talk();
});

test('no number and no secret is in the log', async () => {
  await talk();
  proxy.cut();
  await phone.until(({ state }) => !state.lineUp);
  proxy.mend();
  await phone.until(({ state }) => state.lineUp);
  expect(phone.log.length).toBeGreaterThan(0);
  expect(phone.log.filter((line) => /sip:|customer|secret/.test(line))).toEqual([]);
});
