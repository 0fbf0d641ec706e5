export type Wire = { encode(value: unknown): string; decode(text: string): unknown };

/**
 * Structured-clone data as JSON text, both ways. The function is self-contained because its source
 * also runs inside pages. What structured clone refuses (functions, symbols, promises) is refused
 * here with the same words; class instances become plain objects, as they do in a clone.
 */
export function createWire(): Wire {
  const arrays: Record<string, { new (buffer: ArrayBuffer): ArrayBufferView }> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };

  function refuse(what: string): never {
    throw new Error(`An object could not be cloned. (${what})`);
  }

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    }
    return btoa(text);
  }

  function fromBase64(text: string): ArrayBuffer {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
  }

  function pack(value: unknown, parents: unknown[]): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'n', v: label(value) };
    }
    if (value === undefined) return { $: 'u' };
    if (typeof value === 'bigint') return { $: 'i', v: String(value) };
    if (typeof value !== 'object') return refuse(typeof value);
    if (parents.includes(value)) return refuse('it contains itself');
    const inside = [...parents, value];
    if (Array.isArray(value)) return value.map((item) => pack(item, inside));
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const tag = Object.prototype.toString.call(value).slice(8, -1);
      return { $: 'a', t: tag in arrays ? tag : 'Uint8Array', v: toBase64(bytes) };
    }
    switch (Object.prototype.toString.call(value)) {
      case '[object ArrayBuffer]':
        return { $: 'b', v: toBase64(new Uint8Array(value as ArrayBuffer)) };
      case '[object Date]':
        return { $: 'd', v: (value as Date).getTime() };
      case '[object RegExp]':
        return { $: 'r', v: (value as RegExp).source, f: (value as RegExp).flags };
      case '[object Map]':
        return {
          $: 'm',
          v: [...(value as Map<unknown, unknown>)].map((pair) => pack(pair, inside)),
        };
      case '[object Set]':
        return { $: 's', v: [...(value as Set<unknown>)].map((item) => pack(item, inside)) };
      case '[object Error]': {
        const { name, message, stack } = value as Error;
        return { $: 'e', n: name, v: message, s: stack };
      }
      case '[object Promise]':
        return refuse('a promise');
    }
    const packed = mapped(value, (item) => pack(item, inside));
    return Object.hasOwn(packed, '$') ? { $: 'o', v: packed } : packed;
  }

  function label(value: number): string {
    return Object.is(value, -0) ? '-0' : String(value);
  }

  type Packed = { $?: string; v?: unknown; t?: string; f?: string; n?: string; s?: string };

  function unpack(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(unpack);
    const packed = value as Packed;
    switch (packed.$) {
      case undefined:
        return mapped(value, unpack);
      case 'u':
        return undefined;
      case 'n':
        return Number(packed.v);
      case 'i':
        return BigInt(String(packed.v));
      case 'd':
        return new Date(packed.v as number);
      case 'r':
        return new RegExp(String(packed.v), packed.f);
      case 'm':
        return new Map((packed.v as unknown[]).map(unpack) as [unknown, unknown][]);
      case 's':
        return new Set((packed.v as unknown[]).map(unpack));
      case 'b':
        return fromBase64(String(packed.v));
      case 'a': {
        const View = arrays[packed.t ?? ''] ?? Uint8Array;
        return new View(fromBase64(String(packed.v)));
      }
      case 'e': {
        const error = new Error(String(packed.v));
        Object.defineProperty(error, 'name', { value: packed.n, configurable: true });
        if (packed.s !== undefined) error.stack = packed.s;
        return error;
      }
      default:
        return mapped(packed.v as object, unpack);
    }
  }

  /** Every own property through `change`; `__proto__` stays a property like any other. */
  function mapped(value: object, change: (item: unknown) => unknown): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
  }

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text)),
  };
}
