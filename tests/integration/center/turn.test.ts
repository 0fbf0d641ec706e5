import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { renewTurn } from '../../../src/center/account/renew-turn.ts';
import type { Turn } from '../../../src/center/account/turn.ts';
import { provisioning } from '../../../src/contract/record/provisioning.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
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

test('each agent has credentials of its own that end, and gets new ones in time', async () => {
  running = await startTestCenter(undefined, turn);
  const signedIn = await signIn(running.url, 'agent');
  const [stun, relay] = signedIn.provisioning.sip.iceServers;
  expect(stun).toEqual({ urls: [turn.urls[0]] });
  expect(relay?.username).toBe(
    `${Math.floor(running.center.now() / 1_000) + 3_600}:${signedIn.provisioning.agent.id}`,
  );
  expect(relay?.credential).toBe(
    createHmac('sha1', turn.secret)
      .update(relay?.username ?? '')
      .digest('base64'),
  );
  running.passTime(1_800_000);
  const { body } = await ask(running.url, '/v1/provisioning', {
    token: signedIn.tokens.accessToken,
  });
  const later = provisioning.parse(body).sip.iceServers[1];
  expect(Number.parseInt(later?.username ?? '', 10)).toBe(
    Number.parseInt(relay?.username ?? '', 10) + 1_800,
  );
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
