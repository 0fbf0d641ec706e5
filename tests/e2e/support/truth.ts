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
        .select(['call_id', 'revision', 'disposition_id', 'note'])
        .execute(),
      calls: await db.selectFrom('call_log').select(['call_id', 'cause']).execute(),
      marks: await db.selectFrom('dnc_entry').select(['id', 'number', 'scope']).execute(),
      withdrawals: await db.selectFrom('dnc_withdrawal').select(['entry_id', 'number']).execute(),
      /** Keys of everything that was ever accepted, once each. */
      submissions: await db.selectFrom('submission').select(['key', 'outcome']).execute(),
    };
  } finally {
    await close();
  }
}
