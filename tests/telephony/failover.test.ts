import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { isTalking, microphoneHz } from './bench/on-each-bench.ts';
import { type AsteriskRig, agentPassword, startAsterisk } from './rig/asterisk.ts';
import { createPerson } from './rig/person.ts';

const personHz = 440;

let browser: MediaBrowser;
let first: AsteriskRig;
let second: AsteriskRig;
let agent: AgentPhone;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());
beforeEach(async () => {
  [first, second] = await Promise.all([startAsterisk(), startAsterisk()]);
  agent = await startAgentPhone(browser, {
    servers: [first.wsUrl, second.wsUrl],
    user: 'agent',
    password: agentPassword,
    domain: 'pbx.invalid',
  });
});
afterEach(async () => {
  await agent.stop();
  await Promise.all([first.stop(), second.stop()]);
});

async function talkThrough(asterisk: AsteriskRig): Promise<void> {
  const { phone } = agent;
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call('agent');
  await phone.until(({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  await phone.until(isTalking);
  await eventually(() => agent.heard(), near(personHz));
  await eventually(async () => person.heard(), near(microphoneHz));
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
}

test('the preferred server loses its power: the phone is at the other one, and people get through', async () => {
  const { phone } = agent;
  expect(phone.line).toMatchObject({ kind: 'registered', server: 0 });
  await talkThrough(first);
  // Nothing says goodbye: the phone has to notice by itself.
  await first.stop();
  await phone.until(({ line }) => line.kind === 'registered' && line.server === 1);
  await talkThrough(second);
});
