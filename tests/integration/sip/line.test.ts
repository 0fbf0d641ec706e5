import { afterEach, expect, test } from 'vitest';
import { createRequestChannel } from '../../../src/main/media/request-channel.ts';
import { createDigestRewriter } from '../../../src/main/sip/digest.ts';
import { createSipSocket, isAllowedServer } from '../../../src/main/sip/socket.ts';
import { startExchange } from '../../../src/practice/exchange/exchange.ts';
import { accepted, responseTo, startScriptedSipServer } from '../../support/scripted-sip-server.ts';
import { createTestPhone, type TestPhone } from './test-phone.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** No page: registration needs none. */
function phoneOn(servers: readonly string[], password = 'a secret for tests'): TestPhone {
  const { link } = createRequestChannel({ send: () => undefined, refused: () => undefined });
  const phone = createTestPhone({ link, account: { servers, password } });
  cleanups.push(() => phone.stop());
  phone.start();
  return phone;
}

async function exchangeForAgents() {
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    accounts: [{ user: 'agent', password: 'a secret for tests', displayName: 'Agent' }],
  });
  cleanups.push(() => exchange.stop());
  return exchange;
}

async function scripted(...parameters: Parameters<typeof startScriptedSipServer>) {
  const server = await startScriptedSipServer(...parameters);
  cleanups.push(() => server.close());
  return server;
}

test('a wrong password is told as rejected, and no call can be made', async () => {
  const { url } = await exchangeForAgents();
  const phone = phoneOn([url], 'another secret');
  await phone.until(({ line }) => line.kind === 'rejected');
  expect(phone.line).toMatchObject({ kind: 'rejected', rejection: 'forbidden', sipStatus: 403 });
  phone.dial('customer');
  expect(phone.effects.at(-1)).toMatchObject({ type: 'call.refused', reason: 'line-down' });
});

test('a server that only ever challenges means wrong credentials', async () => {
  const { url } = await scripted((request) =>
    responseTo(request, '401 Unauthorized', [
      `WWW-Authenticate: Digest realm="r", nonce="${Math.random()}", algorithm=SHA-256, qop="auth"`,
    ]),
  );
  const phone = phoneOn([url]);
  await phone.until(({ line }) => line.kind === 'rejected');
  expect(phone.line).toMatchObject({ rejection: 'credentials', sipStatus: 401 });
});

test('a server in trouble is tried again until it is well', async () => {
  let isWell = false;
  const { url } = await scripted((request) =>
    isWell ? accepted(request) : responseTo(request, '503 Service Unavailable'),
  );
  const phone = phoneOn([url]);
  await phone.until(({ line }) => line.kind === 'backing-off');
  expect(phone.line).toMatchObject({ failure: 'server-trouble', sipStatus: 503 });
  isWell = true;
  await phone.until(({ line }) => line.kind === 'registered');
});

test('an unreachable server is passed over for the next one', async () => {
  const gone = await startScriptedSipServer(() => null);
  await gone.close();
  const { url } = await exchangeForAgents();
  const phone = phoneOn([gone.url, url]);
  await phone.until(({ line }) => line.kind === 'registered');
  expect(phone.line).toMatchObject({ kind: 'registered', server: 1 });
  expect(phone.lines.map(({ kind }) => kind)).toEqual([
    'connecting',
    'backing-off',
    'connecting',
    'registered',
  ]);
});

test('plain SIP leaves this machine to nobody', () => {
  expect(isAllowedServer('wss://sip.example.org')).toBe(true);
  expect(isAllowedServer('ws://127.0.0.1:5062')).toBe(true);
  expect(isAllowedServer('ws://[::1]:5062')).toBe(true);
  expect(isAllowedServer('ws://sip.example.org')).toBe(false);
  expect(isAllowedServer('ws://localhost:5062')).toBe(false);
  expect(isAllowedServer('ws://127.0.0.1.example.org')).toBe(false);
  expect(isAllowedServer('https://sip.example.org')).toBe(false);
  expect(isAllowedServer('not an address')).toBe(false);
  const phone = phoneOn(['ws://sip.example.org']);
  expect(phone.line.kind).toBe('offline');
  expect(phone.log).toEqual(['sip servers not allowed {"refused":1}']);
});

test('what is not SIP does not get to the library, and the line stays up', async () => {
  const server = await scripted(accepted);
  const phone = phoneOn([server.url]);
  await phone.until(({ line }) => line.kind === 'registered');
  const call = [
    'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK1',
    'From: <sip:+15035550142@practice.invalid>;tag=1',
    'To: <sip:agent@practice.invalid>',
    'Call-ID: one',
    'Contact: <sip:x@127.0.0.1>',
  ];
  const invite = 'INVITE sip:agent@practice.invalid SIP/2.0';
  const broken = [
    'GET / HTTP/1.1\r\n\r\n',
    'INVITE\r\n\r\n',
    [invite, ...call, 'CSeq: 1 BYE', '', ''].join('\r\n'),
    [invite, ...call, 'CSeq: 99999999999 INVITE', '', ''].join('\r\n'),
    [invite, ...call, 'CSeq: 1 INVITE', 'Content-Length: -1', '', ''].join('\r\n'),
    [invite, ...call.slice(1), 'CSeq: 1 INVITE', '', ''].join('\r\n'),
    `${invite}\r\n${'X: y\r\n'.repeat(500)}\r\n`,
    '\0\0\0\0\r\n\r\n',
  ];
  for (const text of broken) server.say(text);
  // A good one behind them shows that all have been looked at.
  server.say([invite, ...call, 'CSeq: 1 INVITE', 'Content-Length: 0', '', ''].join('\r\n'));
  await phone.until(({ call: ringing }) => ringing !== null);
  expect(Object.keys(phone.state.calls)).toHaveLength(1);
  const refusals = phone.log.filter((line) => /^sip (request refused|message dropped)/.test(line));
  expect(refusals).toHaveLength(broken.length);
  expect(refusals.filter((line) => /555|sip:/.test(line))).toEqual([]);
  expect(phone.line.kind).toBe('registered');
});

test('a socket that looks open and is dead is noticed', async () => {
  const server = await scripted(() => null, { autoPong: false });
  const closed = new Promise<void>((resolve) => {
    const socket = createSipSocket({
      firstUrl: server.url,
      log: { info: () => undefined, warn: () => undefined },
      digest: createDigestRewriter({ user: 'agent', password: 'x' }),
      onClosed: resolve,
      onRoundTrip: () => undefined,
      nowMs: () => performance.now(),
      pingEveryMs: 50,
    });
    socket.open(server.url);
    cleanups.push(() => socket.close());
  });
  await closed;
});

test('the round trip of a live socket is told', async () => {
  const server = await scripted(() => null);
  const roundTripMs = await new Promise<number>((resolve) => {
    const socket = createSipSocket({
      firstUrl: server.url,
      log: { info: () => undefined, warn: () => undefined },
      digest: createDigestRewriter({ user: 'agent', password: 'x' }),
      onClosed: () => undefined,
      onRoundTrip: resolve,
      nowMs: () => performance.now(),
      pingEveryMs: 50,
    });
    socket.open(server.url);
    cleanups.push(() => socket.close());
  });
  expect(roundTripMs).toBeGreaterThanOrEqual(0);
});
