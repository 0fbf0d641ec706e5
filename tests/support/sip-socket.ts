import { WebSocket } from 'ws';
import { type DigestAlgorithm, digestResponse } from '../../src/practice/exchange/digest.ts';

/** A bare WebSocket that speaks SIP by hand, for what no library would send. */
export interface SipSocket {
  send(text: string): void;
  /** The next message that came, each given once, in order. */
  next(): Promise<string>;
  /** Resolves when the socket is closed, by whomever. */
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

export async function openSipSocket(url: string, protocol = 'sip'): Promise<SipSocket> {
  const socket = new WebSocket(url, protocol);
  const come: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const text = data.toString();
    const taker = waiting.shift();
    if (taker) taker(text);
    else come.push(text);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  // From here on an error is followed by `close`, which tells it.
  socket.on('error', () => undefined);
  return {
    send: (text) => socket.send(text),
    next() {
      const text = come.shift();
      return text === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(text);
    },
    closed,
    close: () => socket.close(),
  };
}

let count = 0;

/** A request with all headers in order; `changed` replaces or adds lines by header name. */
export function formatRequest(
  method: string,
  uri: string,
  user: string,
  changed: Readonly<Record<string, string>> = {},
): string {
  count += 1;
  const headers: Record<string, string> = {
    Via: `SIP/2.0/WS test.invalid;branch=z9hG4bK${count}`,
    'Max-Forwards': '70',
    From: `<sip:${user}@practice.invalid>;tag=t${count}`,
    To: method === 'REGISTER' ? `<sip:${user}@practice.invalid>` : `<${uri}>`,
    'Call-ID': `call-${count}`,
    CSeq: `${count} ${method}`,
    Contact: `<sip:contact-of-${user}@test.invalid;transport=ws>`,
    ...changed,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${uri} SIP/2.0\r\n${lines.join('')}Content-Length: 0\r\n\r\n`;
}

export const statusOf = (response: string) => Number(/^SIP\/2\.0 (\d{3})/.exec(response)?.[1]);

/** The Authorization that answers the challenge of that algorithm in a 401 or 407. */
export function answerChallenge(
  response: string,
  algorithm: DigestAlgorithm,
  method: string,
  username: string,
  password: string,
): string {
  const challenge = response
    .split('\r\n')
    .find((line) => /-authenticate:/i.test(line) && line.includes(`algorithm=${algorithm},`));
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge ?? '')?.[1] ?? '';
  const parts = {
    username,
    realm: part('realm'),
    nonce: part('nonce'),
    uri: 'sip:practice.invalid',
    cnonce: 'abc',
    nonceCount: '00000001',
  };
  const digest = digestResponse(algorithm, method, password, parts);
  return (
    `Digest username="${username}", realm="${parts.realm}", nonce="${parts.nonce}", ` +
    `uri="${parts.uri}", response="${digest}", algorithm=${algorithm}, qop=auth, ` +
    `cnonce="${parts.cnonce}", nc=${parts.nonceCount}`
  );
}

/** Registers and returns the last answer. */
export async function register(
  socket: SipSocket,
  user: string,
  password: string,
  changed: Readonly<Record<string, string>> = {},
  algorithm: DigestAlgorithm = 'SHA-256',
): Promise<string> {
  socket.send(formatRequest('REGISTER', 'sip:practice.invalid', user, changed));
  const challenge = await socket.next();
  if (statusOf(challenge) !== 401) return challenge;
  const authorization = answerChallenge(challenge, algorithm, 'REGISTER', user, password);
  socket.send(
    formatRequest('REGISTER', 'sip:practice.invalid', user, {
      ...changed,
      Authorization: authorization,
    }),
  );
  return socket.next();
}
