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
  const shared: Record<string, unknown> = {};
  let same = Object.keys(previous).length === keys.length;
  for (const key of keys) {
    shared[key] = shareStructure(previous[key], next[key]);
    if (!Object.hasOwn(previous, key) || shared[key] !== previous[key]) same = false;
  }
  return (same ? previous : shared) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
