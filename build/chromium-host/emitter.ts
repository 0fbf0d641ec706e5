import { EventEmitter } from 'node:events';
import { unsupported } from './unsupported.ts';

/** Events that Node itself listens to, on any emitter. */
const OF_NODE = new Set(['error', 'newListener', 'removeListener']);

/** An emitter that refuses listeners for events the host would never emit. */
export class KnownEvents extends EventEmitter {
  readonly #owner: string;
  readonly #known: ReadonlySet<string>;

  constructor(owner: string, known: readonly string[]) {
    super();
    this.#owner = owner;
    this.#known = new Set(known);
  }

  /** `once` arrives here too: Node's own calls `on`. */
  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.#known.has(event) && !OF_NODE.has(event)) {
      unsupported(`${this.#owner}.on('${event}')`);
    }
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    return super.once(event, listener as (...args: unknown[]) => void);
  }
}
