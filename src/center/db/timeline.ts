import { type RawBuilder, sql } from 'kysely';
import { type TimelinePage, timelinePageSize } from '../../contract/http/customers.ts';
import { holds } from '../../domain/customer/fold.ts';
import type { TimelineEntry, TimelineKind } from '../../domain/customer/timeline.ts';
import { asInstant } from './column.ts';
import type { Db } from './store.ts';

type Row = {
  readonly id: string;
  readonly at: Date;
  readonly kind: TimelineKind;
  readonly by_name: string | null;
  readonly title: string;
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Rows are looked through so many at a time when a text is searched. */
const lookedAtOnce = 200;

/**
 * A page of everything that was ever between us and a customer, newest first.
 *
 * @param page.before - `next` of the page before; null for the first.
 * @param page.kinds - Only these; all when empty.
 * @param page.search - Only what holds this text, whatever the accents; all when empty.
 * @returns null when `before` is none of ours.
 */
export async function readTimeline(
  db: Db,
  organisationId: string,
  customerId: string,
  page: {
    readonly before: string | null;
    readonly kinds: readonly TimelineKind[];
    readonly search: string;
  },
): Promise<TimelinePage | null> {
  let place = page.before === null ? null : readPlace(page.before);
  if (page.before !== null && place === null) return null;
  const entries: TimelineEntry[] = [];
  const limit = page.search === '' ? timelinePageSize + 1 : lookedAtOnce;
  for (;;) {
    const rows = await readRows(db, organisationId, customerId, page.kinds, place, limit);
    const told = rows.map(toEntry);
    entries.push(...told.filter((entry) => page.search === '' || entryHolds(entry, page.search)));
    const last = told.at(-1);
    if (!last || rows.length < limit || entries.length > timelinePageSize) break;
    place = { at: last.at, id: last.id };
  }
  const shown = entries.slice(0, timelinePageSize);
  const last = shown.at(-1);
  const next = entries.length > shown.length && last ? `${last.at}~${last.id}` : null;
  return { entries: shown, next };
}

type Place = { readonly at: string; readonly id: string };

function readPlace(text: string): Place | null {
  // What a date looks like to JavaScript may be none to the database.
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(.+)$/.exec(text) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return null;
  return { at, id };
}

function entryHolds(entry: TimelineEntry, search: string): boolean {
  return holds(
    `${entry.title}\n${entry.text}\n${entry.by}\n${entry.facts['reference'] ?? ''}`,
    search,
  );
}

async function readRows(
  db: Db,
  organisationId: string,
  customerId: string,
  kinds: readonly TimelineKind[],
  place: Place | null,
  limit: number,
): Promise<readonly Row[]> {
  const all = sql.join(
    sources.map((source) => source(organisationId, customerId)),
    sql` union all `,
  );
  const ofKind = kinds.length === 0 ? sql`true` : sql`entry.kind in (${sql.join([...kinds])})`;
  const after =
    place === null
      ? sql`true`
      : sql`(entry.at, entry.id) < (${place.at}::timestamptz, ${place.id}::text)`;
  const { rows } = await sql<Row>`
    select * from (${all}) entry where ${ofKind} and ${after}
    order by entry.at desc, entry.id desc limit ${limit}`.execute(db);
  return rows;
}

/** What happened to a customer, from one table: every source gives the same seven columns. */
type Source = (organisationId: string, customerId: string) => RawBuilder<unknown>;

/** A further table with something that happened is a further line here. */
const sources: readonly Source[] = [
  calls,
  callsWithoutSummary,
  wishes,
  ownEntries,
  orders,
  tickets,
  promises,
  settledPromises,
  corrections,
  callbacks,
];

/** Calls with what was written about them, by the newest revision. */
function calls(organisationId: string, customerId: string) {
  return sql`
    select 'call:' || entry.id as id, entry.at, 'call'::text as kind, person.name as by_name,
      entry.title, entry.text,
      json_build_object('direction', coalesce(summary.direction, log.direction),
        'talkMs', coalesce(log.talk_ms, summary.talk_ms),
        'number', coalesce(summary.number, log.number)) as facts
    from history_entry entry
    left join summary on summary.organisation_id = entry.organisation_id
      and summary.call_id = entry.id and summary.revision = (
        select max(newest.revision) from summary newest
        where newest.organisation_id = entry.organisation_id and newest.call_id = entry.id)
    left join call_log log on log.organisation_id = entry.organisation_id
      and log.call_id = entry.id
    left join user_account person on person.organisation_id = entry.organisation_id
      and person.id = coalesce(summary.user_id, log.user_id)
    where entry.organisation_id = ${organisationId} and entry.customer_id = ${customerId}
      and entry.kind = 'call'`;
}

/** Calls about which nobody has written anything (yet). */
function callsWithoutSummary(organisationId: string, customerId: string) {
  return sql`
    select 'call:' || log.call_id, log.started_at, 'call', person.name, '', '',
      json_build_object('direction', log.direction, 'talkMs', log.talk_ms, 'number', log.number,
        'cause', log.cause)
    from call_log log
    left join user_account person on person.organisation_id = log.organisation_id
      and person.id = log.user_id
    where log.organisation_id = ${organisationId} and log.customer_id = ${customerId}
      and not exists (select 1 from history_entry entry
        where entry.organisation_id = log.organisation_id
          and entry.customer_id = log.customer_id and entry.id = log.call_id)`;
}

/** Do-not-call wishes and what took them back, by their authors. */
function wishes(organisationId: string, customerId: string) {
  return sql`
    select 'wish:' || entry.id, entry.at, 'do-not-call', person.name, entry.title, entry.text,
      json_build_object('source', wish.source)
    from history_entry entry
    left join dnc_entry wish on wish.organisation_id = entry.organisation_id
      and wish.id = entry.id
    left join dnc_withdrawal back on back.organisation_id = entry.organisation_id
      and left(back.entry_id, 54) || '-withdrawn' = entry.id
    left join user_account person on person.organisation_id = entry.organisation_id
      and person.id = coalesce(wish.user_id, back.user_id)
    where entry.organisation_id = ${organisationId} and entry.customer_id = ${customerId}
      and entry.kind = 'do-not-call'`;
}

/** Visits, letters, quotes and notes as they were brought along. */
function ownEntries(organisationId: string, customerId: string) {
  return sql`
    select 'entry:' || entry.id, entry.at, entry.kind, '', entry.title, entry.text, '{}'::json
    from history_entry entry
    where entry.organisation_id = ${organisationId} and entry.customer_id = ${customerId}
      and entry.kind not in ('call', 'do-not-call')`;
}

function orders(organisationId: string, customerId: string) {
  return sql`
    select 'order:' || id, at, 'order', '', title, '',
      json_build_object('reference', reference, 'status', status, 'amountMinor', amount_minor,
        'currency', currency)
    from customer_order
    where organisation_id = ${organisationId} and customer_id = ${customerId}`;
}

function tickets(organisationId: string, customerId: string) {
  return sql`
    select 'ticket:' || id, opened_at, 'ticket', '', title, '',
      json_build_object('reference', reference, 'status', status)
    from ticket where organisation_id = ${organisationId} and customer_id = ${customerId}`;
}

function promises(organisationId: string, customerId: string) {
  return sql`
    select 'promise:' || id, made_at, 'promise', made_by, '', text,
      json_build_object('status', status, 'dueAt', due_at)
    from promise where organisation_id = ${organisationId} and customer_id = ${customerId}`;
}

function settledPromises(organisationId: string, customerId: string) {
  return sql`
    select 'settled:' || promise.id, promise.settled_at, 'promise', person.name, '', promise.text,
      json_build_object('settled', promise.status)
    from promise
    left join user_account person on person.organisation_id = promise.organisation_id
      and person.id = promise.settled_by
    where promise.organisation_id = ${organisationId} and promise.customer_id = ${customerId}
      and promise.settled_at is not null`;
}

/** Who corrected what; the changes become text and facts in `toEntry`. */
function corrections(organisationId: string, customerId: string) {
  return sql`
    select 'correction:' || audit.id, audit.at, 'correction', person.name, '', '',
      json_build_object('action', audit.action, 'changes', audit.detail -> 'changes')
    from audit
    left join user_account person on person.organisation_id = audit.organisation_id
      and person.id = audit.user_id
    where audit.organisation_id = ${organisationId} and audit.subject = ${customerId}
      and audit.action in ('customer-created', 'customer-changed', 'number-attached')`;
}

function callbacks(organisationId: string, customerId: string) {
  return sql`
    select 'callback:' || callback.id, callback.made_at, 'callback', person.name, '',
      callback.wish, json_build_object('status', callback.status, 'dueAt', callback.due_at)
    from callback
    left join user_account person on person.organisation_id = callback.organisation_id
      and person.id = callback.made_by
    where callback.organisation_id = ${organisationId} and callback.customer_id = ${customerId}`;
}

type Change = { readonly field: string; readonly from: string | null; readonly to: string | null };

const longestText = 20_000;

function toEntry(row: Row): TimelineEntry {
  const { changes, ...facts } = row.facts as { changes?: readonly Change[] | null };
  const told = Object.entries(facts).filter(([, fact]) => fact !== null && fact !== undefined);
  const fields = (changes ?? []).map(({ field }) => field).join(' ');
  // One line for each field, in the order of the fields.
  const line = (value: string | null) => (value ?? '').replace(/\s+/g, ' ').trim() || '–';
  const lines = (changes ?? []).map(({ from, to }) => `${line(from)} → ${line(to)}`);
  return {
    id: row.id,
    at: asInstant(row.at),
    kind: row.kind,
    by: row.by_name ?? '',
    title: row.title,
    text: (lines.length > 0 ? lines.join('\n') : row.text).slice(0, longestText),
    facts: {
      ...Object.fromEntries(told.map(([name, fact]) => [name, String(fact).slice(0, 500)])),
      ...(fields === '' ? {} : { fields: fields.slice(0, 500) }),
    },
  };
}
