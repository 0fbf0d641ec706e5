import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { restartEveryMs, silenceMs } from '../../../src/domain/network/way.ts';
import { startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { startScriptedPbx } from '../../support/scripted-pbx.ts';
import { cleanUpAfterEach, requests, talkInbound } from './bench.ts';
import { type GuardPhone, ours } from './phones.ts';

// Which networks there are changes, or the sound's way alone is gone, and the server answers.

const keep = cleanUpAfterEach();

async function begin() {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const way = keep(await startCuttableProxy(pbx.url), (each) => each.close());
  let addresses: readonly string[] = ['192.0.2.7'];
  const phone = keep(
    ours([way.url], {}, () => addresses),
    (each) => each.stop(),
  );
  await phone.until(({ isRegistered }) => isRegistered);
  return {
    pbx,
    way,
    phone,
    networksAre(...next: readonly string[]) {
      addresses = next;
    },
  };
}

/** What the page counts five times a second: nothing arrives, and checks have no reply. */
async function count(phone: GuardPhone, milliseconds: number): Promise<void> {
  const connectionId = phone.ours?.call?.callId ?? '';
  for (let passedMs = 0; passedMs <= milliseconds; passedMs += 200) {
    phone.page.report({
      event: 'path',
      connectionId,
      atMs: performance.now(),
      bytesReceived: 1,
      checksSent: passedMs,
      repliesReceived: 0,
    });
    await sleep(200);
  }
}

test.each(['alerting', 'dialing'] as const)(
  'a network that comes up beside ends nothing: %s',
  async (when) => {
    const { pbx, phone, networksAre } = await begin();
    if (when === 'dialing') {
      pbx.rule('INVITE', () => null);
      phone.dial('customer');
    } else pbx.call();
    await phone.until(({ state }) => state === when);
    networksAre('192.0.2.7', '172.17.0.1');
    // Longer than the server is given to answer.
    await sleep(2 * silenceMs);
    expect(phone.state).toBe(when);
    expect(pbx.connections).toBe(1);
    if (when === 'dialing') return;
    phone.answer();
    await phone.until(({ state }) => state === 'up');
  },
);

test('a network that goes beside ours: ICE is restarted over the socket there is', async () => {
  const { pbx, phone, networksAre } = await begin();
  networksAre('192.0.2.7', '172.17.0.1');
  await talkInbound(phone, pbx);
  await count(phone, 0);
  networksAre('192.0.2.7');
  await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 0);
  expect(pbx.connections).toBe(1);
  expect(phone.state).toBe('up');
});

test('a network that comes up and takes our way: nothing answers, so there is a new socket', async () => {
  const { pbx, way, phone, networksAre } = await begin();
  await talkInbound(phone, pbx);
  way.freeze();
  networksAre('192.0.2.7', '198.51.100.3');
  await phone.ours?.until(({ state }) => !state.lineUp);
  await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 0);
  expect(pbx.connections).toBe(2);
  expect(phone.state).toBe('up');
});

test('our own network gone: a new socket, and nobody is asked first', async () => {
  const { pbx, phone, networksAre } = await begin();
  await talkInbound(phone, pbx);
  networksAre('198.51.100.3');
  await phone.ours?.until(({ state }) => !state.lineUp);
  await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 0);
  expect(phone.state).toBe('up');
});

test('the sound alone is gone: ICE is restarted, a second call rings on, the registration stays', async () => {
  const { pbx, phone } = await begin();
  await talkInbound(phone, pbx);
  const talk = phone.ours?.call?.callId ?? '';
  pbx.call();
  await phone.ours?.until(({ other }) => other?.signalling.kind === 'alerting');
  const counting = count(phone, restartEveryMs + 4 * silenceMs);
  await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 0);
  await counting;
  expect(phone.ours?.state.calls[talk]?.media).toBe('interrupted');
  expect(phone.ours?.other?.signalling.kind).toBe('alerting');
  expect(pbx.connections).toBe(1);
  expect(requests(pbx, 'REGISTER')).toHaveLength(1);
});
