import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import {
  answerChallenge,
  formatRequest,
  openSipSocket,
  register,
  type SipSocket,
  statusOf,
} from '../../support/sip-socket.ts';

const accounts = ['agent-1', 'agent-2'].map((user) => ({
  user,
  password: `password of ${user}`,
  displayName: user,
}));
const number = '+15035550142';

let exchange: Exchange;
let faults: string[];
let registrations: [string, boolean][];
let atCustomer: string[];
let customerLink: ReturnType<Exchange['connect']>;
const sockets: SipSocket[] = [];

beforeEach(async () => {
  // What the exchange of the test before still says must not be heard here.
  const [heardFaults, heardRegistrations, heard]: [string[], [string, boolean][], string[]] = [
    [],
    [],
    [],
  ];
  faults = heardFaults;
  registrations = heardRegistrations;
  atCustomer = heard;
  exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    accounts,
    pingEveryMs: 200,
    findCustomer: (user) => (user === number ? customerLink.id : null),
    onFault: (what) => heardFaults.push(what),
    onRegistration: (user, registered) => heardRegistrations.push([user, registered]),
  });
  customerLink = exchange.connect((text) => heard.push(text));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await exchange.stop();
});

async function open(): Promise<SipSocket> {
  const socket = await openSipSocket(exchange.url);
  sockets.push(socket);
  return socket;
}

async function openRegistered(user = 'agent-1', changed = {}): Promise<SipSocket> {
  const socket = await open();
  expect(statusOf(await register(socket, user, `password of ${user}`, changed))).toBe(200);
  return socket;
}

async function ask(socket: SipSocket, request: string): Promise<string> {
  socket.send(request);
  return socket.next();
}

test.each(['SHA-256', 'MD5'] as const)(
  'registers by %s; the best algorithm is first',
  async (algorithm) => {
    const socket = await open();
    const challenge = await ask(
      socket,
      formatRequest('REGISTER', 'sip:practice.invalid', 'agent-1'),
    );
    const offered = [...challenge.matchAll(/algorithm=([A-Z0-9-]+)/g)].map(([, name]) => name);
    expect(offered).toEqual(['SHA-256', 'MD5']);
    const answer = await register(socket, 'agent-1', 'password of agent-1', {}, algorithm);
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(
      /^Contact: <sip:contact-of-agent-1@test.invalid;transport=ws>;expires=600/m,
    );
    expect(registrations).toEqual([['agent-1', true]]);
  },
);

test.each([
  ['wrong password', 'agent-1', 'wrong'],
  ['unknown user', 'agent-9', 'password of agent-9'],
])('%s is refused by 403', async (_, user, password) => {
  expect(statusOf(await register(await open(), user, password))).toBe(403);
  expect(registrations).toEqual([]);
  expect(faults).toEqual(['wrong user or password']);
});

test('nobody registers another user; a used answer is asked for again', async () => {
  const socket = await open();
  const other = await register(socket, 'agent-1', 'password of agent-1', {
    To: '<sip:agent-2@practice.invalid>',
  });
  expect(statusOf(other)).toBe(403);
  const challenge = await ask(socket, formatRequest('REGISTER', 'sip:practice.invalid', 'agent-1'));
  const header = answerChallenge(challenge, 'MD5', 'REGISTER', 'agent-1', 'password of agent-1');
  const repeated = () =>
    formatRequest('REGISTER', 'sip:practice.invalid', 'agent-1', { Authorization: header });
  expect(statusOf(await ask(socket, repeated()))).toBe(200);
  const stale = await ask(socket, repeated());
  expect(statusOf(stale)).toBe(401);
  expect(stale).toContain('stale=true');
});

test('expiry: asked, too brief, ended', async () => {
  const socket = await open();
  const password = 'password of agent-1';
  const asked = await register(socket, 'agent-1', password, { Expires: '30' });
  expect(asked).toMatch(/expires=30/);
  const brief = await register(socket, 'agent-1', password, { Expires: '5' });
  expect(statusOf(brief)).toBe(423);
  expect(brief).toMatch(/^Min-Expires: 10/m);
  const ended = await register(socket, 'agent-1', password, { Expires: '0' });
  expect(statusOf(ended)).toBe(200);
  expect(ended).not.toMatch(/^Contact:/m);
  expect(registrations).toEqual([
    ['agent-1', true],
    ['agent-1', false],
  ]);
});

test('a later registration of the same device takes the place of the older', async () => {
  const contact = (name: string) => ({
    Contact: `<sip:${name}@test.invalid>;+sip.instance="<urn:uuid:1>"`,
  });
  const first = await openRegistered('agent-1', contact('first'));
  const second = await open();
  const answer = await register(second, 'agent-1', 'password of agent-1', contact('second'));
  expect(answer).toMatch(/sip:second@/);
  expect(answer).not.toMatch(/sip:first@/);
  // The old socket's end takes nothing from the new one.
  first.close();
  await first.closed;
  const caller = await openRegistered('agent-2');
  caller.send(formatRequest('INVITE', 'sip:agent-1@practice.invalid', 'agent-2'));
  expect(await second.next()).toMatch(/^INVITE sip:agent-1@/);
});

