import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

type Params = Record<string, unknown>;
type Pending = {
  method: string;
  sessionId: string | undefined;
  resolve(value: unknown): void;
  reject(error: Error): void;
};
type Incoming = {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Params;
  result?: unknown;
  error?: { message: string };
};

/** A CDP command that Chromium refused, or that was under way when the connection ended. */
export class CdpError extends Error {
  constructor(method: string, message: string) {
    super(`${method}: ${message}`);
    this.name = 'CdpError';
  }
}

/**
 * Chrome DevTools Protocol over `--remote-debugging-pipe`: JSON texts ended by a zero byte.
 * Events are emitted by the session they belong to; the browser's own session is `browser`.
 */
export class CdpConnection {
  readonly browser: CdpSession;
  readonly #output: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, CdpSession>();
  #chunks: Buffer[] = [];
  #nextId = 1;
  #closed = false;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    this.browser = new CdpSession(this, undefined);
    input.on('data', (chunk: Buffer) => this.#read(chunk));
    input.on('close', () => this.#end());
    input.on('error', () => this.#end());
    output.on('error', () => this.#end());
  }

  get closed(): boolean {
    return this.#closed;
  }

  session(sessionId: string): CdpSession {
    let session = this.#sessions.get(sessionId);
    if (session === undefined) {
      session = new CdpSession(this, sessionId);
      this.#sessions.set(sessionId, session);
    }
    return session;
  }

  /** The target has gone: Chromium will never answer what was still asked of it. */
  #detach(sessionId: string): void {
    this.#sessions.get(sessionId)?.emit('detached', {});
    this.#sessions.delete(sessionId);
    this.#reject('its target has closed', (pending) => pending.sessionId === sessionId);
  }

  #reject(reason: string, concerned: (pending: Pending) => boolean): void {
    for (const [id, pending] of this.#pending) {
      if (!concerned(pending)) continue;
      this.#pending.delete(id);
      pending.reject(new CdpError(pending.method, reason));
    }
  }

  send(method: string, params: Params, sessionId: string | undefined): Promise<unknown> {
    if (this.#closed) return Promise.reject(new CdpError(method, 'Chromium has ended'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, sessionId, resolve, reject });
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#chunks.push(chunk.subarray(start, end));
      const text = Buffer.concat(this.#chunks).toString('utf8');
      this.#chunks = [];
      start = end + 1;
      this.#receive(JSON.parse(text) as Incoming);
    }
    if (start < chunk.length) this.#chunks.push(chunk.subarray(start));
  }

  #receive(message: Incoming): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error === undefined) pending?.resolve(message.result);
      else pending?.reject(new CdpError(pending.method, message.error.message));
      return;
    }
    if (message.method === undefined) return;
    if (message.method === 'Target.detachedFromTarget') {
      this.#detach(String(message.params?.['sessionId']));
    }
    const session =
      message.sessionId === undefined ? this.browser : this.#sessions.get(message.sessionId);
    session?.emit(message.method, message.params ?? {});
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reject('Chromium has ended', () => true);
    this.browser.emit('closed', {});
  }
}

/** One target's (or the browser's) commands and events. */
export class CdpSession extends EventEmitter<Record<string, [Params]>> {
  readonly #connection: CdpConnection;
  readonly id: string | undefined;

  constructor(connection: CdpConnection, id: string | undefined) {
    super();
    this.#connection = connection;
    this.id = id;
  }

  /** Sends a command; `Result` is the caller's word for what the protocol documents. */
  send<Result = unknown>(method: string, params: Params = {}): Promise<Result> {
    return this.#connection.send(method, params, this.id) as Promise<Result>;
  }

  /** Listens to an event; `Event` is the caller's word for what the protocol documents. */
  listen<Event>(method: string, listener: (event: Event) => void): void {
    this.on(method, (params) => listener(params as Event));
  }
}
