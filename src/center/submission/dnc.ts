import type { Role } from '../../contract/record/provisioning.ts';
import type { OutboxPayload } from '../../contract/sync/up/submit.ts';
import type { DncEntry } from '../../domain/dnc/entry.ts';
import { type Caller, mayActAs } from '../account/account.ts';
import { campaignExists } from '../db/campaigns.ts';
import {
  dncEntryById,
  dropDncWithdrawal,
  insertDncEntry,
  insertDncWithdrawal,
  withdrawerOf,
} from '../db/dnc.ts';
import type { FeedEvent } from '../db/feed.ts';
import { addDncHistory } from '../db/history.ts';
import { leadIdsOfNumber, refreshLeads } from '../db/leads.ts';
import type { Db } from '../db/store.ts';
import { type Effect, referenceOf } from './effect.ts';

type Withdrawal = Extract<OutboxPayload, { kind: 'dnc-withdrawal' }>;

/** Stores a wish not to be called; it binds every lead with that number from now on. */
export async function storeDncEntry(
  transaction: Db,
  caller: Caller,
  entry: DncEntry,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  if (entry.scope === 'campaign') {
    const { campaignId } = entry;
    const known =
      campaignId !== null && (await campaignExists(transaction, organisationId, campaignId));
    if (!known) return { ok: false, reason: 'unknown-campaign' };
  }
  const inserted = await insertDncEntry(transaction, organisationId, userId, entry);
  if (!inserted) return { ok: false, reason: 'id-taken' };
  const reference = referenceOf('D', entry.id);
  const events: FeedEvent[] = [{ kind: 'dnc-entry', subject: entry.id }];
  const withdrawer = await withdrawerOf(transaction, organisationId, entry.id);
  if (withdrawer) {
    // Its withdrawal came before it: the entry is on record, and binds nobody.
    if (mayWithdraw(withdrawer, userId)) {
      events.push({ kind: 'dnc-withdrawal', subject: entry.id });
      return { ok: true, reference, events };
    }
    // Whose entry it would be was not known then. In doubt nobody is called.
    await dropDncWithdrawal(transaction, organisationId, entry.id);
  }
  const title = 'Do not call';
  const history = await addDncHistory(transaction, organisationId, { ...entry, title });
  const leads = await leadsOf(transaction, organisationId, entry.number);
  return { ok: true, reference, events: [...events, ...history, ...leads] };
}

/** Takes a wish back: only its author, or a floor manager, may. The entry stays on record. */
export async function storeDncWithdrawal(
  transaction: Db,
  caller: Caller,
  withdrawal: Withdrawal,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  const { entryId: id, at } = withdrawal;
  const entry = await dncEntryById(transaction, organisationId, id);
  if (entry && !mayWithdraw(caller, entry.userId)) {
    return { ok: false, reason: 'other-agent' };
  }
  // The number is the entry's own: a desk cannot free another one by a wrong number.
  const number = entry?.number ?? withdrawal.number;
  const inserted = await insertDncWithdrawal(transaction, organisationId, userId, {
    entryId: id,
    number,
    at,
  });
  const reference = referenceOf('W', id);
  if (!inserted) return { ok: true, reference, events: [] };
  const events: FeedEvent[] = [{ kind: 'dnc-withdrawal', subject: id }];
  if (!entry) return { ok: true, reference, events };
  const title = 'May be called again';
  const history = await addDncHistory(transaction, organisationId, {
    // Ids have at most 64 characters.
    id: `${id.slice(0, 54)}-withdrawn`,
    number,
    at,
    title,
  });
  const leads = await leadsOf(transaction, organisationId, number);
  return { ok: true, reference, events: [...events, ...history, ...leads] };
}

/** Only the author of an entry, or a floor manager, takes it back. */
function mayWithdraw(
  who: { readonly userId: string | null; readonly role: Role | null },
  author: string | null,
): boolean {
  const isAuthor = who.userId !== null && who.userId === author;
  return isAuthor || (who.role !== null && mayActAs(who.role, 'floor-manager'));
}

async function leadsOf(transaction: Db, organisationId: string, number: string) {
  const ids = await leadIdsOfNumber(transaction, organisationId, number);
  return refreshLeads(transaction, organisationId, ids);
}
