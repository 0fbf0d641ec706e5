import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Down } from '../../src/contract/sync/down.ts';
import type { Up } from '../../src/contract/sync/up.ts';

/** What becomes of a frame: the frames that go on instead of it. */
export type FrameRule<Frame> = (frame: Frame) => readonly Frame[];

/**
 * Stands between a desk and a center at an address that stays: counts and changes frames, cuts the
 * line, and leads to another center when it is told to.
 */
export type SyncProxy = {
  readonly url: string;
  /** Everything the desk has said, in order, before `onUp`. */
  readonly said: Up[];
  leadTo(target: string): void;
  onUp(rule: FrameRule<Up>): void;
  onDown(rule: FrameRule<Down>): void;
  /** Breaks every line and refuses new ones. */
  cut(): void;
  mend(): void;
};

export async function startSyncProxy(firstTarget: string): Promise<SyncProxy> {
  let target = firstTarget;
  let isCut = false;
  let upRule: FrameRule<Up> = (frame) => [frame];
  let downRule: FrameRule<Down> = (frame) => [frame];
  const said: Up[] = [];
  const sockets = new Set<WebSocket>();
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  const desks = new WebSocketServer({ server });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isCut) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const name of ['authorization', 'content-type']) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      body: chunks.length === 0 ? null : Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  }

  desks.on('connection', (desk) => {
    if (isCut) {
      desk.terminate();
      return;
    }
    const center = new WebSocket(`${target.replace(/^http/, 'ws')}/sync`);
    const early: string[] = [];
    sockets.add(desk);
    sockets.add(center);
    for (const [socket, other] of [
      [desk, center],
      [center, desk],
    ] as const) {
      socket.on('error', () => other.terminate());
      socket.on('close', () => {
        sockets.delete(socket);
        other.terminate();
      });
    }
    center.on('open', () => {
      for (const text of early.splice(0)) center.send(text);
    });
    desk.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Up;
      said.push(frame);
      for (const next of upRule(frame)) {
        if (center.readyState === WebSocket.OPEN) center.send(JSON.stringify(next));
        else early.push(JSON.stringify(next));
      }
    });
    center.on('message', (data) => {
      for (const next of downRule(JSON.parse(String(data)) as Down)) {
        desk.send(JSON.stringify(next));
      }
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.terminate();
  };
  onTestFinished(async () => {
    cut();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    leadTo(next) {
      target = next;
    },
    onUp(rule) {
      upRule = rule;
    },
    onDown(rule) {
      downRule = rule;
    },
    cut,
    mend() {
      isCut = false;
    },
  };
}