test('requests go by user, responses come back by Via, also to the contact', async () => {
  const caller = await openRegistered('agent-1');
  const callee = await openRegistered('agent-2');
  caller.send(
    formatRequest('INVITE', 'sip:agent-2@practice.invalid', 'agent-1', { 'Max-Forwards': '9' }),
  );
  const invite = await callee.next();
  expect(invite).toMatch(/^Max-Forwards: 8\r$/m);
  expect(invite.match(/^Via: /gm)).toHaveLength(2);
  const headers = invite.match(/^(Via|From|To|Call-ID|CSeq): .*\r\n/gm)?.join('');
  callee.send(`SIP/2.0 180 Ringing\r\n${headers}Content-Length: 0\r\n\r\n`);
  const ringing = await caller.next();
  expect(statusOf(ringing)).toBe(180);
  expect(ringing.match(/^Via: /gm)).toHaveLength(1);
  caller.send(formatRequest('BYE', 'sip:contact-of-agent-2@test.invalid;transport=ws', 'agent-1'));
  expect(await callee.next()).toMatch(/^BYE /);
  // A response with a Via that the exchange did not make leads nowhere.
  callee.send(`SIP/2.0 200 OK\r\n${headers?.replace(/exchange\.(.)/, 'exchange.x')}\r\n`);
  caller.send(formatRequest('OPTIONS', 'sip:practice.invalid', 'agent-1'));
  expect(statusOf(await caller.next())).toBe(200);
  expect(faults).toEqual(['a response that is to nothing']);
});

test('CANCEL and ACK carry the branch of their INVITE', async () => {
  const caller = await openRegistered();
  const uri = `sip:${number}@practice.invalid`;
  const same = { Via: 'SIP/2.0/WS test.invalid;branch=z9hG4bKone', 'Call-ID': 'one' };
  for (const method of ['INVITE', 'CANCEL', 'ACK']) {
    caller.send(formatRequest(method, uri, 'agent-1', same));
  }
  await expect.poll(() => atCustomer.length).toBe(3);
  const branches = atCustomer.map((text) => /^Via: .*branch=(\S+)/m.exec(text)?.[1]);
  expect(new Set(branches).size).toBe(1);
});

test.each([
  ['nobody', 'sip:nobody@practice.invalid', {}, 404],
  ['an agent who is not there', 'sip:agent-2@practice.invalid', {}, 480],
  ['no hops left', `sip:${number}@practice.invalid`, { 'Max-Forwards': '0' }, 483],
  ['another scheme', `tel:${number}`, {}, 416],
  [
    'as another user',
    `sip:${number}@practice.invalid`,
    { From: '<sip:agent-2@a.invalid>;tag=1' },
    403,
  ],
])('a call to %s is refused', async (_, uri, changed, status) => {
  const socket = await openRegistered();
  const answer = await ask(socket, formatRequest('INVITE', uri, 'agent-1', changed));
  expect(statusOf(answer)).toBe(status);
  expect(answer).toMatch(/^To: .*;tag=exchange-/m);
});

test('a connection that did not register is asked for each call', async () => {
  const socket = await open();
  const uri = `sip:${number}@practice.invalid`;
  const challenge = await ask(socket, formatRequest('INVITE', uri, 'agent-1'));
  expect(statusOf(challenge)).toBe(407);
  const header = answerChallenge(challenge, 'SHA-256', 'INVITE', 'agent-1', 'password of agent-1');
  socket.send(formatRequest('INVITE', uri, 'agent-1', { 'Proxy-Authorization': header }));
  await expect.poll(() => atCustomer.length).toBe(1);
  expect(atCustomer[0]).not.toContain('Authorization');
});

test('the end of the socket is the end of the registration', async () => {
  const socket = await openRegistered();
  socket.close();
  await expect.poll(() => registrations.at(-1)).toEqual(['agent-1', false]);
});

test('malformed SIP is answered 400 or dropped; who goes on is shut out, alone', async () => {
  const good = await openRegistered();
  const bad = await open();
  const broken = formatRequest('INVITE', 'sip:a@b.invalid', 'x', { CSeq: 'one INVITE' });
  const answer = await ask(bad, broken);
  expect(answer).toMatch(/^SIP\/2.0 400 Bad Request \(CSeq is not number and method\)/);
  for (let sent = 0; sent < 9; sent += 1) bad.send(`\u0000 not SIP ${sent}`);
  const closed = await bad.closed;
  expect(closed).toEqual({ code: 1008, reason: 'not SIP: no end of the headers' });
  const answerToGood = await ask(good, formatRequest('OPTIONS', 'sip:practice.invalid', 'agent-1'));
  expect(statusOf(answerToGood)).toBe(200);
  expect(faults).toHaveLength(10);
});

test('a message too big ends the socket, a wrong subprotocol never opens one', async () => {
  const big = await open();
  big.send('x'.repeat(70_000));
  expect((await big.closed).code).toBe(1009);
  await expect(openSipSocket(exchange.url, 'chat')).rejects.toThrow('400');
});

test('keep-alives are answered, and a socket that is silent is ended', async () => {
  const socket = await open();
  expect(await ask(socket, '\r\n\r\n')).toBe('\r\n');
  const deaf = new WebSocket(exchange.url, 'sip', { autoPong: false });
  const code = await new Promise((resolve) => deaf.on('close', resolve));
  expect(code).toBe(1006);
});
