import { type RawBuilder, sql } from 'kysely';
import { type CustomerHits, mostHits } from '../../contract/http/customers.ts';
import { type Found, matchOf, ranked, readQuery } from '../../domain/customer/search-key.ts';
import { readCustomers } from './customers.ts';
import type { Db } from './store.ts';

/** So many candidates are compared with each other; a search for more has to be narrower. */
const mostCandidates = 300;
/** A term that more keys meet than this is common; how common does not matter. */
const commonFrom = 2_000;
const mostReferences = 5;

type Term = readonly string[];

/** People by name, number or order, the best first; never more than one page of them. */
export async function findCustomers(
  db: Db,
  organisationId: string,
  text: string,
): Promise<CustomerHits> {
  const query = readQuery(text);
  const ids = new Set<string>();
  let cut = false;
  for (const terms of query.ways) {
    const candidates = await candidatesOf(db, organisationId, terms);
    cut ||= candidates.length === mostCandidates;
    for (const id of candidates) ids.add(id);
  }
  const found = await keysOf(db, organisationId, [...ids]);
  const matching = found.filter(({ keys }) => matchOf(keys, query) !== null);
  const best = ranked(matching, text, query).slice(0, mostHits);
  const customers = await readCustomers(
    db,
    organisationId,
    best.map(({ id }) => id),
  );
  return {
    hits: customers.map(({ id, name, phones, address, vip, orders, tickets }) => ({
      id,
      name,
      phones: [...phones],
      address,
      vip,
      references: [...orders, ...tickets]
        .map(({ reference }) => reference)
        .slice(0, mostReferences),
    })),
    more: cut || matching.length > mostHits,
  };
}

/**
 * Who meets every term, in the order of the keys, so that whole words come before begun ones. The
 * rarest term leads: the others are looked up for each person it finds.
 */
async function candidatesOf(
  db: Db,
  organisationId: string,
  terms: readonly Term[],
): Promise<readonly string[]> {
  const counted = await Promise.all(
    terms.map(async (term) => ({ term, count: await countOf(db, organisationId, term) })),
  );
  const [lead, ...others] = counted.toSorted((a, b) => a.count - b.count).map(({ term }) => term);
  if (!lead) return [];
  const met = others.map(
    (term) => sql`and exists (
      select 1 from customer_search other
      where other.organisation_id = found.organisation_id
        and other.customer_id = found.customer_id and ${starting(sql.ref('other.key'), term)}
    )`,
  );
  const { rows } = await sql<{ customer_id: string }>`
    select found.customer_id from customer_search found
    where found.organisation_id = ${organisationId}
      and ${starting(sql.ref('found.key'), lead)} ${sql.join(met, sql` `)}
    order by found.key, found.customer_id
    limit ${mostCandidates}`.execute(db);
  return rows.map((row) => row.customer_id);
}

async function countOf(db: Db, organisationId: string, term: Term): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from customer_search found
      where found.organisation_id = ${organisationId}
        and ${starting(sql.ref('found.key'), term)}
      limit ${commonFrom}
    ) few`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Keys that begin so, as a range: it is read from the index, whatever the collation. */
function starting(key: RawBuilder<unknown>, term: Term): RawBuilder<unknown> {
  const ranges = term.map(
    (prefix) => sql`(${key} >= ${prefix} and ${key} < ${`${prefix}\u{10ffff}`})`,
  );
  return sql`(${sql.join(ranges, sql` or `)})`;
}

async function keysOf(db: Db, organisationId: string, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('customer_search')
    .innerJoin('customer', (join) =>
      join
        .onRef('customer.organisation_id', '=', 'customer_search.organisation_id')
        .onRef('customer.id', '=', 'customer_search.customer_id'),
    )
    .select(['customer.id', 'customer.full_name as name', 'customer_search.key'])
    .where('customer_search.organisation_id', '=', organisationId)
    .where('customer_search.customer_id', 'in', ids)
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => ({
    id,
    name: own[0]?.name ?? '',
    keys: own.map(({ key }) => key),
  }));
}
