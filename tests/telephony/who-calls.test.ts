import { expect, test } from 'vitest';
import { deskOnAsterisk } from './bench/asterisk-desk.ts';
import { isAlerting, isTalking } from './bench/on-each-bench.ts';

const personHz = 440;
/** The agent's own, in `asterisk/pjsip.conf`. */
const ownNumber = '12025550100';
const desk = deskOnAsterisk();

test.each([
  ['keeps the number to itself', 'agent'],
  ['tells it, and asks to keep it', 'colleague'],
])(
  'a caller who hides, of whom the exchange %s, has no number and no name here',
  async (_, user) => {
    await desk.register(user);
    const { phone } = desk;
    const person = await desk.person(personHz);
    await person.call(user, { isHidden: true, customerId: 'C-1004' });
    await phone.until(isAlerting);
    expect(phone.call?.party).toEqual({
      number: null,
      displayName: null,
      customerId: 'C-1004',
      queue: null,
      reason: null,
      anonymous: true,
    });
    phone.command({ type: 'call.answer' });
    await phone.until(isTalking);
    await desk.bothHear(person, personHz);
  },
);

test.each([
  [false, ownNumber],
  [true, 'anonymous'],
])('the own number is hidden (%s) from who is called', async (hideOwnNumber, shown) => {
  await desk.register('agent', { pbx: { hideOwnNumber } });
  const { phone } = desk;
  const person = await desk.person(personHz);
  phone.dial(person.number);
  await phone.until(isTalking);
  expect(await person.calledBy()).toBe(shown);
  await desk.bothHear(person, personHz);
});
