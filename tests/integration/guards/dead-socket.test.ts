import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createSipSocket, pingEveryMs } from '../../../src/main/sip/socket.ts';
import { startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach } from './bench.ts';

// The cable is pulled somewhere: nothing comes any more, and nobody says so.

const keep = cleanUpAfterEach();

// How many periods it takes at most is proved beside `judgePulse`.
test('two and a half periods are within ten seconds', () => {
  expect(2.5 * pingEveryMs).toBeLessThanOrEqual(10_000);
});

describe.each(both)('$name', ({ isOurs, start }) => {
  test('a frozen way: stock believes in it for ever, ours opens a new socket', async () => {
    const pbx = keep(await startScriptedPbx(), (each) => each.close());
    const proxy = keep(await startCuttableProxy(pbx.url), (each) => each.close());
    const phone = keep(start([proxy.url]), (each) => each.stop());
    await phone.until(({ isRegistered }) => isRegistered);
    proxy.freeze();
    if (!isOurs) {
      // Longer than ours takes, below.
      await new Promise((resolve) => setTimeout(resolve, 3 * pingEveryMs));
      expect(phone.isRegistered).toBe(true);
      return;
    }
    await phone.until(({ isRegistered }) => !isRegistered);
    await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.ours?.log.some((line) => line.startsWith('sip socket dead'))).toBe(true);
  });
});

test('a probe just before the ping leaves a slow way its time', async () => {
  // Long, so that a machine that stands still a while is not taken for the way.
  const periodMs = 2_000;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, autoPong: false });
  const answersAfterMs = periodMs / 4;
  server.on('connection', (socket) => {
    socket.on('ping', () => setTimeout(() => socket.pong(), answersAfterMs));
  });
  await once(server, 'listening');
  let closed = false;
  let roundTrips = 0;
  const { port } = server.address() as AddressInfo;
  const socket = createSipSocket({
    firstUrl: `ws://127.0.0.1:${port}`,
    log: { info: () => undefined, warn: () => undefined },
    digest: { incoming: (message) => message, outgoing: (message) => message },
    onClosed: () => {
      closed = true;
    },
    onRoundTrip: () => {
      roundTrips += 1;
    },
    nowMs: () => performance.now(),
    pingEveryMs: periodMs,
  });
  try {
    const connected = new Promise<void>((resolve) => {
      socket.onconnect = resolve;
    });
    socket.open(`ws://127.0.0.1:${port}`);
    await connected;
    // So late that its answer cannot be there when the ping is due.
    await sleep(periodMs - answersAfterMs / 2);
    socket.probe();
    await sleep(2 * periodMs);
    expect(closed).toBe(false);
    expect(roundTrips).toBeGreaterThan(0);
  } finally {
    socket.close();
    server.close();
  }
});
