import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a JSON value, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // As pairs, so that a key such as `__proto__` stays a key; wrapped, to differ from a list.
  return { pairs: entries.map(([key, inner]) => [key, inOrder(inner)]) };
}

/**
 * A value as PostgreSQL can keep it: its text holds no NUL character and no half of a surrogate
 * pair. A pasted oddity must not make an agent's whole note impossible to store.
 */
export function storable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, inner) =>
    typeof inner === 'string' ? inner.toWellFormed().replaceAll('\0', '') : inner,
  ) as Value;
}
