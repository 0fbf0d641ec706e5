import type { Customer } from '../../domain/customer/customer.ts';
import { type Found, matchOf, ranked, readQuery } from '../../domain/customer/search-key.ts';
import type { DeskDatabase } from './database.ts';

/** What a search of the cache has found, the best first. */
export type PeopleFound = {
  readonly people: readonly Customer[];
  /** There are more than were asked for. */
  readonly more: boolean;
  /** How many customers the cache holds, to say what was searched. */
  readonly searched: number;
};

/** So many candidates are compared; a search that needs more has to be made narrower. */
const mostCandidates = 400;
const mostLooked = 5_000;

/**
 * Finds customers in the desk's own cache by what somebody typed: a name (without accents, in
 * Chinese characters, pinyin or its initials), a number in any form or its last digits, or an
 * order's reference. Works without the center.
 */
export async function findPeople(
  database: DeskDatabase,
  text: string,
  limit = 20,
): Promise<PeopleFound> {
  const query = readQuery(text);
  const { customers } = database;
  const found = new Map<string, Found & { record: Customer }>();
  let cut = false;
  for (const terms of query.ways) {
    // The term that the fewest meet leads; the others are looked for in what it finds.
    const leads = await Promise.all(
      terms.map(async (term) => {
        const starting = () => customers.where('keys').startsWithAnyOf([...term]);
        return { starting, count: await starting().count() };
      }),
    );
    const lead = leads.toSorted((a, b) => a.count - b.count)[0];
    if (!lead) continue;
    const ids = [...new Set(await lead.starting().limit(mostLooked).primaryKeys())];
    cut ||= lead.count > mostLooked;
    for (let start = 0; start < ids.length; start += mostCandidates) {
      if (found.size >= mostCandidates) {
        cut = true;
        break;
      }
      const rows = await customers.bulkGet(ids.slice(start, start + mostCandidates));
      for (const row of rows) {
        if (!row || matchOf(row.keys, query) === null) continue;
        const { id, keys, record } = row;
        found.set(id, { id, name: record.name.full, keys, record });
      }
    }
  }
  const best = ranked([...found.values()], text, query);
  return {
    people: best.slice(0, limit).map(({ record }) => record),
    more: cut || best.length > limit,
    searched: await customers.count(),
  };
}
