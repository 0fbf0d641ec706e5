import { type RTCPeerConnection, RtpHeader, RtpPacket } from 'werift';
import { WebSocket } from 'ws';
import type { IncomingRequest, RTCSession, RTCSessionEvent, Socket, UA } from '#jssip';
import { formatTelephoneEvent } from '../../src/domain/audio/telephone-event.ts';
import { type AudioLeg, createAudioLeg } from '../../src/practice/customers/audio-leg.ts';
import { createEar, type Ear } from '../../src/practice/customers/ear.ts';
import { createMouth, type Mouth } from '../../src/practice/customers/mouth.ts';
import { createPacer, frameMs } from '../../src/practice/customers/pacer.ts';
import { createWeriftJsSip } from '../../src/practice/customers/web-rtc.ts';

/** One call of an agent in Node: its session and its two directions of sound. */
export interface AgentCall {
  readonly session: RTCSession;
  /** The INVITE that came in; undefined for calls the agent made. */
  readonly request: IncomingRequest | undefined;
  readonly mouth: Mouth;
  readonly ear: Ear;
  readonly leg: AudioLeg;
  /** What names the dialog once it is confirmed. */
  readonly dialog: {
    readonly callId: string;
    readonly localTag: string;
    readonly remoteTag: string;
  };
  answer(): void;
  /** Presses a key: the packets of one event of RFC 4733, its end sent three times. */
  press(digit: string): void;
  /** Resolves when the call is confirmed and sound can pass. */
  readonly connected: Promise<void>;
  /** Resolves with JsSIP's cause when it is over, answered or not. */
  readonly over: Promise<{ cause: string; status: number }>;
}

/** A stock JsSIP as the agent's phone, on a real WebSocket, with werift's audio. */
export interface SipAgent {
  readonly ua: UA;
  /** Resolves with the status of the first answer to REGISTER that is not a challenge. */
  readonly registration: Promise<number>;
  call(number: string, extraHeaders?: string[]): AgentCall;
  /** The next call that comes in. */
  nextCall(): Promise<AgentCall>;
  stop(): void;
}

const pacer = createPacer();

/**
 * JsSIP knows MD5 and reads the first challenge only (RFC 8760 has the better ones first); the
 * stock client therefore gets to see the MD5 challenge alone.
 */
function createSocket(url: string): Socket {
  let web: WebSocket | null = null;
  const socket: Socket = {
    url,
    via_transport: 'WS',
    sip_uri: 'sip:127.0.0.1;transport=ws',
    connect() {
      web = new WebSocket(url, 'sip');
      web.on('open', () => socket.onconnect());
      web.on('message', (data) => {
        socket.ondata(data.toString().replace(/^[A-Za-z-]+-Authenticate:.*SHA-256.*\r\n/gm, ''));
      });
      web.on('close', (code, reason) => socket.ondisconnect(false, code, reason.toString()));
      web.on('error', () => socket.ondisconnect(true));
    },
    disconnect: () => web?.close(),
    send(message) {
      web?.send(message as string);
      return web?.readyState === WebSocket.OPEN;
    },
    isConnected: () => web?.readyState === WebSocket.OPEN,
    isConnecting: () => web?.readyState === WebSocket.CONNECTING,
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: () => undefined,
  };
  return socket;
}

interface JsSipDialogOwner {
  readonly _dialog: {
    readonly id: {
      readonly call_id: string;
      readonly local_tag: string;
      readonly remote_tag: string;
    };
  };
}

function carry(session: RTCSession, leg: AudioLeg, request?: IncomingRequest): AgentCall {
  const mouth = createMouth();
  const ear = createEar();
  let connection: RTCPeerConnection | null = null;
  const attach = (made: unknown) => {
    connection = made as RTCPeerConnection;
    leg.attach(connection, { onSound: ear.hear, onDigit: () => undefined });
  };
  if (session.connection) attach(session.connection);
  else session.on('peerconnection', ({ peerconnection }) => attach(peerconnection));
  const over = new Promise<{ cause: string; status: number }>((resolve) => {
    for (const event of ['ended', 'failed'] as const) {
      session.on(event, ({ cause, message }) => {
        stop();
        const status = message && 'status_code' in message ? message.status_code : 0;
        resolve({ cause, status });
      });
    }
  });
  let markConnected: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => {
    markConnected = resolve;
  });
  const stop = pacer.add(() => {
    ear.tick(frameMs);
    if (connection?.connectionState !== 'connected') return;
    markConnected();
    leg.send(mouth.nextFrame());
  });
  let lastHeader = new RtpHeader();
  const [track] = leg.stream.getTracks();
  track?.onReceiveRtp.subscribe(({ header }) => {
    lastHeader = header;
  });

  function press(digit: string): void {
    const sender = connection?.getSenders()[0];
    const usual = sender?.codec;
    const event =
      sender &&
      connection
        ?.getTransceivers()[0]
        ?.codecs.find(({ mimeType }) => mimeType === 'audio/telephone-event');
    if (!sender || !usual || !event) throw new Error('telephone events were not negotiated');
    // werift puts the payload type of its one codec on each packet.
    sender.codec = event;
    const { sequenceNumber, timestamp } = lastHeader;
    for (const [index, durationTicks] of [160, 320, 800, 800, 800].entries()) {
      const header = new RtpHeader({
        sequenceNumber: (sequenceNumber + 1 + index) % 0x1_0000,
        timestamp,
        marker: index === 0,
      });
      const payload = formatTelephoneEvent({ digit, ended: index >= 2, durationTicks });
      track?.writeRtp(new RtpPacket(header, Buffer.from(payload)));
    }
    sender.codec = usual;
  }

  return {
    session,
    request,
    get dialog() {
      // JsSIP keeps it to itself; there is no other way to write a Replaces header.
      const { id } = (session as unknown as JsSipDialogOwner)._dialog;
      return { callId: id.call_id, localTag: id.local_tag, remoteTag: id.remote_tag };
    },
    press,
    mouth,
    ear,
    leg,
    connected,
    over,
    answer: () => session.answer({ mediaStream: leg.stream as unknown as MediaStream }),
  };
}

export function createSipAgent(options: {
  readonly url: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
}): SipAgent {
  const jssip = createWeriftJsSip();
  const ua = new jssip.UA({
    sockets: createSocket(options.url),
    uri: `sip:${options.user}@${options.domain}`,
    password: options.password,
    session_timers: false,
  });
  const coming: AgentCall[] = [];
  const waiting: ((call: AgentCall) => void)[] = [];
  ua.on('newRTCSession', ({ originator, session, request }: RTCSessionEvent) => {
    if (originator !== 'remote') return;
    const call = carry(session, createAudioLeg(), request as IncomingRequest);
    const taker = waiting.shift();
    if (taker) taker(call);
    else coming.push(call);
  });
  const registration = new Promise<number>((resolve) => {
    ua.on('registered', ({ response }) => resolve(response.status_code));
    ua.on('registrationFailed', ({ response }) => resolve(response?.status_code ?? 0));
  });
  ua.start();
  return {
    ua,
    registration,
    call(number, extraHeaders = []) {
      const leg = createAudioLeg();
      const session = ua.call(`sip:${number}@${options.domain}`, {
        mediaStream: leg.stream as unknown as MediaStream,
        extraHeaders,
      });
      return carry(session, leg);
    },
    nextCall() {
      const call = coming.shift();
      return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push(resolve));
    },
    stop: () => ua.stop(),
  };
}
