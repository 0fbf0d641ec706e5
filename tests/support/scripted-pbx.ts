import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { audioSdp } from './pretend-page.ts';

/** One SIP message as it came, with what tests ask of it. */
export type SipText = {
  readonly text: string;
  /** Null for responses. */
  readonly method: string | null;
  /** Null for requests. */
  readonly status: number | null;
  readonly body: string;
  header(name: string): string;
  headers(name: string): readonly string[];
};

export function readSip(text: string): SipText {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = (name: string) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const status = /^SIP\/2\.0 (\d{3})/.exec(first)?.[1];
  return {
    text,
    method: status === undefined ? (/^\S+/.exec(first)?.[0] ?? '') : null,
    status: status === undefined ? null : Number(status),
    body: text.slice(end + 4),
    header: (name) => headers(name)[0] ?? '',
    headers,
  };
}

/** What a rule answers: whole messages, nothing at all, or what the PBX would do by itself. */
export type Answer = string | readonly string[] | null | 'usual';
export type Rule = (request: SipText) => Answer;

/** The far side of one dialog, as the PBX keeps it. */
export type Leg = {
  readonly callId: string;
  /** Sends a request within the dialog. */
  request(method: string, added?: readonly string[], body?: string): void;
  ack(): void;
};

/** A PBX of one page: says the usual thing to every request, or what a test tells it to. */
export type ScriptedPbx = {
  readonly url: string;
  /** Everything that came, in order. */
  readonly received: readonly SipText[];
  /** Sockets that were opened so far. */
  readonly connections: number;
  /** From now on requests of that method are answered so. */
  rule(method: string, rule: Rule): void;
  /** Resolves with the first message that fits, come already or still to come. */
  until(fits: (message: SipText) => boolean): Promise<SipText>;
  /** Calls whoever registered last. */
  call(options?: { readonly added?: readonly string[]; readonly body?: string }): Leg;
  /** Our side of the dialog that an INVITE of the phone began. */
  legOf(invite: SipText): Leg;
  say(text: string): void;
  /** Breaks the sockets and takes no new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** A response by the book: Via, From, Call-ID and CSeq as they came, To with a tag. */
export function respond(
  request: SipText,
  statusLine: string,
  added: readonly string[] = [],
  body = '',
): string {
  const to = request.header('to');
  return [
    `SIP/2.0 ${statusLine}`,
    ...request.headers('via').map((via) => `Via: ${via}`),
    `From: ${request.header('from')}`,
    `To: ${/;tag=/.test(to) ? to : `${to};tag=pbx`}`,
    `Call-ID: ${request.header('call-id')}`,
    `CSeq: ${request.header('cseq')}`,
    ...added,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

export const pbxContact = 'Contact: <sip:pbx@127.0.0.1;transport=ws>';

/** 200 with our contact and an answer to the offer. */
export function answered(request: SipText, added: readonly string[] = []): string {
  const wanted = /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(request.body)?.[1];
  const direction =
    wanted === 'sendonly' ? 'recvonly' : wanted === 'inactive' ? 'inactive' : 'sendrecv';
  return respond(request, '200 OK', [pbxContact, ...added], audioSdp(direction));
}

function usual(request: SipText): readonly string[] {
  switch (request.method) {
    case 'REGISTER': {
      const contact = request.header('contact');
      return [respond(request, '200 OK', [`Contact: ${contact}`, 'Expires: 600'])];
    }
    case 'INVITE':
      return [respond(request, '180 Ringing', [pbxContact]), answered(request)];
    case 'ACK':
      return [];
    default:
      return [respond(request, '200 OK')];
  }
}

let count = 0;

export async function startScriptedPbx(
  options: { readonly port?: number } = {},
): Promise<ScriptedPbx> {
  const sockets = new Set<WebSocket>();
  const received: SipText[] = [];
  const rules = new Map<string, Rule>();
  const waiting = new Set<{
    fits: (message: SipText) => boolean;
    resolve: (found: SipText) => void;
  }>();
  let isCut = false;
  let connections = 0;
  let contact = 'sip:nobody@invalid';
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: options.port ?? 0,
    handleProtocols: () => 'sip',
    verifyClient: () => !isCut,
  });

  function take(text: string): readonly string[] {
    const message = readSip(text);
    received.push(message);
    for (const waiter of [...waiting]) {
      if (!waiter.fits(message)) continue;
      waiting.delete(waiter);
      waiter.resolve(message);
    }
    if (message.method === null) return [];
    if (message.method === 'REGISTER') {
      contact = /<([^>]+)>/.exec(message.header('contact'))?.[1] ?? contact;
    }
    const answer =
      rules.get(message.method)?.(message) ?? (rules.has(message.method) ? null : 'usual');
    if (answer === null) return [];
    if (answer === 'usual') return usual(message);
    return typeof answer === 'string' ? [answer] : answer;
  }

  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      for (const answer of take(data.toString())) socket.send(answer);
    });
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));

  function say(text: string): void {
    for (const socket of sockets) socket.send(text);
  }

  function leg(dialog: {
    callId: string;
    own: string;
    theirs: () => string;
    target: () => string;
    sequence: number;
  }): Leg {
    let { sequence } = dialog;
    const send = (method: string, number: number, added: readonly string[], body: string) => {
      count += 1;
      say(
        [
          `${method} ${dialog.target()} SIP/2.0`,
          `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKpbx${count}`,
          'Max-Forwards: 70',
          `From: ${dialog.own}`,
          `To: ${dialog.theirs()}`,
          `Call-ID: ${dialog.callId}`,
          `CSeq: ${number} ${method}`,
          pbxContact,
          ...added,
          ...(body === '' || added.some((line) => /^content-type:/i.test(line))
            ? []
            : ['Content-Type: application/sdp']),
          `Content-Length: ${Buffer.byteLength(body)}`,
          '',
          body,
        ].join('\r\n'),
      );
    };
    return {
      callId: dialog.callId,
      request(method, added = [], body = '') {
        sequence += 1;
        send(method, sequence, added, body);
      },
      ack() {
        send('ACK', sequence, [], '');
      },
    };
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get connections() {
      return connections;
    },
    rule(method, rule) {
      rules.set(method, rule);
    },
    until(fits) {
      const come = received.find(fits);
      if (come !== undefined) return Promise.resolve(come);
      return new Promise((resolve) => waiting.add({ fits, resolve }));
    },
    call({ added = [], body = audioSdp() } = {}) {
      count += 1;
      const callId = `pbx-call-${count}`;
      const isOurs = (message: SipText) =>
        message.header('call-id') === callId && /;tag=/.test(message.header('to'));
      const made = leg({
        callId,
        own: `"Nora" <sip:+15035550142@practice.invalid>;tag=pbx${count}`,
        theirs: () => received.find(isOurs)?.header('to') ?? '<sip:agent@practice.invalid>',
        target: () => {
          const response = received.find((each) => isOurs(each) && each.status === 200);
          return /<([^>]+)>/.exec(response?.header('contact') ?? '')?.[1] ?? contact;
        },
        sequence: 0,
      });
      made.request('INVITE', added, body);
      return made;
    },
    legOf(invite) {
      return leg({
        callId: invite.header('call-id'),
        own: /;tag=/.test(invite.header('to'))
          ? invite.header('to')
          : `${invite.header('to')};tag=pbx`,
        theirs: () => invite.header('from'),
        target: () => /<([^>]+)>/.exec(invite.header('contact'))?.[1] ?? contact,
        sequence: 100,
      });
    },
    say,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.terminate();
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
