/**
 * `next`, with every part that equals its counterpart in `previous` replaced by that very part.
 *
 * A snapshot crosses the bridge as a fresh copy each time; sharing keeps the references of what
 * did not change, so that a component re-renders only for news of its own. For plain data
 * (objects, arrays, primitives) without cycles.
 */
export function shareStructure<T>(previous: T, next: T): T {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const shared = next.map((item, index) => shareStructure(previous[index], item));
    const same = previous.length === next.length && shared.every((item, i) => item === previous[i]);
    return (same ? previous : shared) as T;
  }
  if (!isRecord(previous) || !isRecord(next)) return next;
  const keys = Object.keys(next);
  let same = Object.keys(previous).length === keys.length;
  const entries = keys.map((key) => {
    const had = Object.hasOwn(previous, key);
    const value = had ? shareStructure(previous[key], next[key]) : next[key];
    if (!had || value !== previous[key]) same = false;
    return [key, value] as const;
  });
  // Entries, because assigning to a key named `__proto__` would not make one.
  return (same ? previous : Object.fromEntries(entries)) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
