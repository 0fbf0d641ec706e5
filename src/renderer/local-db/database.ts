import Dexie, { type EntityTable } from 'dexie';
import type { DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { Lead } from '../../domain/campaign/campaign.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import type { TimelineEntry } from '../../domain/customer/timeline.ts';

/** How far the cache has come in the feed of one center. */
export type CachePosition = NonNullable<DeskRecords['position']>;

/** `keys` is what the customer is found under; see `domain/customer/search-key.ts`. */
type CustomerRow = { id: string; numbers: string[]; keys: string[]; record: Customer };
type LeadRow = { id: string; campaignId: string; customerId: string; record: Lead };
type TimelineRow = { key: string; customerId: string; at: string; entry: TimelineEntry };
type MetaRow = { key: 'position'; position: CachePosition };

/**
 * The desk's cache of records. It may vanish at any time and is filled again from the center:
 * nothing is kept here that cannot be fetched again.
 */
export type DeskDatabase = Dexie & {
  customers: EntityTable<CustomerRow, 'id'>;
  leads: EntityTable<LeadRow, 'id'>;
  meta: EntityTable<MetaRow, 'key'>;
  /** Pages of histories that were looked at. */
  timeline: EntityTable<TimelineRow, 'key'>;
};

export function openDatabase(name = 'homeline-desk'): DeskDatabase {
  const database = new Dexie(name) as DeskDatabase;
  database.version(1).stores({
    customers: 'id, *numbers',
    leads: 'id, campaignId, customerId',
    meta: 'key',
  });
  // What was kept has no keys: it comes again, with them.
  database
    .version(2)
    .stores({ customers: 'id, *numbers, *keys' })
    .upgrade((transaction) =>
      Promise.all(['customers', 'leads', 'meta'].map((name) => transaction.table(name).clear())),
    );
  database.version(3).stores({ timeline: 'key, customerId' });
  return database;
}

export const database = openDatabase();
