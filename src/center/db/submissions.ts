import type { Receipt } from '../../contract/sync/down/receipt.ts';
import { asInstant } from './column.ts';
import type { Db } from './store.ts';

/** What was answered to a key; a receipt without its envelope. */
export type StoredAnswer = Omit<Receipt, 'type' | 'key'>;

export type StoredSubmission = {
  readonly userId: string;
  readonly digest: string;
  readonly answer: StoredAnswer;
};

export type Claim =
  | { readonly known: false }
  | { readonly known: true; readonly submission: StoredSubmission };

/**
 * Takes a key for this transaction, before anything else is done: a twin that comes at the same
 * moment waits here and then finds the answer. (Looking first and inserting later lets both in.)
 */
export async function claimKey(
  transaction: Db,
  organisationId: string,
  claim: {
    readonly key: string;
    readonly userId: string;
    readonly deskId: string;
    readonly ordinal: number;
    readonly kind: string;
    readonly digest: string;
    readonly at: string;
    readonly clockOffsetMs: number | null;
  },
): Promise<Claim> {
  const claimed = await transaction
    .insertInto('submission')
    .values({
      organisation_id: organisationId,
      key: claim.key,
      user_id: claim.userId,
      desk_id: claim.deskId,
      ordinal: claim.ordinal,
      kind: claim.kind,
      digest: claim.digest,
      rejected_body: null,
      conflicts: null,
      outcome: 'claimed',
      reason: '',
      reference: '',
      at: claim.at,
      clock_offset_ms: claim.clockOffsetMs,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) return { known: false };
  const submission = await submissionByKey(transaction, organisationId, claim.key);
  if (!submission) throw new Error('a claimed key has no submission');
  return { known: true, submission };
}

/** Writes the answer beside the key, and keeps the whole item when it was rejected. */
export async function settleKey(
  transaction: Db,
  organisationId: string,
  key: string,
  answer: StoredAnswer,
  rejectedBody: string | null,
): Promise<void> {
  await transaction
    .updateTable('submission')
    .set({
      outcome: answer.outcome,
      reason: answer.reason,
      reference: answer.reference,
      at: answer.at,
      conflicts: answer.conflicts ? JSON.stringify(answer.conflicts) : null,
      rejected_body: rejectedBody,
    })
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .execute();
}

/** What was handed in under a key; null when nothing was. */
export async function submissionByKey(
  db: Db,
  organisationId: string,
  key: string,
): Promise<StoredSubmission | null> {
  const row = await db
    .selectFrom('submission')
    .select(['user_id', 'digest', 'outcome', 'reason', 'reference', 'at', 'conflicts'])
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row || row.outcome === 'claimed') return null;
  const { outcome, reason, reference, conflicts } = row;
  return {
    userId: row.user_id,
    digest: row.digest,
    answer: {
      outcome,
      reason,
      reference,
      at: asInstant(row.at),
      ...(conflicts ? { conflicts } : {}),
    },
  };
}
