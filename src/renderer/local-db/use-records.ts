import { useLiveQuery } from 'dexie-react-hooks';
import type { Lead } from '../../domain/campaign/campaign.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import { database } from './database.ts';

/** A customer from the cache: undefined while it is read, null when the cache has none. */
export function useCustomer(id: string | null): Customer | null | undefined {
  return useLiveQuery(
    async () => (id === null ? null : ((await database.customers.get(id))?.record ?? null)),
    [id],
  );
}

/**
 * Several customers, in the order asked; those the cache does not have are left out. While others are
 * asked for than before, those of before are here, and `isRead` is false.
 */
export function useCustomers(ids: readonly string[]) {
  const asked = ids.join('\n');
  const read = useLiveQuery(async () => {
    const rows = await database.customers.bulkGet([...ids]);
    return { asked, records: rows.flatMap((row) => (row ? [row.record] : [])) };
  }, [asked]);
  return { records: read?.records, isRead: read?.asked === asked };
}

/** A lead from the cache, with undefined and null as for a customer. */
export function useLead(id: string | null): Lead | null | undefined {
  return useLiveQuery(
    async () => (id === null ? null : ((await database.leads.get(id))?.record ?? null)),
    [id],
  );
}

/** A person of the list, and what the cache knows of the customer. */
export type ListedLead = { readonly lead: Lead; readonly customer: Customer | null };

/** A campaign's whole list, highest rank first. */
export function useLeads(campaignId: string | null): readonly ListedLead[] | undefined {
  return useLiveQuery(async () => {
    if (campaignId === null) return [];
    const rows = await database.leads.where('campaignId').equals(campaignId).toArray();
    const customers = await database.customers.bulkGet(rows.map(({ customerId }) => customerId));
    return rows
      .map(({ record }, index) => ({ lead: record, customer: customers[index]?.record ?? null }))
      .sort((a, b) => b.lead.rank - a.lead.rank || a.lead.id.localeCompare(b.lead.id));
  }, [campaignId]);
}
