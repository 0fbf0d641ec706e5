import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { type AsteriskRig, agentPassword, musicHz, startAsterisk } from './rig/asterisk.ts';
import { createPerson } from './rig/person.ts';
import { gapsOf } from './rig/recording.ts';

const microphoneHz = 620;
const personHz = 440;

let browser: MediaBrowser;
let asterisk: AsteriskRig;
let agent: AgentPhone;

beforeAll(async () => {
  [browser, asterisk] = await Promise.all([startMediaBrowser(microphoneHz), startAsterisk()]);
  agent = await startAgentPhone(browser, {
    servers: [asterisk.wsUrl],
    user: 'agent',
    password: agentPassword,
    domain: asterisk.wire.far,
  });
});
afterAll(async () => {
  await agent.stop();
  await Promise.all([browser.close(), asterisk.stop()]);
});

test('a customer of the queue is announced, heard, held with music, and sent digits', async () => {
  const { phone } = agent;
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call('support', { customerId: 'C-1001', reason: 'invoice' });
  await phone.until(({ call }) => call?.microphone === 'ok');
  expect(phone.call?.party).toMatchObject({
    number: person.number,
    displayName: 'Lena Fischer',
    customerId: 'C-1001',
    queue: 'support',
    reason: 'invoice',
  });
  await eventually(async () => person.heard(), near(musicHz));
  phone.command({ type: 'call.answer' });
  await phone.until(({ call }) => call?.media === 'flowing');
  await eventually(() => agent.heard(), near(personHz));
  await eventually(async () => person.heard(), near(microphoneHz));

  phone.command({ type: 'call.hold' });
  await eventually(async () => person.heard(), near(musicHz));
  phone.command({ type: 'call.resume' });
  await eventually(async () => person.heard(), near(microphoneHz));
  // The music, and nothing of the agent through it.
  const gaps = gapsOf(person.samples(), microphoneHz);
  expect(Math.max(...gaps.map(({ fromMs, toMs }) => toMs - fromMs))).toBeGreaterThan(200);

  phone.command({ type: 'call.dtmf', digits: '0129#*' });
  await eventually(
    async () => person.digits(),
    (digits) => digits === '0129#*',
  );
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
});
