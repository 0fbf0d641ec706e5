import { dncEntry } from '../../contract/record/summary.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import { all, blob, run, type Table } from './table.ts';

/** The exact set of numbers that must not be called, consulted before every dial. */
export function createDncIndex(table: Table) {
  const { seal, database } = table;
  // Prepared once: this stands between an agent and every call.
  const find = database.prepare(
    'select entry_id, sealed from dnc where center_id = ? and number_hash = ?',
  );

  return {
    put(centerId: string, entry: DncEntry): void {
      run(
        table,
        `insert into dnc (center_id, entry_id, number_hash, scope, campaign_id, sealed)
         values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
        centerId,
        entry.id,
        seal.hash(entry.number),
        entry.scope,
        entry.campaignId,
        seal.seal(`dnc/${centerId}/${entry.id}`, entry),
      );
    },

    remove(centerId: string, entryIds: readonly string[]): void {
      run(
        table,
        'delete from dnc where center_id = ? and entry_id in (select value from json_each(?))',
        centerId,
        JSON.stringify(entryIds),
      );
    },

    /** Every entry that stands for a number. */
    entriesFor(centerId: string, number: E164): readonly DncEntry[] {
      return find.all(centerId, seal.hash(number)).map((row) => {
        const place = `dnc/${centerId}/${String(row['entry_id'])}`;
        return dncEntry.parse(seal.open(place, blob(row['sealed'])));
      });
    },

    count(centerId: string): number {
      const [row] = all(table, 'select count(*) as n from dnc where center_id = ?', centerId);
      return Number(row?.['n'] ?? 0);
    },

    ids(centerId: string): readonly string[] {
      const rows = all(table, 'select entry_id from dnc where center_id = ?', centerId);
      return rows.map((row) => String(row['entry_id']));
    },
  };
}
