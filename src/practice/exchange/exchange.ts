import { randomUUID } from 'node:crypto';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { DigestAlgorithm } from './digest.ts';
import { type Account, createRegistrar } from './registrar.ts';
import { createRouter, type Link } from './router.ts';
import { sipLimits } from './sip-message.ts';

export interface ExchangeOptions {
  /** A loopback address; there is no TLS here, so nothing else is taken. */
  readonly host: '127.0.0.1' | '::1';
  /** 0 for any that is free. */
  readonly port: number;
  readonly domain: string;
  readonly accounts: readonly Account[];
  /** Offered in this order. Default: SHA-256, then MD5, each in a challenge of its own. */
  readonly digestAlgorithms?: readonly DigestAlgorithm[];
  /** The link of the customer with that number; null where nobody has it. */
  readonly findCustomer?: (user: string) => string | null;
  readonly onRegistration?: (user: string, registered: boolean) => void;
  readonly onFault?: (what: string) => void;
  /** How often each socket is pinged; one that missed the last ping is ended. Default 5 s. */
  readonly pingEveryMs?: number;
}

/** An end of the exchange within this process, for a simulated customer. */
export interface LocalLink {
  readonly id: string;
  send(text: string): void;
  close(): void;
}

export interface Exchange {
  /** Where agents connect: `ws://127.0.0.1:PORT`. */
  readonly url: string;
  readonly domain: string;
  /** Connects a simulated customer; `receive` gets each SIP message meant for it. */
  connect(receive: (text: string) => void): LocalLink;
  /** Closes every socket and the port. */
  stop(): Promise<void>;
}

const mostSockets = 64;
const mostUnsentBytes = 1_048_576;

function textOf(data: RawData): string | null {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Bytes that are not UTF-8 are not SIP; the router counts the fault.
    return null;
  }
}

/** SIP over WebSocket (RFC 7118) on the loopback of this machine: registrar and router. */
export async function startExchange(options: ExchangeOptions): Promise<Exchange> {
  const now = () => performance.timeOrigin + performance.now();
  const onRegistration = options.onRegistration ?? (() => undefined);
  const onFault = options.onFault ?? (() => undefined);
  const registrar = createRegistrar(options.accounts, now);
  const router = createRouter({
    domain: options.domain,
    digestAlgorithms: options.digestAlgorithms ?? ['SHA-256', 'MD5'],
    registrar,
    now,
    findCustomer: options.findCustomer ?? (() => null),
    onRegistration,
    onFault,
  });
  const server = new WebSocketServer({
    host: options.host,
    port: options.port,
    maxPayload: sipLimits.bytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
    verifyClient: ({ req }, decide) => {
      const offered = (req.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
      if (!offered.includes('sip')) decide(false, 400, 'The subprotocol is sip');
      else if (server.clients.size >= mostSockets) decide(false, 503, 'Too many connections');
      else decide(true);
    },
  });
  const heard = new WeakSet<WebSocket>();

  server.on('connection', (socket) => {
    const link: Link = {
      id: randomUUID(),
      trusted: false,
      send(text) {
        if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
        else if (socket.readyState === socket.OPEN) socket.send(text);
      },
      close: (code, reason) => socket.close(code, reason.slice(0, 120)),
    };
    router.attach(link);
    heard.add(socket);
    socket.on('pong', () => heard.add(socket));
    socket.on('message', (data) => {
      heard.add(socket);
      router.receive(link.id, textOf(data) ?? '\u0000');
    });
    // ws closes the socket itself (1009 too big, 1007 not UTF-8); the close event follows.
    socket.on('error', (error) => onFault(`socket: ${error.message}`));
    socket.on('close', () => router.detach(link.id));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the exchange has no port');
  server.on('error', (error) => onFault(`server: ${error.message}`));

  const pulse = setInterval(() => {
    for (const user of registrar.expired()) onRegistration(user, false);
    for (const socket of server.clients) {
      if (heard.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, options.pingEveryMs ?? 5000);

  return {
    url: `ws://${options.host === '::1' ? '[::1]' : options.host}:${address.port}`,
    domain: options.domain,
    connect(receive) {
      const id = randomUUID();
      // A turn of the event loop between the ends, as between sockets: no call within a call.
      const later = (deliver: () => void) => setImmediate(deliver);
      let open = true;
      router.attach({
        id,
        trusted: true,
        send: (text) => later(() => open && receive(text)),
        close: () => undefined,
      });
      return {
        id,
        send: (text) => later(() => open && router.receive(id, text)),
        close() {
          open = false;
          router.detach(id);
        },
      };
    },
    async stop() {
      clearInterval(pulse);
      for (const socket of server.clients) socket.close(1001, 'The practice exchange stops');
      const closed = new Promise((resolve) => server.close(resolve));
      setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 250).unref();
      await closed;
    },
  };
}
