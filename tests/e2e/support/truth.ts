import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../../src/center/db/store.ts';
import { testTemplateFolder } from '../../support/center.ts';

/** What a center really holds, read by SQL from its own store once its process has ended. */
export async function centerTruth(dataFolder: string) {
  const opened = await openStore({ dataFolder, templateFolder: testTemplateFolder });
  if (!opened.ok) throw new Error(opened.error.detail);
  const { db, close } = opened.store;
  try {
    return {
      summaries: await db
        .selectFrom('summary')
        .select([
          'call_id',
          'revision',
          'disposition_id',
          'note',
          'customer_id',
          'fields',
          'wrap_up_extensions',
        ])
        .execute(),
      customers: await db.selectFrom('customer').select(['id', 'full_name', 'email']).execute(),
      calls: await db.selectFrom('call_log').select(['call_id', 'number', 'cause']).execute(),
      callbacks: await db
        .selectFrom('callback')
        .select(['id', 'number', 'status', 'wish', 'time_zone', 'revision'])
        .execute(),
      lists: await db
        .selectFrom('lead_list')
        .select(['id', 'name', 'imported_count', 'skipped_count'])
        .execute(),
      leads: await db
        .selectFrom('lead')
        .innerJoin('customer', (join) =>
          join
            .onRef('customer.id', '=', 'lead.customer_id')
            .onRef('customer.organisation_id', '=', 'lead.organisation_id'),
        )
        .select(['lead.lead_list_id', 'lead.number', 'lead.status', 'customer.full_name'])
        .execute(),
      marks: await db.selectFrom('dnc_entry').select(['id', 'number', 'scope']).execute(),
      withdrawals: await db.selectFrom('dnc_withdrawal').select(['entry_id', 'number']).execute(),
      /** Keys of everything that was ever accepted, once each. */
      submissions: await db.selectFrom('submission').select(['key', 'outcome']).execute(),
    };
  } finally {
    await close();
  }
}

/** The stretches of the agent's day in the journal of a desk that has ended, in their order. */
export function agentLogTruth(
  folder: string,
): readonly { readonly state: string; readonly reason: string | null }[] {
  const journal = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true });
  try {
    return journal
      .prepare('select state, reason_id from agent_log order by ordinal')
      .all()
      .map((row) => ({
        state: String(row['state']),
        reason: row['reason_id'] === null ? null : String(row['reason_id']),
      }));
  } finally {
    journal.close();
  }
}
