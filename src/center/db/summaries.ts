import type { Summary } from '../../domain/summary/summary.ts';
import type { Db } from './store.ts';

/** Which revisions of a call's summary are stored, and whose they are. */
export async function summaryRevisions(
  db: Db,
  organisationId: string,
  callId: string,
): Promise<readonly { readonly revision: number; readonly userId: string }[]> {
  return db
    .selectFrom('summary')
    .select(['revision', 'user_id as userId'])
    .where('organisation_id', '=', organisationId)
    .where('call_id', '=', callId)
    .execute();
}

export async function insertSummary(
  transaction: Db,
  organisationId: string,
  userId: string,
  summary: Summary,
  atMs: number,
): Promise<void> {
  await transaction
    .insertInto('summary')
    .values({
      organisation_id: organisationId,
      call_id: summary.callId,
      revision: summary.revision,
      user_id: userId,
      campaign_id: summary.campaignId,
      lead_id: summary.leadId,
      customer_id: summary.customerId,
      number: summary.number,
      direction: summary.direction,
      disposition_id: summary.dispositionId,
      note: summary.note,
      fields: JSON.stringify(summary.fields),
      script: summary.script === null ? null : JSON.stringify(summary.script),
      started_at: summary.startedAt,
      answered_at: summary.answeredAt,
      ended_at: summary.endedAt,
      talk_ms: summary.talkMs,
      ended_by: summary.endedBy,
      wrap_up_extensions: summary.wrapUp?.extensions ?? null,
      wrap_up_overrun: summary.wrapUp?.overrun ?? null,
      stored_at: new Date(atMs).toISOString(),
    })
    .execute();
}
