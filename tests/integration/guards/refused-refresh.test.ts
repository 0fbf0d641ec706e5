import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPretendPage } from '../../support/pretend-page.ts';
import { answered, respond, type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { createTestPhone } from '../sip/test-phone.ts';
import { cleanUpAfterEach, letTimePass, registered, requests, talkInbound } from './bench.ts';
import { ours } from './phones.ts';

// The re-INVITE that shows where we are is refused. JsSIP as it is never sends one.

const keep = cleanUpAfterEach();

// Half a minute of waiting passes at once; the sockets are real.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

async function talk() {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(ours, pbx), (each) => each.stop());
  await talkInbound(phone, pbx);
  return { pbx, phone };
}

const reinvite = (nth: number, all: () => readonly SipText[]) => (message: SipText) =>
  all().indexOf(message) === nth;

test('for good: the call goes on, and it is shown again later', async () => {
  const { pbx, phone } = await talk();
  const all = () => requests(pbx, 'INVITE');
  pbx.rule('INVITE', (invite) =>
    all().length < 2 ? respond(invite, '488 Not Acceptable Here') : answered(invite),
  );
  pbx.cut();
  await phone.until(({ isRegistered }) => !isRegistered);
  pbx.mend();
  await pbx.until(reinvite(0, all));
  await letTimePass(40_000);
  await pbx.until(reinvite(1, all));
  expect(phone.state).toBe('up');
  // What was taken in the end is not asked again.
  await letTimePass(120_000);
  expect(all()).toHaveLength(2);
});

test('once, amid an ICE restart: what is asked again restarts ICE, too', async () => {
  const { pbx, phone } = await talk();
  const all = () => requests(pbx, 'INVITE');
  pbx.rule('INVITE', (invite) =>
    all().length < 2 ? respond(invite, '491 Request Pending') : answered(invite),
  );
  phone.page.tell({
    event: 'path',
    connectionId: phone.ours?.call?.callId ?? '',
    atMs: 1,
    bytesReceived: 9_000,
    repliesReceived: 3,
    checksSent: 3,
  });
  await new Promise((resolve) => setImmediate(resolve));
  // Where it was, nothing is any more.
  phone.ours?.woke();
  const first = await pbx.until(reinvite(0, all));
  await letTimePass(5_000);
  const second = await pbx.until(reinvite(1, all));
  const fragment = ({ body }: SipText) => /^a=ice-ufrag:(.+)$/m.exec(body)?.[1];
  expect([fragment(first), fragment(second)]).toEqual(['pret1', 'pret2']);
  expect(phone.state).toBe('up');
});

test('408 to a digit: the digit is lost, the call is not', async () => {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  pbx.rule('INFO', (info) => respond(info, '408 Request Timeout'));
  const phone = keep(
    createTestPhone({
      link: createPretendPage().link,
      account: { servers: [pbx.url] },
      pbx: { dtmf: 'info' },
    }),
    (each) => each.stop(),
  );
  phone.start();
  await phone.until(({ line }) => line.kind === 'registered');
  phone.dial('customer');
  await phone.until(({ call }) => call?.signalling.kind === 'established');
  phone.command({ type: 'call.dtmf', digits: '5' });
  await pbx.until(({ method }) => method === 'INFO');
  // The next request of the dialog shows that it is still there.
  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.hold === 'local');
  expect(phone.call?.signalling.kind).toBe('established');
});
