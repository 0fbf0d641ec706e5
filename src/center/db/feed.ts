import { sql } from 'kysely';
import { asNumber } from './column.ts';
import type { FeedKind } from './schema.ts';
import type { Db } from './store.ts';

/** That something has changed; its content is read when a desk is told. */
export type FeedEvent = { readonly kind: FeedKind; readonly subject: string };

/** A feed event with its place. */
export type PlacedEvent = FeedEvent & { readonly sequence: number };

const inTurn = new WeakSet<Db>();

/**
 * A transaction that writes what desks are told of. An organisation's go one after another: on a
 * server as in the embedded store, each sees all that was written before it, so that a wish not to
 * be called and its withdrawal, or two revisions of a summary, cannot pass each other unseen.
 * Reading and signing in wait for nobody.
 *
 * The head row is locked from the first statement to the commit, which also makes the feed's
 * sequences gap-free and visible in their order.
 */
export function writeInTurn<Result>(
  db: Db,
  organisationId: string,
  work: (transaction: Db) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`select id from organisation where id = ${organisationId} for no key update`.execute(
      transaction,
    );
    inTurn.add(transaction);
    return work(transaction);
  });
}

/**
 * Appends to the organisation's feed, in a transaction of `writeInTurn`.
 *
 * @returns the sequence of the last event, or null when there were none.
 */
export async function appendToFeed(
  transaction: Db,
  organisationId: string,
  events: readonly FeedEvent[],
): Promise<number | null> {
  if (!inTurn.has(transaction)) throw new Error('the feed is written by writeInTurn only');
  const distinct = new Map(events.map((event) => [`${event.kind} ${event.subject}`, event]));
  if (distinct.size === 0) return null;
  const rows = JSON.stringify([...distinct.values()]);
  const { rows: heads } = await sql<{ feed_head: number | string | bigint }>`
    with head as (
      update organisation set feed_head = feed_head + ${distinct.size}::int
      where id = ${organisationId} returning feed_head
    ), appended as (
      insert into feed (organisation_id, sequence, kind, subject)
      select ${organisationId}, head.feed_head - ${distinct.size}::int + event.place,
        event.value ->> 'kind', event.value ->> 'subject'
      from head, json_array_elements(${rows}::json) with ordinality as event (value, place)
    )
    select feed_head from head`.execute(transaction);
  const [head] = heads;
  if (!head) throw new Error('the organisation has no feed');
  return asNumber(head.feed_head);
}

/** The sequence of the newest event. */
export async function feedHead(db: Db, organisationId: string): Promise<number> {
  const row = await db
    .selectFrom('organisation')
    .select('feed_head')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return asNumber(row.feed_head);
}

/** At most `limit` events after a place, in order. */
export async function readFeed(
  db: Db,
  organisationId: string,
  after: number,
  limit: number,
): Promise<readonly PlacedEvent[]> {
  const rows = await db
    .selectFrom('feed')
    .select(['sequence', 'kind', 'subject'])
    .where('organisation_id', '=', organisationId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, sequence: asNumber(row.sequence) }));
}
