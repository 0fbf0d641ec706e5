import { WebSocket } from 'ws';
import { type Down, down } from '../../src/contract/sync/down.ts';
import { protocolVersion } from '../../src/contract/sync/version.ts';

type Of<Type extends Down['type']> = Extract<Down, { type: Type }>;

/** A desk on the sync socket, for tests: says anything, and keeps every frame it hears, parsed. */
export async function connectDesk(url: string) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync`);
  const heard: Down[] = [];
  let taken = 0;
  const listeners = new Set<() => void>();
  let closeCode: number | null = null;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  socket.on('message', (data) => {
    heard.push(down.parse(JSON.parse(String(data))));
    changed();
  });
  socket.on('close', (code) => {
    closeCode = code;
    changed();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });

  async function until<Value>(look: () => Value | undefined): Promise<Value> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (closeCode !== null) throw new Error(`the center closed the socket with ${closeCode}`);
      await new Promise<void>((resolve) => {
        const listener = () => {
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      });
    }
  }

  return {
    heard,
    say: (message: unknown) => socket.send(JSON.stringify(message)),
    sayRaw: (data: string | Buffer) => socket.send(data),
    hello: (accessToken: string, further: object = {}) =>
      socket.send(
        JSON.stringify({
          type: 'hello',
          protocol: protocolVersion,
          accessToken,
          deskId: 'desk-1',
          deskName: 'test desk',
          resume: null,
          ...further,
        }),
      ),
    /** The next frame of a kind that was not taken yet; frames of other kinds are passed by. */
    next<Type extends Down['type']>(type: Type): Promise<Of<Type>> {
      return until(() => {
        for (; taken < heard.length; taken += 1) {
          const frame = heard[taken];
          if (frame?.type !== type) continue;
          taken += 1;
          return frame as Of<Type>;
        }
        return undefined;
      });
    },
    receipt: (key: string): Promise<Of<'receipt'>> =>
      until(() =>
        heard.find(
          (frame): frame is Of<'receipt'> => frame.type === 'receipt' && frame.key === key,
        ),
      ),
    receipts: (key: string) =>
      heard.filter((frame) => frame.type === 'receipt' && frame.key === key),
    /** All `changes` frames up to the one that brings the desk to a place. */
    async changesUpTo(sequence: number): Promise<Of<'changes'>[]> {
      const frames = () => heard.filter((frame) => frame.type === 'changes');
      await until(() =>
        frames().some((frame) => frame.complete && frame.to >= sequence) ? true : undefined,
      );
      return frames();
    },
    closed: () =>
      until(() => (closeCode === null ? undefined : { code: closeCode })).catch(() => ({
        code: closeCode,
      })),
    close: () => socket.close(),
  };
}

export type SyncDesk = Awaited<ReturnType<typeof connectDesk>>;

/** Connects, says hello, and waits for the welcome. */
export async function connectedDesk(url: string, accessToken: string, further: object = {}) {
  const desk = await connectDesk(url);
  desk.hello(accessToken, further);
  const welcome = await desk.next('welcome');
  return { desk, welcome };
}
