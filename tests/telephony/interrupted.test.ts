import { expect, test } from 'vitest';
import { deskOnAsterisk } from './bench/asterisk-desk.ts';
import { causeOf, isAlerting, isOver } from './bench/on-each-bench.ts';

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

test('the computer wakes in a talk: a new socket, the same call, both hear, and the hang-up is heard', async () => {
  await desk.register();
  const { phone } = desk;
  const person = await desk.person(personHz);
  await person.call('agent');
  await desk.answer();
  await desk.bothHear(person, personHz);
  const callId = phone.call?.callId;
  phone.woke();
  await phone.until(({ state }) => !state.lineUp);
  await phone.until(({ state, call }) => state.lineUp && call?.healing.kind === 'none');
  await desk.bothHear(person, personHz);
  // As long as a late check of an old path may take.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await desk.bothHear(person, personHz);
  expect(phone.call?.callId).toBe(callId);
  await person.hangUp();
  await phone.until(isOver);
  expect(causeOf(phone)).toMatchObject({ kind: 'hung-up-there' });
});
