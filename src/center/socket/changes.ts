import type { Change } from '../../contract/sync/down/changes.ts';
import type { Center } from '../center.ts';
import { owedCallbackIds, readCallbacks } from '../db/callbacks.ts';
import { readCustomers } from '../db/customers.ts';
import { readDncEntries, standingDncIds } from '../db/dnc.ts';
import type { FeedEvent } from '../db/feed.ts';
import { readLeads } from '../db/leads.ts';
import { allCustomerIds, allLeadIds } from '../db/listing.ts';

/**
 * One change ready to be sent: JSON text, or `provisioning`, which is another document for each
 * agent and is written when the agent is known.
 */
export type ReadyChange = string | 'provisioning';

const recordsAtOnce = 200;

/** The newest state of what some events speak of, each thing once, in the order of the last event. */
export async function readChanges(
  center: Center,
  events: readonly FeedEvent[],
): Promise<ReadyChange[]> {
  const last = new Map<string, FeedEvent>();
  for (const event of events) {
    const name = `${event.kind} ${event.subject}`;
    last.delete(name);
    last.set(name, event);
  }
  const wanted = [...last.values()];
  const records = new Map<string, string>();
  await readKind(wanted, 'customer', records, async (ids) =>
    (await readCustomers(center.db, center.organisationId, ids)).map((customer) => [
      customer.id,
      { kind: 'customer', customer } as unknown as Change,
    ]),
  );
  await readKind(wanted, 'lead', records, async (ids) =>
    (await readLeads(center.db, center.organisationId, ids)).map((lead) => [
      lead.id,
      { kind: 'lead', lead },
    ]),
  );
  await readKind(wanted, 'dnc-entry', records, async (ids) =>
    (await readDncEntries(center.db, center.organisationId, ids)).map((entry) => [
      entry.id,
      { kind: 'dnc-entry', entry },
    ]),
  );
  await readKind(wanted, 'callback', records, async (ids) =>
    (await readCallbacks(center.db, center.organisationId, ids)).map((callback) => [
      callback.id,
      { kind: 'callback', callback },
    ]),
  );
  return wanted.flatMap(({ kind, subject }): ReadyChange[] => {
    if (kind === 'provisioning') return ['provisioning'];
    if (kind === 'dnc-withdrawal') {
      return [JSON.stringify({ kind, entryId: subject } satisfies Change)];
    }
    const record = records.get(`${kind} ${subject}`);
    return record === undefined ? [] : [record];
  });
}

/** Everything a desk starts from: its provisioning, all people and leads, all standing wishes. */
export async function readSnapshot(center: Center): Promise<ReadyChange[]> {
  const { db, organisationId } = center;
  const dnc = await standingDncIds(db, organisationId);
  const leads = await allLeadIds(db, organisationId);
  const customers = await allCustomerIds(db, organisationId);
  const callbacks = await owedCallbackIds(db, organisationId);
  return readChanges(center, [
    { kind: 'provisioning', subject: '' },
    // The wishes before the leads: a desk must never hold a list without them.
    ...dnc.map((subject) => ({ kind: 'dnc-entry' as const, subject })),
    ...customers.map((subject) => ({ kind: 'customer' as const, subject })),
    ...leads.map((subject) => ({ kind: 'lead' as const, subject })),
    ...callbacks.map((subject) => ({ kind: 'callback' as const, subject })),
  ]);
}

async function readKind(
  wanted: readonly FeedEvent[],
  kind: FeedEvent['kind'],
  records: Map<string, string>,
  read: (ids: readonly string[]) => Promise<(readonly [string, Change])[]>,
): Promise<void> {
  const ids = wanted.filter((event) => event.kind === kind).map((event) => event.subject);
  for (let start = 0; start < ids.length; start += recordsAtOnce) {
    for (const [id, change] of await read(ids.slice(start, start + recordsAtOnce))) {
      records.set(`${kind} ${id}`, JSON.stringify(change));
    }
  }
}
