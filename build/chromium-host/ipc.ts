import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { host } from './host.ts';
import type { FromPage, ToPage } from './preload-world.ts';
import { guard } from './unsupported.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: never[]) => unknown;

/** `ipcMain`, and each WebContents' own `ipc`. */
export class IpcMain
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, listener: Handler): void {
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    }
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** The handler of a channel, for the host's own routing. */
  static handlerOf(ipc: IpcMain, channel: string): Handler | undefined {
    return ipc.#handlers.get(channel);
  }
}

export const ipcMain = guard(new IpcMain(), 'ipcMain');

type Invoke = Extract<FromPage, { kind: 'invoke' }>;
type Result = Extract<ToPage, { kind: 'result' }>;

/**
 * Answers one `ipcRenderer.invoke`: the first of `routes` that has a handler runs it. The failure's
 * text is what the page's rejection carries after "Error invoking remote method 'channel': ".
 */
export async function serveInvoke(
  routes: readonly IpcMain[],
  event: Electron.IpcMainInvokeEvent,
  { id, channel, args }: Invoke,
  post: (result: Result) => void,
): Promise<void> {
  try {
    const handler = routes
      .map((route) => IpcMain.handlerOf(route, channel))
      .find((found) => found !== undefined);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const value = await handler(event, ...(args as never[]));
    // Posting throws when the value cannot be cloned: that too is the page's rejection.
    post({ kind: 'result', id, ok: true, value });
  } catch (error) {
    host.say(`Error occurred in handler for '${channel}': ${stackOf(error)}`);
    post({ kind: 'result', id, ok: false, message: String(error) });
  }
}

/** The stack without the host's own frames. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split('\n');
  const own = lines.findIndex((line) => line.includes(import.meta.url));
  return (own === -1 ? lines : lines.slice(0, own)).join('\n');
}
