import { WebSocket } from 'ws';
import { assertNever } from '../../domain/assert-never.ts';
import { judgePulse } from '../../domain/network/pulse.ts';
import type { DigestRewriter } from './digest.ts';
import { hideGlare } from './in-dialog.ts';
import type { PhoneLog } from './phone-log.ts';
import { judge, type Verdict } from './sip-filter.ts';

/**
 * A dead socket is noticed after at most two and a half of these: a ping goes out each period, and a
 * socket that did not answer the last one within half of it is cut at the next.
 */
export const pingEveryMs = 4_000;
const handshakeTimeoutMs = 8_000;
/** Well above what the filter takes: too long a message is refused, and the socket stays. */
const largestFrameBytes = 1_048_576;

/** The socket as JsSIP wants it, plus what the registration machine does with it. */
export type SipSocket = {
  /** JsSIP's side (its `Socket` interface). */
  readonly url: string;
  readonly via_transport: string;
  readonly sip_uri: string;
  connect(): void;
  disconnect(): void;
  send(message: string): boolean;
  isConnected(): boolean;
  isConnecting(): boolean;
  onconnect: () => void;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void;
  ondata: (message: string) => void;
  /** The address of the server as connected; null without a connection. */
  remoteAddress(): string | null;
  /** Our own end of that connection. */
  localAddress(): string | null;
  /** Our side: opens a socket to that server, leaving any other. */
  open(url: string): void;
  /** Asks the server for a sign of life now; `onRoundTrip` tells of it. */
  probe(): void;
  /** Cuts it; the library is told once. */
  close(): void;
};

/**
 * A SIP socket over `ws` (RFC 7118). The library asks to connect once; when and where is decided
 * by the registration machine, which `open`s and `close`s.
 */
export function createSipSocket(options: {
  readonly firstUrl: string;
  readonly log: PhoneLog;
  /** Certificate authority of a test server, PEM; certificates are always verified. */
  readonly certificateAuthority?: string | undefined;
  readonly digest: DigestRewriter;
  onClosed(): void;
  onRoundTrip(milliseconds: number): void;
  /** Each message as it was on the wire, also one that is refused. */
  onMessage?: ((direction: 'in' | 'out', message: string) => void) | undefined;
  nowMs(): number;
  readonly pingEveryMs?: number;
}): SipSocket {
  const { log } = options;
  const periodMs = options.pingEveryMs ?? pingEveryMs;
  let current: WebSocket | null = null;
  let connected = false;
  let pinging: NodeJS.Timeout | null = null;
  let pingSentAtMs: number | null = null;
  let remoteAddress: string | null = null;
  let localAddress: string | null = null;

  const socket: SipSocket = {
    url: options.firstUrl,
    // In Via and Contact; the library reads it before there is a socket.
    via_transport: options.firstUrl.startsWith('wss:') ? 'WSS' : 'WS',
    sip_uri: `sip:${new URL(options.firstUrl.replace(/^ws/, 'http')).host};transport=ws`,
    connect: () => undefined,
    disconnect: close,
    send(message) {
      if (current === null || !connected) return false;
      const outgoing = options.digest.outgoing(message);
      options.onMessage?.('out', outgoing);
      current.send(outgoing);
      return true;
    },
    isConnected: () => connected,
    isConnecting: () => current !== null && !connected,
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: () => undefined,
    remoteAddress: () => remoteAddress,
    localAddress: () => localAddress,
    open,
    probe() {
      if (current !== null && pingSentAtMs === null) ping(current);
    },
    close,
  };

  function open(url: string): void {
    close();
    const opened = new WebSocket(url, 'sip', {
      handshakeTimeout: handshakeTimeoutMs,
      maxPayload: largestFrameBytes,
      perMessageDeflate: false,
      ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
    });
    current = opened;
    opened.on('open', () => {
      if (current !== opened) return;
      connected = true;
      let lookedAtMs = options.nowMs();
      pinging = setInterval(() => {
        const nowMs = options.nowMs();
        look(opened, judgePulse({ askedAtMs: pingSentAtMs, lookedAtMs, nowMs, periodMs }));
        lookedAtMs = nowMs;
      }, periodMs);
      socket.onconnect();
    });
    opened.on('upgrade', ({ socket: below }) => {
      if (current !== opened) return;
      remoteAddress = below.remoteAddress ?? null;
      localAddress = below.localAddress ?? null;
    });
    opened.on('message', (data) => {
      if (current === opened) receive(data.toString());
    });
    opened.on('pong', () => {
      if (current !== opened) return;
      if (pingSentAtMs !== null) options.onRoundTrip(options.nowMs() - pingSentAtMs);
      pingSentAtMs = null;
    });
    opened.on('error', (error: Error & { code?: string }) => {
      log.info({ code: error.code ?? error.name }, 'sip socket error');
    });
    opened.on('close', () => {
      if (current !== opened) return;
      forget();
      options.onClosed();
    });
  }

  function look(opened: WebSocket, verdict: ReturnType<typeof judgePulse>): void {
    switch (verdict) {
      case 'ask':
        ping(opened);
        return;
      case 'wait':
        return;
      case 'dead': {
        const unanswered = pingSentAtMs;
        // Timers run before what has arrived is read: the answer may be among that.
        setImmediate(() => {
          if (current !== opened || pingSentAtMs !== unanswered) return;
          log.info({}, 'sip socket dead');
          opened.terminate();
        });
        return;
      }
      default:
        assertNever(verdict);
    }
  }

  function ping(opened: WebSocket): void {
    if (opened.readyState !== WebSocket.OPEN) return;
    pingSentAtMs = options.nowMs();
    opened.ping();
  }

  function receive(text: string): void {
    if (text.trim() !== '') options.onMessage?.('in', text);
    // Keep-alives (RFC 7118 §6) are the library's.
    const verdict = /^(\r\n){1,2}$/.test(text) ? pass(text) : judge(text);
    switch (verdict.kind) {
      case 'pass':
        hand(verdict.message);
        return;
      case 'answer':
        log.warn({ defect: verdict.defect, status: verdict.status }, 'sip request refused');
        options.onMessage?.('out', verdict.response);
        current?.send(verdict.response);
        return;
      case 'drop':
        log.warn({ defect: verdict.defect, length: text.length }, 'sip message dropped');
        return;
      default:
        assertNever(verdict);
    }
  }

  function hand(message: string): void {
    try {
      socket.ondata(hideGlare(options.digest.incoming(message)));
    } catch (error) {
      // Whatever the library trips over must not take the whole application down.
      const name = error instanceof Error ? error.name : 'unknown';
      log.warn({ defect: name, length: message.length }, 'sip message not understood');
    }
  }

  /** The library hears about it before the machine does: its transactions end first. */
  function forget(): void {
    const was = connected;
    current = null;
    connected = false;
    remoteAddress = null;
    localAddress = null;
    pingSentAtMs = null;
    if (pinging !== null) clearInterval(pinging);
    pinging = null;
    if (was) socket.ondisconnect(true);
  }

  function close(): void {
    const closing = current;
    if (closing === null) return;
    forget();
    if (closing.readyState === WebSocket.OPEN) closing.close();
    else closing.terminate();
  }

  return socket;
}

function pass(message: string): Verdict {
  return { kind: 'pass', message };
}

/** Verified TLS, or plain to a loopback literal: `localhost` is a name and may be anything. */
export function isAllowedServer(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.protocol === 'wss:') return true;
  return url.protocol === 'ws:' && ['127.0.0.1', '[::1]'].includes(url.hostname);
}
