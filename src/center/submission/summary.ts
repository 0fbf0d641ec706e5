import type { Summary } from '../../domain/summary/summary.ts';
import type { Caller } from '../account/account.ts';
import { putCallHistory } from '../db/history.ts';
import { refreshLeads } from '../db/leads.ts';
import type { Db } from '../db/store.ts';
import { insertSummary, summaryRevisions } from '../db/summaries.ts';
import { type Effect, referenceOf } from './effect.ts';

/**
 * Stores one revision of a call's summary. The newest revision decides what the customer's
 * history and the lead say; an older one that comes late is kept and changes neither.
 */
export async function storeSummary(
  transaction: Db,
  caller: Caller,
  summary: Summary,
  atMs: number,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  const known = await summaryRevisions(transaction, organisationId, summary.callId);
  if (known.some((one) => one.userId !== userId)) return { ok: false, reason: 'other-agent' };
  if (known.some((one) => one.revision === summary.revision)) {
    return { ok: false, reason: 'revision-taken' };
  }
  await insertSummary(transaction, organisationId, userId, summary, atMs);
  const reference = `${referenceOf('S', summary.callId)}/${summary.revision}`;
  if (known.some((one) => one.revision > summary.revision)) {
    return { ok: true, reference, events: [] };
  }
  const history = await putCallHistory(transaction, organisationId, summary);
  const leads = summary.leadId
    ? await refreshLeads(transaction, organisationId, [summary.leadId])
    : [];
  return { ok: true, reference, events: [...history, ...leads] };
}
