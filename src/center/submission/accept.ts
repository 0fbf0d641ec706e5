import type { Receipt } from '../../contract/sync/down/receipt.ts';
import type { OutboxPayload, Submit } from '../../contract/sync/up/submit.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';
import type { Db } from '../db/store.ts';
import { claimKey, settleKey } from '../db/submissions.ts';
import { storeCallLog } from './call-log.ts';
import { storeCallback, storeCallbackChange } from './callback.ts';
import { digestOf, storable } from './canonical.ts';
import { storeCustomerRecord } from './customer.ts';
import { storeDncEntry, storeDncWithdrawal } from './dnc.ts';
import type { Effect } from './effect.ts';
import { storeSummary } from './summary.ts';

/** Who hands something in, and from which desk. */
export type Submitter = { readonly caller: Caller; readonly deskId: string };

/**
 * Takes one item of a desk's outbox: the key, its effect, the answer and the feed in one
 * transaction. A key that is known is answered as it was the first time.
 */
export async function acceptSubmission(
  center: Center,
  submitter: Submitter,
  submit: Submit,
): Promise<Receipt> {
  const atMs = center.now();
  const at = new Date(atMs).toISOString();
  const receipt = (answer: Omit<Receipt, 'type' | 'key'>): Receipt => ({
    type: 'receipt',
    key: submit.key,
    ...answer,
  });
  // Nothing of another center's item is kept here, not even that there was one.
  if (submit.centerId !== center.identity.centerId) {
    return receipt({ outcome: 'rejected', reason: 'other-center', reference: '', at });
  }
  const { organisationId } = submitter.caller;
  const digest = digestOf(submit.payload);
  const payload = storable(submit.payload);
  const work = async (transaction: Db): Promise<Receipt> => {
    const claim = await claimKey(transaction, organisationId, {
      key: submit.key,
      userId: submitter.caller.userId,
      deskId: submitter.deskId,
      ordinal: submit.ordinal,
      kind: submit.payload.kind,
      digest,
      at,
      clockOffsetMs: submit.clockOffsetMs,
    });
    if (claim.known) {
      const { submission } = claim;
      const sameItem =
        submission.digest === digest && submission.userId === submitter.caller.userId;
      if (sameItem) return receipt(submission.answer);
      return receipt({ outcome: 'rejected', reason: 'key-reused', reference: '', at });
    }
    const effect = await apply(transaction, submitter.caller, payload, atMs);
    const settled = effect.ok
      ? ({ outcome: 'stored', reason: '', reference: effect.reference, at } as const)
      : {
          outcome: 'rejected' as const,
          reason: effect.reason,
          reference: '',
          at,
          ...('conflicts' in effect ? { conflicts: [...effect.conflicts] } : {}),
        };
    const rejectedBody = effect.ok ? null : JSON.stringify(payload);
    await settleKey(transaction, organisationId, submit.key, settled, rejectedBody);
    if (effect.ok) await appendToFeed(transaction, organisationId, effect.events);
    return receipt(settled);
  };
  try {
    const answer = await writeInTurn(center.db, organisationId, work);
    center.feedMoved();
    return answer;
  } catch (error) {
    if (!isDataError(error)) throw error;
    // What the store cannot hold must not come back for ever: it is kept whole, and answered.
    return rejectSubmission(center, submitter, {
      key: submit.key,
      ordinal: submit.ordinal,
      kind: submit.payload.kind,
      body: JSON.stringify(submit.payload),
      reason: 'unstorable',
      digest,
    });
  }
}

/**
 * Keeps an item that cannot be carried out, with the reason, under its key. A key that has an
 * answer keeps that one.
 */
export async function rejectSubmission(
  center: Center,
  submitter: Submitter,
  item: {
    readonly key: string;
    readonly ordinal: number;
    readonly kind: string;
    readonly body: string;
    readonly reason: string;
    readonly digest: string;
  },
): Promise<Receipt> {
  const { organisationId, userId } = submitter.caller;
  const at = new Date(center.now()).toISOString();
  const rejected = { outcome: 'rejected', reason: item.reason, reference: '', at } as const;
  const answer = await writeInTurn(center.db, organisationId, async (transaction) => {
    const claim = await claimKey(transaction, organisationId, {
      key: item.key,
      userId,
      deskId: submitter.deskId,
      ordinal: item.ordinal,
      kind: item.kind,
      digest: item.digest,
      at,
      clockOffsetMs: null,
    });
    if (claim.known) {
      const { submission } = claim;
      return submission.userId === userId && submission.digest === item.digest
        ? submission.answer
        : { ...rejected, reason: 'key-reused' };
    }
    await settleKey(transaction, organisationId, item.key, rejected, storable(item.body));
    return rejected;
  });
  return { type: 'receipt', key: item.key, ...answer };
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

function apply(
  transaction: Db,
  caller: Caller,
  payload: OutboxPayload,
  atMs: number,
): Promise<Effect> {
  switch (payload.kind) {
    case 'summary':
      return storeSummary(transaction, caller, payload.summary, atMs);
    case 'dnc-entry':
      return storeDncEntry(transaction, caller, payload.entry);
    case 'dnc-withdrawal':
      return storeDncWithdrawal(transaction, caller, payload);
    case 'call-log':
      return storeCallLog(transaction, caller, payload.call, atMs);
    case 'callback':
      return storeCallback(transaction, caller, payload.callback, atMs);
    case 'callback-change':
      return storeCallbackChange(transaction, caller, payload, atMs);
    case 'customer-created':
    case 'customer-changed':
    case 'number-attached':
    case 'promise-made':
    case 'promise-settled':
      return storeCustomerRecord(transaction, caller, payload, atMs);
    default:
      return assertNever(payload);
  }
}
