import { expect, test } from 'vitest';
import { eventually, near, silent } from '../integration/sip/eventually.ts';
import {
  causeOf,
  type Desk,
  isAlerting,
  isOver,
  isTalking,
  microphoneHz,
  onEachBench,
} from './bench/on-each-bench.ts';

const personHz = 440;
const secondHz = 880;

/** A phone that has ended a call is no deaf one: the next call is heard both ways. */
async function nextCallIsHeard(desk: Desk): Promise<void> {
  const person = await desk.person(secondHz);
  await desk.talkTo(person);
  await eventually(() => desk.agent.heard(), near(secondHz));
  await eventually(() => person.heard(), near(microphoneHz));
}

onEachBench((desk) => {
  test('a customer calls, both hear each other, and the agent hangs up', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    await person.call({ customerId: 'C-1001' });
    await phone.until(isAlerting);
    expect(phone.call?.party).toMatchObject({ number: person.number, customerId: 'C-1001' });
    phone.command({ type: 'call.answer' });
    await phone.until(isTalking);
    await eventually(() => desk.agent.heard(), near(personHz));
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.hangUp' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-here' });
  });

  test('the agent calls, both hear each other, and the customer hangs up', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    phone.dial(person.number);
    await phone.until(isTalking);
    await eventually(() => desk.agent.heard(), near(personHz));
    await eventually(() => person.heard(), near(microphoneHz));
    await person.hangUp();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there', by: 'remote' });
  });

  test('muted, the agent is not heard; unmuted, again', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    await desk.talkTo(person);
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.mute', muted: true });
    await eventually(() => person.heard(), silent);
    await eventually(() => desk.agent.heard(), near(personHz));
    phone.command({ type: 'call.mute', muted: false });
    await eventually(() => person.heard(), near(microphoneHz));
  });

  test('held, the customer hears music where there is some; resumed, the agent', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    await desk.talkTo(person);
    await eventually(() => person.heard(), near(microphoneHz));
    phone.command({ type: 'call.hold' });
    await phone.until(({ call }) => call?.hold === 'local');
    await eventually(() => person.heard(), desk.held);
    await eventually(() => desk.agent.heard(), silent);
    phone.command({ type: 'call.resume' });
    await phone.until(({ call }) => call?.hold === 'none');
    await eventually(() => person.heard(), near(microphoneHz));
    await eventually(() => desk.agent.heard(), near(personHz));
  });

  test('a second call is answered while the first hears music, and they are swapped', async () => {
    const { phone } = desk;
    const first = await desk.person(personHz);
    const second = await desk.person(secondHz);
    await desk.talkTo(first);
    const firstId = phone.call?.callId ?? '';
    await eventually(() => first.heard(), near(microphoneHz));
    await second.call();
    await phone.until(({ other }) => other?.microphone === 'ok');
    const secondId = phone.other?.callId ?? '';
    phone.commandFor(secondId, { type: 'call.answer' });
    await phone.until(({ call }) => call?.callId === secondId && call.media === 'flowing');
    await eventually(() => second.heard(), near(microphoneHz));
    await eventually(() => first.heard(), desk.held);
    await eventually(() => desk.agent.heard(secondId), near(secondHz));
    await eventually(() => desk.agent.heard(firstId), silent);

    phone.commandFor(firstId, { type: 'call.resume' });
    await phone.until(({ call, other }) => call?.callId === firstId && other?.hold === 'local');
    await eventually(() => first.heard(), near(microphoneHz));
    await eventually(() => second.heard(), desk.held);
    await eventually(() => desk.agent.heard(firstId), near(personHz));
    await eventually(() => desk.agent.heard(secondId), silent);
  });

  test('busy, refused and unknown numbers end with their own cause', async () => {
    const { phone } = desk;
    const busy = await desk.person(personHz, 'busy');
    phone.dial(busy.number);
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'busy', sipStatus: 486 });

    const refusing = await desk.person(personHz, 'refuse');
    phone.dial(refusing.number);
    await phone.until(({ call }) => call?.party.number === refusing.number);
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'declined-there' });

    phone.dial('nobody');
    await phone.until(({ call }) => call?.party.number === 'nobody');
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'wrong-number', sipStatus: 404 });
    await nextCallIsHeard(desk);
  });

  test('the agent gives up while it rings there', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz, 'ring');
    phone.dial(person.number);
    await phone.until(({ call }) => call?.signalling.kind === 'ringing');
    expect(phone.effects.map(({ type }) => type)).toContain('tone.ringback');
    phone.command({ type: 'call.hangUp' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'canceled-here' });
    await nextCallIsHeard(desk);
  });

  test('the customer gives up while it rings here', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    await person.call();
    await phone.until(isAlerting);
    await person.hangUp();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'missed' });
    await nextCallIsHeard(desk);
  });

  test('the agent declines', async () => {
    const { phone } = desk;
    const person = await desk.person(personHz);
    await person.call();
    await phone.until(isAlerting);
    phone.command({ type: 'call.reject' });
    await person.untilOver();
    await phone.until(isOver);
    expect(causeOf(phone)).toMatchObject({ kind: 'declined-here' });
    await nextCallIsHeard(desk);
  });
});
