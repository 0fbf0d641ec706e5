import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { renewTurn } from '../../../src/center/account/renew-turn.ts';
import type { Turn } from '../../../src/center/account/turn.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { signIn } from '../../support/center-client.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

// A center that shares a secret with a TURN server.

let running: TestCenter;
afterEach(() => running.close());

const turn: Turn = {
  urls: ['stun:turn.practice.invalid:3478', 'turn:turn.practice.invalid:3478?transport=udp'],
  secret: 'shared with the relay',
  seconds: 3_600,
};

/** Whether these changes bring a provisioning with a relay. */
function bringsRelay({ changes }: { readonly changes: readonly unknown[] }): boolean {
  return JSON.stringify(changes).includes('turn:turn.practice.invalid');
}

/** When credentials end, in seconds: the first half of their user name. */
const endOf = (username: string | undefined) => Number.parseInt(username ?? '', 10);

test('each agent has credentials of its own that end, and gets new ones in time', async () => {
  running = await startTestCenter(undefined, turn);
  const seconds = () => Math.floor((running?.center.now() ?? 0) / 1_000);
  const before = seconds();
  const { provisioning: first } = await signIn(running.url, 'agent');
  const [stun, relay] = first.sip.iceServers;
  expect(stun).toEqual({ urls: [turn.urls[0]] });
  expect(relay?.username).toBe(`${endOf(relay?.username)}:${first.agent.id}`);
  expect(endOf(relay?.username)).toBeGreaterThanOrEqual(before + 3_600);
  expect(endOf(relay?.username)).toBeLessThanOrEqual(seconds() + 3_600);
  expect(relay?.credential).toBe(
    createHmac('sha1', turn.secret)
      .update(relay?.username ?? '')
      .digest('base64'),
  );
  running.passTime(1_800_000);
  const { provisioning: second } = await signIn(running.url, 'agent');
  expect(endOf(second.sip.iceServers[1]?.username)).toBeGreaterThanOrEqual(before + 5_400);
});

test('a desk that is connected is handed them without asking', async () => {
  running = await startTestCenter(undefined, { ...turn, seconds: 1 });
  const { tokens } = await signIn(running.url, 'agent');
  const { desk } = await connectedDesk(running.url, tokens.accessToken);
  const stop = renewTurn(running.center, (error) => {
    throw error;
  });
  expect(bringsRelay(await desk.next('changes'))).toBe(true);
  await stop();
  desk.close();
});

test('without a TURN server the account says what there is', async () => {
  running = await startTestCenter();
  const { provisioning: document } = await signIn(running.url, 'agent');
  expect(document.sip.iceServers).toEqual([]);
});
