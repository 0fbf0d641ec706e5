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
