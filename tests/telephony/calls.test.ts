import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually, near, silent } from '../integration/sip/eventually.ts';
import type { TestPhone } from '../integration/sip/test-phone.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { startAsteriskBench } from './bench/asterisk-bench.ts';
import { agentPassword, agentUser, type Bench, type Person } from './bench/bench.ts';
import { startPracticeBench } from './bench/practice-bench.ts';

const microphoneHz = 620;
const personHz = 440;
const secondHz = 880;

let browser: MediaBrowser;
beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());

const isTalking = ({ call }: TestPhone) =>
  call?.signalling.kind === 'established' && call.media === 'flowing';
const isOver = ({ call }: TestPhone) => call?.signalling.kind === 'ended';
const isRinging = ({ call }: TestPhone) => call?.signalling.kind === 'ringing';
const isAlerting = ({ call }: TestPhone) => call?.signalling.kind === 'alerting';

function causeOf({ call }: TestPhone) {
  return call?.signalling.kind === 'ended' ? call.signalling.cause : null;
}

describe.each([
  ['Asterisk', startAsteriskBench],
  ['the practice exchange', startPracticeBench],
])('on %s', (_name, start) => {
  let bench: Bench;
  let agent: AgentPhone;
  let phone: TestPhone;

  beforeAll(async () => {
    bench = await start(browser);
  });
  afterAll(() => bench.stop());
  beforeEach(async () => {
    agent = await startAgentPhone(browser, {
      servers: [bench.server],
      user: agentUser,
      password: agentPassword,
      domain: bench.domain,
    });
    phone = agent.phone;
  });
  afterEach(() => agent.stop());

  /** What a customer hears whom the agent holds. */
  const held = () => (bench.musicHz === null ? silent : near(bench.musicHz));

  async function answer(person: Person): Promise<void> {
    await person.call();
    await phone.until(isAlerting);
    phone.command({ type: 'call.answer' });
    await phone.until(isTalking);
  }

  test('a customer calls, both hear each other, and the agent hangs up', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    await person.call({ customerId: 'C-1001' });
    await phone.until(isAlerting);
    expect(phone.call?.party).toMatchObject({ number: person.number, customerId: 'C-1001' });
    phone.command({ type: 'call.answer' });
    await phone.until(isTalking);
    await eventually(() => agent.heard(), near(personHz));
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.hangUp' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-here' });
  });

  test('the agent calls, both hear each other, and the customer hangs up', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    phone.dial(person.number);
    await phone.until(isTalking);
    await eventually(() => agent.heard(), near(personHz));
    await eventually(() => person.heard(), near(microphoneHz));
    await person.hangUp();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there', by: 'remote' });
  });

  test('muted, the agent is not heard; unmuted, again', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    await answer(person);
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.mute', muted: true });
    await eventually(() => person.heard(), silent);
    await eventually(() => agent.heard(), near(personHz));
    phone.command({ type: 'call.mute', muted: false });
    await eventually(() => person.heard(), near(microphoneHz));
  });

  test('held, the customer hears music where there is some; resumed, the agent', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    await answer(person);
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.hold' });
    await phone.until(({ call }) => call?.hold === 'local');
    await eventually(() => person.heard(), held());
    await eventually(() => agent.heard(), silent);
    phone.command({ type: 'call.resume' });
    await phone.until(({ call }) => call?.hold === 'none');
    await eventually(() => person.heard(), near(microphoneHz));
    await eventually(() => agent.heard(), near(personHz));
  });

  test('a second call is answered while the first hears music, and they are swapped', async () => {
    const first = await bench.createPerson({ does: 'answer', toneHz: personHz });
    const second = await bench.createPerson({ does: 'answer', toneHz: secondHz });
    await answer(first);
    const firstId = phone.call?.callId ?? '';
    await eventually(() => first.heard(), near(microphoneHz));
    await second.call();
    await phone.until(({ other }) => other?.microphone === 'ok');
    const secondId = phone.other?.callId ?? '';
    phone.commandFor(secondId, { type: 'call.answer' });
    await phone.until(({ call }) => call?.callId === secondId && call.media === 'flowing');
    await eventually(() => second.heard(), near(microphoneHz));
    await eventually(() => first.heard(), held());
    await eventually(() => agent.heard(secondId), near(secondHz));
    await eventually(() => agent.heard(firstId), silent);

    phone.commandFor(firstId, { type: 'call.resume' });
    await phone.until(({ call, other }) => call?.callId === firstId && other?.hold === 'local');
    await eventually(() => first.heard(), near(microphoneHz));
    await eventually(() => second.heard(), held());
    await eventually(() => agent.heard(firstId), near(personHz));
    await eventually(() => agent.heard(secondId), silent);
  });

  test('busy, refused and unknown numbers end with their own cause', async () => {
    const busy = await bench.createPerson({ does: 'busy', toneHz: personHz });
    phone.dial(busy.number);
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'busy', sipStatus: 486 });

    const refusing = await bench.createPerson({ does: 'refuse', toneHz: personHz });
    phone.dial(refusing.number);
    await phone.until(({ call }) => call?.party.number === refusing.number);
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'declined-there' });

    phone.dial('nobody');
    await phone.until(({ call }) => call?.party.number === 'nobody');
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'wrong-number', sipStatus: 404 });
  });

  test('the agent gives up while it rings there', async () => {
    const person = await bench.createPerson({ does: 'ring', toneHz: personHz });
    phone.dial(person.number);
    await phone.until(isRinging);
    expect(phone.effects.map(({ type }) => type)).toContain('tone.ringback');
    phone.command({ type: 'call.hangUp' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'canceled-here' });
  });

  test('the customer gives up while it rings here', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    await person.call();
    await phone.until(isAlerting);
    await person.hangUp();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'missed' });
  });

  test('the agent declines', async () => {
    const person = await bench.createPerson({ does: 'answer', toneHz: personHz });
    await person.call();
    await phone.until(isAlerting);
    phone.command({ type: 'call.reject' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'declined-here' });
  });
});
