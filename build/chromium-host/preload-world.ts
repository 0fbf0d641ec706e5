import type { Bridge } from './bridge.ts';
import type { Wire } from './wire.ts';

/** What a page's preload world tells the host. */
export type FromPage =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'focus' | 'blur' }
  | { kind: 'title'; title: string }
  | { kind: 'preload-error'; message: string };

/** What the host tells a page's preload world. */
export type ToPage =
  | { kind: 'result'; id: number; ok: true; value: unknown }
  | { kind: 'result'; id: number; ok: false; message: string }
  | { kind: 'message'; channel: string; args: unknown[] };

export type PreloadSettings = {
  binding: string;
  receiver: string;
  argv: string[];
  env: Record<string, string>;
  platform: string;
  arch: string;
  versions: Record<string, string>;
};

/**
 * Builds `ipcRenderer`, `contextBridge` and `process` of a sandboxed preload and runs it.
 * Self-contained: its source runs in the page's isolated world.
 */
export function runPreload(
  settings: PreloadSettings,
  wire: Wire,
  bridge: Bridge,
  preload: (require: unknown, module: unknown, exports: unknown, process: unknown) => void,
): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const toHost = world[settings.binding] as (text: string) => void;
  const post = (message: FromPage) => toHost(wire.encode(message));
  const pending = new Map<number, { resolve(v: unknown): void; reject(e: Error): void }>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  let nextId = 1;
  type Listener = (event: unknown, ...args: unknown[]) => void;

  function guarded<T extends object>(name: string, api: T): T {
    return new Proxy(api, {
      get(target, property, receiver) {
        if (typeof property === 'symbol' || property in target || property === 'then') {
          return Reflect.get(target, property, receiver);
        }
        throw new Error(`unsupported by the Chromium host: ${name}.${property}`);
      },
    });
  }

  function add(channel: string, listener: Listener, once: boolean): void {
    const list = listeners.get(channel) ?? [];
    list.push({ listener, once });
    listeners.set(channel, list);
  }

  function remove(channel: string, listener: Listener): void {
    const list = listeners.get(channel) ?? [];
    const at = list.findLastIndex((entry) => entry.listener === listener);
    if (at !== -1) list.splice(at, 1);
  }

  const ipcRenderer: Record<string, unknown> = guarded('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        post({ kind: 'invoke', id, channel, args });
        pending.set(id, {
          resolve,
          reject: (error) =>
            reject(new Error(`Error invoking remote method '${channel}': ${error.message}`)),
        });
      }),
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args }),
    on: (channel: string, listener: Listener) => chain(() => add(channel, listener, false)),
    addListener: (channel: string, listener: Listener) =>
      chain(() => add(channel, listener, false)),
    once: (channel: string, listener: Listener) => chain(() => add(channel, listener, true)),
    off: (channel: string, listener: Listener) => chain(() => remove(channel, listener)),
    removeListener: (channel: string, listener: Listener) => chain(() => remove(channel, listener)),
    removeAllListeners: (channel: string) => chain(() => listeners.delete(channel)),
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  function chain(work: () => void): unknown {
    work();
    return ipcRenderer;
  }

  function deliver(channel: string, args: unknown[]): void {
    for (const entry of [...(listeners.get(channel) ?? [])]) {
      if (entry.once) remove(channel, entry.listener);
      try {
        entry.listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  }

  world[settings.receiver] = (text) => {
    const message = wire.decode(text) as ToPage;
    if (message.kind === 'message') {
      deliver(message.channel, message.args);
      return;
    }
    const waiter = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) waiter?.resolve(message.value);
    else waiter?.reject(new Error(message.message));
  };

  addEventListener('focus', () => post({ kind: 'focus' }));
  addEventListener('blur', () => post({ kind: 'blur' }));

  addEventListener('DOMContentLoaded', () => {
    let told: string | undefined;
    const tellTitle = () => {
      if (document.title === told) return;
      told = document.title;
      post({ kind: 'title', title: told });
    };
    tellTitle();
    const changes = { childList: true, subtree: true, characterData: true };
    if (document.head) new MutationObserver(tellTitle).observe(document.head, changes);
  });

  const electron = guarded('electron (in a preload)', {
    ipcRenderer,
    contextBridge: guarded('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
    }),
    webFrame: guarded('webFrame', {}),
  });
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`unsupported by the Chromium host: require('${name}') in a preload`);
  };
  const process = guarded('process (in a preload)', {
    type: 'renderer',
    contextIsolated: true,
    sandboxed: true,
    platform: settings.platform,
    arch: settings.arch,
    argv: settings.argv,
    env: settings.env,
    versions: settings.versions,
  });
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    post({ kind: 'preload-error', message: String((error as Error)?.stack ?? error) });
    throw error;
  }
}
