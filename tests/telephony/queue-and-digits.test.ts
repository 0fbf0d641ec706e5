import { expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import { deskOnAsterisk } from './bench/asterisk-desk.ts';
import { microphoneHz } from './bench/on-each-bench.ts';
import { musicHz } from './rig/asterisk.ts';
import { heardFrom } from './rig/recording.ts';
import { callBySipp } from './rig/sipp-customer.ts';

const personHz = 440;
/** The two tones of the key 1 (ITU-T Q.23). */
const keyOne = (sound: { heardHz: number; heardLevel: number }) =>
  near(697)(sound) || near(1209)(sound);

const desk = deskOnAsterisk();

test('a customer of the queue hears music until the agent, who knows who it is, answers', async () => {
  await desk.register();
  const { phone, agent } = desk;
  const person = await desk.person(personHz);
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
  await desk.answer();
  await eventually(() => agent.heard(), near(personHz));
  await eventually(async () => person.heard(), near(microphoneHz));

  phone.command({ type: 'call.hold' });
  await eventually(async () => person.heard(), near(musicHz));
  // The music, and nothing of the agent through it.
  const ear = person.listenFor(microphoneHz);
  expect(await ear.strongest()).toBeLessThan(heardFrom);
  phone.command({ type: 'call.resume' });
  await eventually(async () => person.heard(), near(microphoneHz));
  expect(await ear.strongest()).toBeGreaterThan(heardFrom);
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
});

test('a customer of a carrier, by SIP and RTP of another program, is heard and hears', async () => {
  await desk.register();
  const { phone, agent } = desk;
  const customer = callBySipp(desk.asterisk, {
    target: 'support',
    toneHz: personHz,
    customerId: 'C-1002',
  });
  try {
    await Promise.race([desk.answer(), customer.finished]);
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
  await desk.register(user, { pbx: { dtmf } });
  const { phone } = desk;
  const person = await desk.person(personHz);
  await person.call(user);
  await desk.answer();
  await eventually(async () => person.heard(), near(microphoneHz));
  phone.command({ type: 'call.dtmf', digits: '0129#*' });
  await eventually(
    async () => person.digits(),
    (digits) => digits.length >= 6,
  );
  expect(person.digits()).toBe('0129#*');
});

test('a digit of the customer is heard by the agent', async () => {
  await desk.register();
  const { agent } = desk;
  const person = await desk.person(personHz);
  await person.call('agent');
  await desk.answer();
  await eventually(() => agent.heard(), near(personHz));
  await Promise.all([eventually(() => agent.heard(), keyOne), person.sendDigits('11111')]);
});

test('digits that a customer presses come to an agent as INFO, each once and in order', async () => {
  await desk.register('info-agent', { pbx: { dtmf: 'info' } });
  const { phone } = desk;
  const person = await desk.person(personHz);
  await person.call('info-agent');
  await desk.answer();
  await desk.bothHear(person, personHz);
  await person.sendDigits('159#');
  const digits = () =>
    phone.effects.map((effect) => (effect.type === 'call.digit' ? effect.digit : '')).join('');
  await eventually(
    async () => digits(),
    (pressed) => pressed.length >= 4,
  );
  expect(digits()).toBe('159#');
});
