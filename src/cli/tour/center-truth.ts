import { join } from 'node:path';
import { openStore } from '../../center/db/store.ts';
import type { TourSession } from './session.ts';

/**
 * What the center really holds, read by SQL from its own store after everything has ended: each
 * receipt that the desk was given must be there, once.
 */
export async function centerTruth(session: TourSession, practiceFolder: string): Promise<void> {
  const { recorder, evidence } = session;
  const opened = await openStore({
    dataFolder: join(practiceFolder, 'center'),
    templateFolder: join(practiceFolder, 'unused-template'),
  });
  if (!opened.ok) {
    recorder.fact("the center's store can be read", false, opened.error.detail, 'a store');
    return;
  }
  const { db, close } = opened.store;
  try {
    const summaries = await db
      .selectFrom('summary')
      .select(['call_id', 'revision', 'disposition_id'])
      .execute();
    for (const { call_id, revision, disposition_id } of summaries) {
      const detail = `revision ${revision}, outcome ${disposition_id ?? 'none'}`;
      recorder.saved({ what: 'summary', where: 'center', id: call_id, detail });
    }
    const entries = await db.selectFrom('dnc_entry').select(['id', 'scope']).execute();
    for (const { id, scope } of entries) {
      recorder.saved({ what: 'dnc-entry', where: 'center', id, detail: `scope ${scope}` });
    }
    const calls = await db.selectFrom('call_log').select(['call_id', 'cause']).execute();
    for (const { call_id, cause } of calls) {
      recorder.saved({ what: 'call-log', where: 'center', id: call_id, detail: cause });
    }
    const lists = await db
      .selectFrom('lead_list')
      .select(['id', 'name', 'imported_count', 'merged_count', 'skipped_count'])
      .execute();
    for (const { id, name, imported_count, merged_count, skipped_count } of lists) {
      const detail = `${name}: ${imported_count} imported, ${merged_count} merged, ${skipped_count} skipped`;
      console.log(`Lead list ${detail}`);
      recorder.saved({ what: 'lead-list', where: 'center', id, detail });
    }
    const stored = await db.selectFrom('submission').select(['key', 'outcome']).execute();
    const receipts = new Set(evidence.all('receipt').map((line) => String(line['key'])));
    recorder.fact(
      'every receipt stands at the center, once',
      receipts.size > 0 &&
        stored.length === receipts.size &&
        stored.every((row) => receipts.has(row.key)),
      `${stored.length} stored`,
      `${receipts.size} receipts`,
    );
    const established = new Set(evidence.all('call ended').map((line) => String(line['callId'])));
    const once = [...established].every(
      (callId) => summaries.filter((row) => row.call_id === callId).length === 1,
    );
    recorder.fact(
      'each call has one summary at the center, none lost, none doubled',
      once && summaries.length === established.size,
      `${summaries.length} summaries`,
      `${established.size} calls`,
    );
  } finally {
    await close();
  }
}
