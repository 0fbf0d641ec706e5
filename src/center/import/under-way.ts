import type { Center } from '../center.ts';

const lists = new WeakMap<Center, Set<string>>();

/** Ids of the lists that a center in this process is storing at this moment. */
export function listsUnderWay(center: Center): Set<string> {
  const known = lists.get(center) ?? new Set();
  lists.set(center, known);
  return known;
}
