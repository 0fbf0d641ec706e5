/** Runs first in each utility process: gives it `process.parentPort` and Electron's `process.type`. */
import { registerHooks } from 'node:module';
import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import { guard, unsupported } from './unsupported.ts';
import { ELECTRON_VERSION } from './versions.ts';

const EVENTS = ['message'];

/** The channel to the app; messages wait until somebody listens, as in Electron. */
class ParentPort extends KnownEvents implements Pick<Electron.ParentPort, 'postMessage'> {
  #waiting: unknown[] | undefined = [];

  constructor() {
    super('parentPort', EVENTS);
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    super.on(event, listener);
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const data of waiting) queueMicrotask(() => this.emit('message', { data, ports: [] }));
    return this;
  }

  // biome-ignore lint/suspicious/noExplicitAny: Electron declares the message as any.
  postMessage(message: any): void {
    process.send?.(message);
  }

  static receive(port: ParentPort, data: unknown): void {
    if (port.#waiting === undefined) port.emit('message', { data, ports: [] });
    else port.#waiting.push(data);
  }
}

const parentPort = guard(new ParentPort(), 'parentPort');

process.on('message', (data) => ParentPort.receive(parentPort, data));
// The app has ended without telling: a utility process does not outlive it.
process.on('disconnect', () => process.exit(0));

Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });
Object.defineProperty(process.versions, 'electron', { value: ELECTRON_VERSION, enumerable: true });

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^electron(\/|$)/.test(specifier)) unsupported(`${specifier} in a utility process`);
    return nextResolve(specifier, context);
  },
});
