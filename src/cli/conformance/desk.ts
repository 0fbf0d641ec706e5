import { WebSocket } from 'ws';
import { type Down, down } from '../../contract/sync/down.ts';
import type { Session } from './sign-in.ts';

const withinMs = 10_000;

export type Of<Type extends Down['type']> = Extract<Down, { type: Type }>;

/** A desk that says anything and keeps every frame it hears. */
export async function openDesk(base: string) {
  const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/sync`, {
    handshakeTimeout: withinMs,
  });
  const heard: unknown[] = [];
  let closed = false;
  let changed: () => void = () => undefined;
  socket.on('message', (data) => {
    heard.push(parse(String(data)));
    changed();
  });
  socket.on('close', () => {
    closed = true;
    changed();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  // What goes wrong from here on ends in `close`.
  socket.on('error', () => undefined);

  async function until<Value>(what: string, look: () => Value | undefined): Promise<Value> {
    const deadlineMs = performance.now() + withinMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const leftMs = deadlineMs - performance.now();
      if (closed) throw new Error(`${what}: the center closed the socket`);
      if (leftMs <= 0) throw new Error(`${what} did not come within ${withinMs / 1_000} s`);
      await new Promise<void>((settle) => {
        const timer = setTimeout(settle, leftMs);
        changed = () => {
          clearTimeout(timer);
          settle();
        };
      });
    }
  }

  /** The first frame of a type that fits, by its schema. */
  function frame<Type extends Down['type']>(
    type: Type,
    fits: (frame: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    return until(`a ${type} frame`, () => {
      for (const one of heard) {
        if ((one as { type?: unknown } | null)?.type !== type) continue;
        const parsed = down.parse(one) as Of<Type>;
        if (fits(parsed)) return parsed;
      }
      return undefined;
    });
  }

  return {
    say: (message: unknown) => socket.send(JSON.stringify(message)),
    frame,
    frames: () => heard.map((one) => down.parse(one)),
    closed: () =>
      until('the end of the socket', () => (closed ? true : undefined)).catch((error) => {
        if (!closed) throw error;
        return true;
      }),
    close: () => socket.close(),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export function helloOf(session: Session, over: object = {}): object {
  return {
    type: 'hello',
    protocol: session.protocol,
    accessToken: session.token,
    deskId: 'conformance',
    deskName: 'Conformance run',
    resume: null,
    ...over,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: fits no schema, and the check that looks for a frame says so.
    return null;
  }
}
