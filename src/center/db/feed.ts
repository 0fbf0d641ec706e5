import { sql } from 'kysely';
import { asNumber } from './column.ts';
import type { FeedKind } from './schema.ts';
import type { Db } from './store.ts';

/** That something has changed; its content is read when a desk is told. */
export type FeedEvent = { readonly kind: FeedKind; readonly subject: string };

/** A feed event with its place. */
export type PlacedEvent = FeedEvent & { readonly sequence: number };

/**
 * Appends to the organisation's feed. Must be the last statement of its transaction: the head row
 * is locked from here to the commit, which makes sequences gap-free and visible in their order
 * (a plain sequence would let a later number be seen before an earlier one).
 *
 * @returns the sequence of the last event, or null when there were none.
 */
export async function appendToFeed(
  transaction: Db,
  organisationId: string,
  events: readonly FeedEvent[],
): Promise<number | null> {
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
