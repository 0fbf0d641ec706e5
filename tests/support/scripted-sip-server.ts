import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A SIP server that says what a test tells it to. */
export type ScriptedSipServer = {
  readonly url: string;
  /** Requests that came, by method. */
  readonly requests: string[];
  /** Sends raw text to whoever is connected. */
  say(text: string): void;
  close(): Promise<void>;
};

/** The answer to a request: its Via, From, Call-ID and CSeq, our To tag, and what is added. */
export function responseTo(request: string, statusLine: string, added: readonly string[] = []) {
  const kept = request.split('\r\n').filter((line) => /^(via|from|call-id|cseq):/i.test(line));
  const to = `${/^To:.*$/im.exec(request)?.[0] ?? 'To: <sip:x@y>'};tag=server`;
  return [`SIP/2.0 ${statusLine}`, ...kept, to, ...added, 'Content-Length: 0', '', ''].join('\r\n');
}

/** 200 with the contact that was registered. */
export function accepted(request: string): string {
  const contact = /^Contact:.*$/im.exec(request)?.[0] ?? '';
  return responseTo(request, '200 OK', [contact, 'Expires: 600']);
}

/**
 * @param answer - Gets each request; null is silence.
 * @param options.autoPong - False: the socket looks open and is dead.
 */
export async function startScriptedSipServer(
  answer: (request: string) => string | null,
  options: { readonly autoPong?: boolean } = {},
): Promise<ScriptedSipServer> {
  const sockets = new Set<WebSocket>();
  const requests: string[] = [];
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: () => 'sip',
    autoPong: options.autoPong ?? true,
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const request = data.toString();
      requests.push(/^[A-Z]+/.exec(request)?.[0] ?? '');
      const response = answer(request);
      if (response !== null) socket.send(response);
    });
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    say(text) {
      for (const socket of sockets) socket.send(text);
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
