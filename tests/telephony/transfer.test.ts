import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import type { Person } from './bench/bench.ts';
import {
  type Desk,
  isAlerting,
  isTalking,
  microphoneHz,
  onEachBench,
} from './bench/on-each-bench.ts';

const customerHz = 440;
const colleagueHz = 880;

/** Asks the colleague, who answers; gives the ids of the customer's call and of that one. */
async function consult(desk: Desk, colleague: Person): Promise<readonly [string, string]> {
  const { phone } = desk;
  const customerId = phone.call?.callId ?? '';
  const consultId = randomUUID();
  const party = { displayName: null, customerId: null, queue: null, reason: null };
  phone.command({
    type: 'call.consult',
    consultId,
    target: colleague.number,
    party: { ...party, number: colleague.number },
  });
  await phone.until(
    (each) => each.call?.callId === consultId && isTalking(each) && each.other?.hold === 'local',
  );
  return [customerId, consultId];
}

const allHeard = (decibels: readonly number[]) => decibels.every((level) => level > -50);
const onlyTheFirst = ([there, absent]: readonly number[]) => (there ?? 0) - (absent ?? 0) > 30;

onEachBench((desk) => {
  test('a customer is passed on unasked', async () => {
    const { phone } = desk;
    const [customer, colleague] = [await desk.person(customerHz), await desk.person(colleagueHz)];
    await desk.talkTo(customer);
    phone.command({ type: 'call.transfer', target: colleague.number });
    await phone.until(({ call }) => call?.signalling.kind === 'ended');
    expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'transferred' } });
    await eventually(() => customer.heard(), near(colleagueHz));
    await eventually(() => colleague.heard(), near(customerHz));
  });

  test('passed on to somebody who is busy, the customer is back', async () => {
    const { phone } = desk;
    const customer = await desk.person(customerHz);
    const busy = await desk.person(colleagueHz, 'busy');
    await desk.talkTo(customer);
    const callId = phone.call?.callId;
    phone.command({ type: 'call.transfer', target: busy.number });
    // In the same call, where the exchange waits; else out of the queue.
    await phone.until(
      ({ call }) =>
        (call?.transfer?.kind === 'failed' && call.hold === 'none') ||
        (call?.callId !== callId && call?.signalling.kind === 'alerting'),
    );
    if (isAlerting(phone)) {
      expect(phone.call?.party).toMatchObject({ number: customer.number, reason: 'transfer BUSY' });
      phone.command({ type: 'call.answer' });
    } else {
      expect(phone.call?.transfer).toMatchObject({ failure: { kind: 'busy' } });
    }
    await phone.until(isTalking);
    await eventually(() => customer.heard(), near(microphoneHz));
    await eventually(() => desk.agent.heard(), near(customerHz));
  });

  test('a colleague is asked, both change places, and takes the customer over', async () => {
    const { phone } = desk;
    const [customer, colleague] = [await desk.person(customerHz), await desk.person(colleagueHz)];
    await desk.talkTo(customer);
    const [customerId, consultId] = await consult(desk, colleague);
    await eventually(() => colleague.heard(), near(microphoneHz));
    await eventually(() => desk.agent.heard(consultId), near(colleagueHz));
    await eventually(() => customer.heard(), desk.held);

    phone.commandFor(customerId, { type: 'call.resume' });
    await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');
    await eventually(() => customer.heard(), near(microphoneHz));
    await eventually(() => colleague.heard(), desk.held);
    phone.commandFor(consultId, { type: 'call.resume' });
    await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');

    phone.commandFor(customerId, { type: 'call.complete' });
    await phone.until(({ state }) =>
      Object.values(state.calls).every(({ signalling }) => signalling.kind === 'ended'),
    );
    expect(phone.state.calls[customerId]?.signalling).toMatchObject({
      cause: { kind: 'transferred' },
    });
    await eventually(() => customer.heard(), near(colleagueHz));
    await eventually(() => colleague.heard(), near(customerHz));
  });

  test('the agent goes back to the customer, and the colleague is let go', async () => {
    const { phone } = desk;
    const [customer, colleague] = [await desk.person(customerHz), await desk.person(colleagueHz)];
    await desk.talkTo(customer);
    const [customerId] = await consult(desk, colleague);
    phone.commandFor(customerId, { type: 'call.cancelTransfer' });
    await colleague.untilOver();
    await phone.until(({ call, other }) => call?.hold === 'none' && other === null);
    await eventually(() => customer.heard(), near(microphoneHz));
    await eventually(() => desk.agent.heard(customerId), near(customerHz));
  });

  test('three talk together: each hears the other two', async () => {
    const { phone } = desk;
    const [customer, colleague] = [await desk.person(customerHz), await desk.person(colleagueHz)];
    await desk.talkTo(customer);
    const [customerId, consultId] = await consult(desk, colleague);
    phone.commandFor(customerId, { type: 'call.join' });
    await phone.until(({ state }) => state.joined !== null);
    await eventually(() => desk.agent.heard(customerId), near(customerHz));
    await eventually(() => desk.agent.heard(consultId), near(colleagueHz));
    await eventually(() => customer.decibelsAt([microphoneHz, colleagueHz]), allHeard);
    await eventually(() => colleague.decibelsAt([microphoneHz, customerHz]), allHeard);
    // Nobody hears themselves.
    await eventually(() => customer.decibelsAt([colleagueHz, customerHz]), onlyTheFirst);
    await eventually(() => colleague.decibelsAt([customerHz, colleagueHz]), onlyTheFirst);
    phone.commandFor(customerId, { type: 'call.part' });
    await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');
    await eventually(() => customer.heard(), desk.held);
    await eventually(() => colleague.decibelsAt([microphoneHz, customerHz]), onlyTheFirst);
  });
});
