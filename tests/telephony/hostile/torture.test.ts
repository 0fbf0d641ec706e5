import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type GuardPhone, ours, type StartPhone, stock } from '../../integration/guards/phones.ts';
import { pbxContact, respond, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { type TortureCase, tortureCases } from './torture.ts';

// Each of the 49 cases of RFC 4475 on JsSIP as it is and on our phone.

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What the phone made of it: `rings`, `up`, `ringing`, a status, or `ignored`. */
async function verdictOf(start: StartPhone, { message }: TortureCase): Promise<string> {
  const pbx = await startScriptedPbx();
  ends.push(() => pbx.close());
  const phone: GuardPhone = start([pbx.url]);
  ends.push(() => phone.stop());
  await phone.until(({ isRegistered }) => isRegistered);
  if (typeof message === 'string') {
    const before = pbx.received.length;
    pbx.say(message);
    // A marker behind it: when that is answered, the message has been looked at.
    pbx.say(marker());
    await pbx.until(({ header }) => header('call-id') === 'the-marker');
    await sleep(5);
    if (phone.tripped.length > 0) return 'throws';
    const final = pbx.received
      .slice(before)
      .find(
        ({ status, header }) =>
          status !== null && status > 100 && header('call-id') !== 'the-marker',
      );
    if (phone.state === 'alerting' && final?.status === 180) return 'rings';
    return final === undefined ? 'ignored' : String(final.status);
  }
  pbx.rule('INVITE', () => null);
  phone.dial('customer');
  const invite = await pbx.until(({ method }) => method === 'INVITE');
  pbx.say(message(invite.text));
  pbx.say(marker());
  await pbx.until(({ header }) => header('call-id') === 'the-marker');
  await sleep(20);
  const { state } = phone;
  if (phone.tripped.length > 0) return 'throws';
  // Whatever it was: by the book the call goes on, so the phone was not left in pieces.
  if (state === 'dialing') {
    pbx.say(respond(invite, '180 Ringing', [pbxContact]));
    await phone.until((each) => each.state === 'ringing');
    return 'ignored';
  }
  return state;
}

function marker(): string {
  return [
    'OPTIONS sip:agent@practice.invalid SIP/2.0',
    'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKthemarker',
    'Max-Forwards: 70',
    'From: <sip:marker@practice.invalid>;tag=m',
    'To: <sip:agent@practice.invalid>',
    'Call-ID: the-marker',
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function expected({ verdict }: TortureCase): readonly string[] {
  if (verdict.kind === 'answered') return verdict.statuses.map(String);
  return [verdict.kind === 'moves' ? verdict.to : verdict.kind];
}

test('there are 49 cases', () => {
  expect(new Set(tortureCases.map(({ name }) => name)).size).toBe(49);
});

describe('our phone', () => {
  test.each(tortureCases)('$section $name: $what', async (each) => {
    expect(expected(each)).toContain(await verdictOf(ours, each));
  });
});

test('JsSIP as it is has the right verdict on fewer of them', async () => {
  const wrong: string[] = [];
  for (const each of tortureCases) {
    const verdict = await verdictOf(stock, each);
    if (!expected(each).includes(verdict)) wrong.push(`${each.name}: ${verdict}`);
    for (const end of ends.splice(0).reverse()) await end();
  }
  console.log(`JsSIP as it is: ${wrong.length} of 49 wrong: ${wrong.join(', ')}`);
  expect(wrong.length).toBeGreaterThan(0);
});
