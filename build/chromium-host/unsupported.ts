/** What code asks of any object without meaning an API: inspection, promises, JSON. */
const HARMLESS = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  'addEventListener',
  'href',
]);

/** APIs that real Electron does not have on Linux either: reading them gives undefined there. */
const ABSENT_ON_LINUX = new Set(['dock']);

/** Thrown for each API that the host does not have, so that nothing is silently skipped. */
export class UnsupportedError extends Error {
  constructor(name: string) {
    super(`unsupported by the Chromium host: ${name}`);
    this.name = 'UnsupportedError';
  }
}

/** Throws {@link UnsupportedError}; `name` is the API as an app writes it, e.g. `app.dock`. */
export function unsupported(name: string): never {
  throw new UnsupportedError(name);
}

/** A stand-in for a whole module or class: may be imported, throws when anything of it is used. */
export function unsupportedModule(name: string): never {
  const proxy: unknown = new Proxy(class {}, {
    get: (_target, property) =>
      typeof property === 'symbol' || HARMLESS.has(property) || property === 'prototype'
        ? undefined
        : unsupported(`${name}.${property}`),
    apply: () => unsupported(name),
    construct: () => unsupported(name),
    ownKeys: () => ['prototype'],
  });
  return proxy as never;
}

/**
 * Makes a read of any property that `target` lacks throw by name. The guard is a link of the
 * prototype chain, so private fields, identity and assignment stay those of a plain object.
 *
 * @param target - An instance, a plain object, a class, or a class's prototype.
 */
export function guard<T extends object>(target: T, name: string): T {
  const parent: object = Object.getPrototypeOf(target);
  const isInstance =
    typeof target !== 'function' &&
    !Object.hasOwn(target, 'constructor') &&
    parent !== Object.prototype;
  const link: object = isInstance ? parent : target;
  const base: object = Object.getPrototypeOf(link);
  Object.setPrototypeOf(
    link,
    new Proxy(base, {
      get(root, property, receiver) {
        if (typeof property === 'symbol' || property in root) {
          return Reflect.get(root, property, receiver);
        }
        if (HARMLESS.has(property) || ABSENT_ON_LINUX.has(property)) return undefined;
        if (property.startsWith('_')) return undefined;
        return unsupported(`${name}.${property}`);
      },
    }),
  );
  return target;
}
