import type { OutboxPayload } from '../../contract/sync/up/submit.ts';
import type { Caller } from '../account/account.ts';
import { insertCallLog } from '../db/call-log.ts';
import type { Db } from '../db/store.ts';
import { type Effect, referenceOf } from './effect.ts';

export type LoggedCall = Extract<OutboxPayload, { kind: 'call-log' }>['call'];

/** Stores that a call took place. One row for each call, by the agent who had it. */
export async function storeCallLog(
  transaction: Db,
  caller: Caller,
  call: LoggedCall,
  atMs: number,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  const inserted = await insertCallLog(transaction, organisationId, userId, call, atMs);
  if (!inserted) return { ok: false, reason: 'id-taken' };
  return { ok: true, reference: referenceOf('C', call.callId), events: [] };
}
