import type { Lead } from '../../domain/campaign/campaign.ts';
import { type LastOutcome, leadStatus } from '../../domain/campaign/lead-status.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import { asNumber } from './column.ts';
import type { FeedEvent } from './feed.ts';
import { isSeen } from './seen.ts';
import type { Db } from './store.ts';

function leads(db: Db, organisationId: string) {
  return db
    .selectFrom('lead')
    .selectAll()
    .where('lead.organisation_id', '=', organisationId)
    .where(isSeen('lead'));
}

type LeadRow = Awaited<ReturnType<ReturnType<typeof leads>['execute']>>[number];

function toLead(row: LeadRow): Lead {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    customerId: row.customer_id,
    number: row.number as E164,
    why: row.why,
    detail: row.detail,
    rank: row.rank,
    status: row.status,
    lastDispositionId: row.last_disposition_id,
    version: asNumber(row.version),
  };
}

/** A campaign's leads, highest rank first, then in the order they came. */
export async function campaignLeads(
  db: Db,
  organisationId: string,
  campaignId: string,
): Promise<Lead[]> {
  const rows = await leads(db, organisationId)
    .where('campaign_id', '=', campaignId)
    .orderBy('rank', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toLead);
}

export async function readLeads(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows = await leads(db, organisationId).where('id', 'in', ids).execute();
  return rows.map(toLead);
}

export async function leadIdsOfNumber(
  db: Db,
  organisationId: string,
  number: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('lead')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('number', '=', number)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Works out anew what these leads are, from the entries that stand for their numbers and the last
 * summary of each, and writes what is different.
 *
 * @returns the events of the leads that changed.
 */
export async function refreshLeads(
  transaction: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (const id of ids) {
    const row = await leads(transaction, organisationId).where('id', '=', id).executeTakeFirst();
    if (!row) continue;
    const last = await lastDisposition(transaction, organisationId, row);
    const status = leadStatus({
      blocked: await isBlocked(transaction, organisationId, row.number, row.campaign_id),
      lastOutcome: last.outcome,
    });
    if (status === row.status && last.id === row.last_disposition_id) continue;
    await transaction
      .updateTable('lead')
      .set((the) => ({
        status,
        last_disposition_id: last.id,
        version: the('version', '+', 1),
      }))
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .execute();
    events.push({ kind: 'lead', subject: id });
  }
  return events;
}

/** Whether an entry that nobody took back stands against calling a number in a campaign. */
async function isBlocked(
  db: Db,
  organisationId: string,
  number: string,
  campaignId: string,
): Promise<boolean> {
  const entry = await db
    .selectFrom('dnc_entry')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('number', '=', number)
    .where((the) => the.or([the('scope', '=', 'company'), the('campaign_id', '=', campaignId)]))
    .where((the) =>
      the.not(
        the.exists(
          the
            .selectFrom('dnc_withdrawal')
            .select('entry_id')
            .whereRef('dnc_withdrawal.organisation_id', '=', 'dnc_entry.organisation_id')
            .whereRef('dnc_withdrawal.entry_id', '=', 'dnc_entry.id'),
        ),
      ),
    )
    .executeTakeFirst();
  return entry !== undefined;
}

async function lastDisposition(
  db: Db,
  organisationId: string,
  lead: LeadRow,
): Promise<{ id: string | null; outcome: LastOutcome }> {
  const summary = await db
    .selectFrom('summary')
    .select('disposition_id')
    .where('organisation_id', '=', organisationId)
    .where('lead_id', '=', lead.id)
    .orderBy('started_at', 'desc')
    .orderBy('call_id', 'desc')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!summary) return { id: null, outcome: 'none' };
  if (summary.disposition_id === null) return { id: null, outcome: 'open' };
  const disposition = await db
    .selectFrom('disposition')
    .select(['effect', 'closes_lead'])
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', lead.campaign_id)
    .where('id', '=', summary.disposition_id)
    .executeTakeFirst();
  const { disposition_id: id } = summary;
  if (disposition?.effect === 'do-not-call') return { id, outcome: 'do-not-call' };
  return { id, outcome: disposition?.closes_lead ? 'closing' : 'open' };
}
