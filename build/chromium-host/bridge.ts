/**
 * Functions, promises and plain data between the page's world and the preload's world. A CustomEvent
 * with a secret name crosses worlds synchronously and its `detail` is structured-cloned, so a call
 * across is: dispatch, and the answer has been dispatched back before `dispatchEvent` returns.
 */
export type Bridge = {
  /** Puts `api` on the other world's `window`. */
  expose(key: string, api: unknown): void;
};

type Envelope =
  | { op: 'call'; seq: number; id: number; args: unknown[] }
  | { op: 'expose'; seq: number; key: string; value: unknown }
  | { op: 'settle'; id: number; ok: boolean; value: unknown }
  | { op: 'release'; id: number }
  | { op: 'answer'; seq: number; ok: boolean; value: unknown };

/**
 * One end of the bridge; `secret` names the events, `side` is which end. Self-contained: its source
 * runs in both worlds, before any script of the page, and keeps the originals of what it calls.
 */
export function createBridge(secret: string, side: 'page' | 'preload'): Bridge {
  const inbox = `${secret}-${side}`;
  const outbox = `${secret}-${side === 'page' ? 'preload' : 'page'}`;
  const target: EventTarget = window;
  const dispatch = EventTarget.prototype.dispatchEvent.bind(target);
  const Crossing = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const { freeze, entries, fromEntries } = Object;
  const tagOf = Object.prototype.toString;

  const given = new Map<number, (...args: unknown[]) => unknown>();
  const originals = new WeakMap<object, number>();
  const waiting = new Map<number, { resolve(v: unknown): void; reject(e: unknown): void }>();
  const answers = new Map<number, { ok: boolean; value: unknown }>();
  const dropped = new FinalizationRegistry<number>((id) => send({ op: 'release', id }));
  let next = 1;

  function send(detail: Envelope): void {
    dispatch(new Crossing(outbox, { detail }));
  }

  function request(seq: number, envelope: Envelope): unknown {
    send(envelope);
    const answer = answers.get(seq);
    answers.delete(seq);
    if (answer === undefined) throw new Error('The other side of the contextBridge is gone.');
    if (!answer.ok) throw decode(answer.value);
    return decode(answer.value);
  }

  function encode(value: unknown, depth = 0): unknown {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned. (symbol)');
    if (typeof value === 'function') {
      const original = originals.get(value);
      if (original !== undefined) return { [secret]: 'back', id: original };
      const id = next++;
      given.set(id, value as (...args: unknown[]) => unknown);
      return { [secret]: 'function', id };
    }
    if (value === null || typeof value !== 'object') return value;
    if (depth > 1000) throw new Error('Too deep for the contextBridge: more than 1000 levels.');
    const tag = tagOf.call(value);
    if (Array.isArray(value)) return value.map((item) => encode(item, depth + 1));
    if (tag === '[object Promise]') return encodePromise(value as Promise<unknown>);
    if (tag === '[object Error]') return { [secret]: 'error', message: (value as Error).message };
    if (tag !== '[object Object]') return value;
    return fromEntries(entries(value).map(([key, item]) => [key, encode(item, depth + 1)]));
  }

  function encodePromise(promise: Promise<unknown>): unknown {
    const id = next++;
    const settle = (ok: boolean, value: unknown) =>
      send({ op: 'settle', id, ok, value: encodeSafely(value) });
    promise.then(
      (value) => settle(true, value),
      (error) => settle(false, error),
    );
    return { [secret]: 'promise', id };
  }

  function encodeSafely(value: unknown): unknown {
    try {
      return encode(value);
    } catch (error) {
      return encode(error);
    }
  }

  function decode(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    if (tagOf.call(value) !== '[object Object]') return value;
    const tagged = value as Record<string, unknown>;
    const id = tagged['id'] as number;
    switch (tagged[secret]) {
      case undefined:
        break;
      case 'error':
        return new Error(String(tagged['message']));
      case 'back':
        return given.get(id);
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      default:
        return decodeFunction(id);
    }
    return fromEntries(entries(tagged).map(([key, item]) => [key, decode(item)]));
  }

  function decodeFunction(id: number): unknown {
    const proxy = (...args: unknown[]): unknown => {
      const seq = next++;
      return request(seq, { op: 'call', seq, id, args: args.map((item) => encode(item)) });
    };
    originals.set(proxy, id);
    dropped.register(proxy, id);
    return proxy;
  }

  function freezeDeeply(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    const tag = tagOf.call(value);
    if (tag !== '[object Object]' && tag !== '[object Array]') return value;
    for (const [, item] of entries(value)) freezeDeeply(item);
    return freeze(value);
  }

  function expose(key: string, value: unknown): void {
    if (Object.hasOwn(window, key)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(window, key, {
      value: freezeDeeply(decode(value)),
      enumerable: true,
      writable: false,
      configurable: false,
    });
  }

  function answer(seq: number, work: () => unknown): void {
    let ok = true;
    let value: unknown;
    try {
      value = encode(work());
    } catch (error) {
      ok = false;
      value = encodeSafely(error instanceof Error ? error : new Error(String(error)));
    }
    send({ op: 'answer', seq, ok, value });
  }

  function receive(envelope: Envelope): void {
    switch (envelope.op) {
      case 'call': {
        const target = given.get(envelope.id);
        answer(envelope.seq, () => target?.(...envelope.args.map(decode)));
        return;
      }
      case 'expose':
        answer(envelope.seq, () => expose(envelope.key, envelope.value));
        return;
      case 'settle': {
        const pending = waiting.get(envelope.id);
        waiting.delete(envelope.id);
        if (envelope.ok) pending?.resolve(decode(envelope.value));
        else pending?.reject(decode(envelope.value));
        return;
      }
      case 'release':
        given.delete(envelope.id);
        return;
      case 'answer':
        answers.set(envelope.seq, { ok: envelope.ok, value: envelope.value });
    }
  }

  target.addEventListener(inbox, (event) => {
    event.stopImmediatePropagation();
    receive(detailOf?.call(event) as Envelope);
  });

  return {
    expose(key, api) {
      const seq = next++;
      request(seq, { op: 'expose', seq, key, value: encode(api) });
    },
  };
}
