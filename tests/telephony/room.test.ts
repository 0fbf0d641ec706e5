import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../integration/sip/eventually.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { agentUser } from './bench/bench.ts';
import { isAlerting, isTalking, microphoneHz } from './bench/on-each-bench.ts';
import { type AsteriskRig, agentPassword, startAsterisk } from './rig/asterisk.ts';
import { createPerson } from './rig/person.ts';

const customerHz = 440;
const colleagueHz = 880;
/** The amplitude of a tone's sine that is clearly there. */
const audible = 0.01;

let browser: MediaBrowser;
let asterisk: AsteriskRig;
let agent: AgentPhone;

beforeAll(async () => {
  [browser, asterisk] = await Promise.all([startMediaBrowser(microphoneHz), startAsterisk()]);
  agent = await startAgentPhone(browser, {
    servers: [asterisk.wsUrl],
    user: agentUser,
    password: agentPassword,
    domain: asterisk.wire.far,
    pbx: { conference: { kind: 'room', address: `sip:room-{room}@${asterisk.wire.far}` } },
  });
});
afterAll(async () => {
  await agent.stop();
  await Promise.all([browser.close(), asterisk.stop()]);
});

test('three talk in a room of the PBX, each hears the other two, and the agent may leave', async () => {
  const { phone } = agent;
  const customer = await createPerson(asterisk, { does: 'answer', toneHz: customerHz });
  const colleague = await createPerson(asterisk, { does: 'answer', toneHz: colleagueHz });
  const hears = (one: typeof customer, ...hertz: readonly number[]) =>
    eventually(
      async () => hertz.map((each) => one.amplitudeAt(each)),
      (amplitudes) => amplitudes.every((each) => each > audible),
    );
  await customer.call(agentUser, { customerId: 'C-1001' });
  await phone.until(isAlerting);
  phone.command({ type: 'call.answer' });
  await phone.until(isTalking);
  const customerId = phone.call?.callId ?? '';
  const consultId = randomUUID();
  const party = { displayName: null, customerId: null, queue: null, reason: null };
  phone.command({
    type: 'call.consult',
    consultId,
    target: colleague.number,
    party: { ...party, number: colleague.number },
  });
  await phone.until((each) => each.call?.callId === consultId && isTalking(each));

  const roomId = randomUUID();
  phone.commandFor(customerId, { type: 'call.join', roomId });
  await phone.until(({ state }) => state.calls[customerId]?.signalling.kind === 'ended');
  // The conversation is the call to the room now, with the customer's name on it.
  expect(phone.call).toMatchObject({ callId: roomId, party: { customerId: 'C-1001' } });
  expect(await asterisk.ami.command('confbridge list')).toContain(`room-${roomId}`);
  await hears(customer, microphoneHz, colleagueHz);
  await hears(colleague, microphoneHz, customerHz);

  phone.command({ type: 'call.hangUp' });
  await phone.until(({ call }) => call?.signalling.kind === 'ended');
  await hears(customer, colleagueHz);
  await hears(colleague, customerHz);
  await eventually(
    async () => customer.amplitudeAt(microphoneHz),
    (amplitude) => amplitude < audible / 10,
  );
});
