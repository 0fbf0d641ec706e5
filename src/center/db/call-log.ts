import type { OutboxPayload } from '../../contract/sync/up/submit.ts';
import type { Db } from './store.ts';

type LoggedCall = Extract<OutboxPayload, { kind: 'call-log' }>['call'];

/** @returns false when a call of this id is already on record. */
export async function insertCallLog(
  transaction: Db,
  organisationId: string,
  userId: string,
  call: LoggedCall,
  atMs: number,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('call_log')
    .values({
      organisation_id: organisationId,
      call_id: call.callId,
      user_id: userId,
      direction: call.direction,
      number: call.number,
      customer_id: call.customerId,
      campaign_id: call.campaignId,
      started_at: call.startedAt,
      answered_at: call.answeredAt,
      ended_at: call.endedAt,
      talk_ms: call.talkMs,
      cause: call.cause,
      quality: call.quality ? JSON.stringify(call.quality) : null,
      stored_at: new Date(atMs).toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('call_id')
    .executeTakeFirst();
  return inserted !== undefined;
}
