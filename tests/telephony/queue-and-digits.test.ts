import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import type { TestPhone } from '../integration/sip/test-phone.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { isOver, isTalking, microphoneHz } from './bench/on-each-bench.ts';
import { type AsteriskRig, agentPassword, musicHz, startAsterisk } from './rig/asterisk.ts';
import { createPerson } from './rig/person.ts';
import { gapsOf } from './rig/recording.ts';
import { callBySipp } from './rig/sipp-customer.ts';

const personHz = 440;
/** The two tones of the key 1 (ITU-T Q.23). */
const keyOne = (sound: { heardHz: number; heardLevel: number }) =>
  near(697)(sound) || near(1209)(sound);

let browser: MediaBrowser;
let asterisk: AsteriskRig;
let agent: AgentPhone;
let phone: TestPhone;

beforeAll(async () => {
  [browser, asterisk] = await Promise.all([startMediaBrowser(microphoneHz), startAsterisk()]);
});
afterAll(() => Promise.all([browser.close(), asterisk.stop()]));
afterEach(() => agent.stop());

async function register(user: string, dtmf: 'rfc4733' | 'info' = 'rfc4733'): Promise<void> {
  agent = await startAgentPhone(browser, {
    servers: [asterisk.wsUrl],
    user,
    password: agentPassword,
    domain: asterisk.wire.far,
    pbx: { dtmf },
  });
  phone = agent.phone;
}

async function answer(): Promise<void> {
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(isTalking);
}

test('a customer of the queue hears music until the agent, who knows who it is, answers', async () => {
  await register('agent');
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call('support', { customerId: 'C-1001', reason: 'invoice' });
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  expect(phone.call?.party).toMatchObject({
    number: person.number,
    displayName: 'Lena Fischer',
    customerId: 'C-1001',
    queue: 'support',
    reason: 'invoice',
  });
  await eventually(async () => person.heard(), near(musicHz));
  await answer();
  await eventually(() => agent.heard(), near(personHz));
  await eventually(async () => person.heard(), near(microphoneHz));

  phone.command({ type: 'call.hold' });
  await eventually(async () => person.heard(), near(musicHz));
  phone.command({ type: 'call.resume' });
  await eventually(async () => person.heard(), near(microphoneHz));
  // The music, and nothing of the agent through it.
  const gaps = gapsOf(person.samples(), microphoneHz);
  expect(Math.max(...gaps.map(({ fromMs, toMs }) => toMs - fromMs))).toBeGreaterThan(200);
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
});

test('a customer of a carrier, by SIP and RTP of another program, is heard and hears', async () => {
  await register('agent');
  const customer = callBySipp(asterisk, {
    target: 'support',
    toneHz: personHz,
    customerId: 'C-1002',
  });
  try {
    await Promise.race([answer(), customer.finished]);
    expect(phone.call?.party).toMatchObject({ number: customer.number, customerId: 'C-1002' });
    await eventually(() => agent.heard(), near(personHz));
    await eventually(async () => customer.heard(), near(microphoneHz));
    phone.command({ type: 'call.hangUp' });
    await customer.finished;
  } finally {
    customer.stop();
  }
});

test.each([
  ['in the audio', 'agent', 'rfc4733'],
  ['as INFO', 'info-agent', 'info'],
] as const)('digits go out %s, each once and in order', async (_way, user, dtmf) => {
  await register(user, dtmf);
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call(user);
  await answer();
  await eventually(async () => person.heard(), near(microphoneHz));
  phone.command({ type: 'call.dtmf', digits: '0129#*' });
  await eventually(
    async () => person.digits(),
    (digits) => digits.length >= 6,
  );
  expect(person.digits()).toBe('0129#*');
});

test('a digit of the customer is heard by the agent', async () => {
  await register('agent');
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call('agent');
  await answer();
  await eventually(() => agent.heard(), near(personHz));
  await Promise.all([eventually(() => agent.heard(), keyOne), person.sendDigits('11111')]);
});

test('an announcement before the answer is heard, and no ringback over it', async () => {
  await register('agent');
  const person = await createPerson(asterisk, { does: 'announce', toneHz: 1_000 });
  phone.dial(person.number);
  await eventually(() => agent.heard(), near(1_000));
  expect(phone.call?.signalling.kind).toBe('ringing');
  expect(phone.effects.map(({ type }) => type)).not.toContain('tone.ringback');
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
  await phone.until(isOver);
  expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'canceled-here' } });
});
