import { expect, test } from 'vitest';
import { eventually } from '../integration/sip/eventually.ts';
import { deskOnAsterisk } from './bench/asterisk-desk.ts';
import { causeOf, isAlerting, isOver, microphoneHz } from './bench/on-each-bench.ts';

const personHz = 440;
const desk = deskOnAsterisk();

test('the socket is cut while a caller of the queue rings: offered again, answered, both hear', async () => {
  await desk.register();
  const { phone, agent } = desk;
  const person = await desk.person(personHz);
  await person.call('support', { customerId: 'C-1003' });
  await phone.until(isAlerting);
  const first = phone.call?.callId;
  const [cable] = agent.cables;
  cable?.cut();
  await phone.until(({ state }) => !state.lineUp);
  await phone.until(isOver);
  expect(causeOf(phone)).toMatchObject({ kind: 'line-lost' });
  cable?.mend();
  await phone.until(({ state }) => state.lineUp);
  await desk.answer();
  expect(phone.call?.callId).not.toBe(first);
  expect(phone.call?.party).toMatchObject({ number: person.number, customerId: 'C-1003' });
  await desk.bothHear(person, personHz);
  await person.hangUp();
  await phone.until(isOver);
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there' });
});

test('the computer wakes amid a talk: ICE begins anew, both hear, and the hang-up is heard', async () => {
  const fragments: string[] = [];
  await desk.register('agent', {
    onMessage(direction, message) {
      const fragment = /^a=ice-ufrag:(\S+)/m.exec(message)?.[1];
      if (direction === 'out' && fragment !== undefined) fragments.push(fragment);
    },
  });
  const { phone } = desk;
  const person = await desk.person(personHz);
  await person.call('agent');
  await desk.answer();
  await desk.bothHear(person, personHz);
  const callId = phone.call?.callId;
  const [answered] = fragments;
  const ear = person.listenFor(microphoneHz);
  phone.woke();
  await phone.until(({ state }) => !state.lineUp);
  await phone.until(({ state }) => state.lineUp);
  await eventually(
    async () => fragments,
    (sent) => sent.at(-1) !== answered,
  );
  await desk.bothHear(person, personHz);
  console.log(`${await ear.longestGapMs()} ms of silence in the recording`);
  expect(phone.call?.callId).toBe(callId);
  await person.hangUp();
  await phone.until(isOver);
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there' });
});
