import type { DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import { type Romanize, searchKeys } from '../../domain/customer/search-key.ts';
import type { DeskDatabase } from './database.ts';

/**
 * Takes records in, all or nothing. A record older than the one kept (a look-up that was
 * overtaken by the feed) changes nothing; `reset` empties the cache first.
 */
export async function applyRecords(database: DeskDatabase, records: DeskRecords): Promise<void> {
  const { customers, leads, meta, timeline } = database;
  const romanize = await romanizeFor(records.customers);
  await database.transaction('rw', [customers, leads, meta, timeline], async () => {
    if (records.reset) {
      await Promise.all([customers, leads, meta, timeline].map((table) => table.clear()));
    }
    const keptCustomers = await customers.bulkGet(records.customers.map(({ id }) => id));
    await customers.bulkPut(
      records.customers
        .filter((record, index) => record.version >= (keptCustomers[index]?.record.version ?? 0))
        .map((record) => ({
          id: record.id,
          numbers: [...new Set(record.phones.map(({ number }) => number as string))],
          keys: [...searchKeys(record, romanize)],
          record,
        })),
    );
    const keptLeads = await leads.bulkGet(records.leads.map(({ id }) => id));
    await leads.bulkPut(
      records.leads
        .filter((record, index) => record.version >= (keptLeads[index]?.record.version ?? 0))
        .map((record) => ({
          id: record.id,
          campaignId: record.campaignId,
          customerId: record.customerId,
          record,
        })),
    );
    if (records.position) await meta.put({ key: 'position', position: records.position });
  });
}

/** The dictionary of syllables is large: it is loaded when the first Chinese name comes. */
async function romanizeFor(records: readonly Customer[]): Promise<Romanize> {
  const isNeeded = records.some(({ name }) =>
    /\p{Script=Han}/u.test(name.full + name.given + name.family),
  );
  if (!isNeeded) return () => [];
  return (await import('../../domain/customer/pinyin.ts')).pinyinOf;
}
