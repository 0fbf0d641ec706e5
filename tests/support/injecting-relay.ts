import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** SIP over WebSocket between a phone and its exchange, with a hand in the middle. */
export type InjectingRelay = {
  readonly url: string;
  /** Says this to the phone, as if the exchange had. */
  inject(message: string): void;
  /** Answers of the phone to injected messages, by status. */
  readonly answers: ReadonlyMap<number, number>;
  /** Resolves when the phone has read what was injected so far. */
  drained(): Promise<void>;
  /** Sockets the phone has opened so far. */
  readonly connections: number;
  close(): Promise<void>;
};

const callIdOf = (message: string) => /^(?:call-id|i)\s*:\s*(\S+)/im.exec(message)?.[1] ?? '';

const branchOf = (message: string) => /^via:[^\r]*;branch=([^\s;,]+)/im.exec(message)?.[1] ?? '';

/**
 * What a phone asks about calls that the exchange never heard of is not passed on, nor what it
 * answers to anything that the exchange did not ask.
 */
export async function startInjectingRelay(target: string): Promise<InjectingRelay> {
  const known = new Set<string>();
  const asked = new Set<string>();
  const answers = new Map<number, number>();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  let near: WebSocket | null = null;
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    near = socket;
    const far = new WebSocket(target, 'sip');
    const early: string[] = [];
    const send = (message: string) => {
      if (far.readyState === WebSocket.OPEN) far.send(message);
      else early.push(message);
    };
    far.on('open', () => {
      for (const message of early) far.send(message);
    });
    far.on('message', (data) => {
      const message = data.toString();
      known.add(callIdOf(message));
      asked.add(branchOf(message));
      socket.send(message);
    });
    socket.on('message', (data) => {
      const message = data.toString();
      const callId = callIdOf(message);
      if (message.startsWith('REGISTER ') || message.startsWith('INVITE ')) known.add(callId);
      const status = /^SIP\/2\.0 (\d{3})/.exec(message)?.[1];
      if (status === undefined) {
        if (known.has(callId)) send(message);
      } else if (asked.has(branchOf(message))) send(message);
      else answers.set(Number(status), (answers.get(Number(status)) ?? 0) + 1);
    });
    far.on('error', () => socket.terminate());
    far.on('close', () => socket.close());
    socket.on('close', () => far.close());
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    get connections() {
      return connections;
    },
    inject: (message) => near?.send(message),
    drained() {
      const socket = near;
      if (socket === null || socket.readyState !== WebSocket.OPEN) return Promise.resolve();
      // A pong comes back when everything before the ping was read.
      return new Promise((resolve) => {
        const done = () => {
          socket.off('pong', done);
          socket.off('close', done);
          resolve();
        };
        socket.on('pong', done);
        socket.on('close', done);
        socket.ping();
      });
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
