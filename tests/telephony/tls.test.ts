import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import { createTestPhone } from '../integration/sip/test-phone.ts';
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts';
import { type MediaBrowser, startMediaBrowser } from '../support/media-browser.ts';
import { openPageLink } from '../support/page-link.ts';
import { startAgentPhone } from './bench/agent-phone.ts';
import { isTalking, microphoneHz } from './bench/on-each-bench.ts';
import { type AsteriskRig, agentPassword, startAsterisk } from './rig/asterisk.ts';
import { createAuthority } from './rig/authority.ts';
import { createPerson } from './rig/person.ts';

const personHz = 440;

let browser: MediaBrowser;
let asterisk: AsteriskRig;
let cable: CuttableProxy;

beforeAll(async () => {
  [browser, asterisk] = await Promise.all([startMediaBrowser(microphoneHz), startAsterisk()]);
  cable = await startCuttableProxy(asterisk.wssUrl);
});
afterAll(async () => {
  await cable.close();
  await Promise.all([browser.close(), asterisk.stop()]);
});

const account = () => ({
  user: 'agent',
  password: agentPassword,
  domain: asterisk.wire.far,
  certificateAuthority: asterisk.certificateAuthority,
});

test('by wss, with the authority that signed the certificate, people talk', async () => {
  const agent = await startAgentPhone(browser, { ...account(), servers: [asterisk.wssUrl] });
  const person = await createPerson(asterisk, { does: 'answer', toneHz: personHz });
  await person.call('agent');
  await agent.phone.until(({ call }) => call?.signalling.kind === 'alerting');
  agent.phone.command({ type: 'call.answer' });
  await agent.phone.until(isTalking);
  await eventually(() => agent.heard(), near(personHz));
  await eventually(async () => person.heard(), near(microphoneHz));
  await agent.stop();
});

test.each([
  ['no authority of our own', () => undefined, '127.0.0.1', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [
    'another authority',
    () => createAuthority().certificateAuthority,
    '127.0.0.1',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'a name that the certificate does not have',
    () => asterisk.certificateAuthority,
    'localhost',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
])('with %s the phone does not speak to it', async (_name, authority, host, code) => {
  const { link, page } = await openPageLink(browser);
  const certificateAuthority = authority();
  const phone = createTestPhone({
    link,
    account: { servers: [`${cable.url.replace('127.0.0.1', host)}/ws`] },
    ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
  });
  phone.start();
  await phone.until(({ line }) => line.kind === 'backing-off');
  expect(phone.log.filter((line) => line.startsWith('sip socket error')).join()).toContain(code);
  expect(phone.lines.map(({ kind }) => kind)).not.toContain('registered');
  await phone.stop();
  await page().close();
});
