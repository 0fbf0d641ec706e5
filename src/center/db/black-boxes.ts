import { asInstant } from './column.ts';
import type { Db } from './store.ts';

/** Keeps a report, and lets go of those whose time is over. Kept is the first of an id. */
export async function keepBlackBox(
  transaction: Db,
  organisationId: string,
  box: {
    readonly id: string;
    readonly userId: string;
    readonly report: string;
    readonly sizeBytes: number;
    readonly storedAtMs: number;
    readonly keepUntilMs: number;
  },
): Promise<void> {
  await forgetBlackBoxes(transaction, organisationId, box.storedAtMs);
  await transaction
    .insertInto('black_box')
    .values({
      organisation_id: organisationId,
      id: box.id,
      user_id: box.userId,
      stored_at: new Date(box.storedAtMs).toISOString(),
      keep_until: new Date(box.keepUntilMs).toISOString(),
      size_bytes: box.sizeBytes,
      report: box.report,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is over at that time is gone for good. */
export async function forgetBlackBoxes(
  db: Db,
  organisationId: string,
  nowMs: number,
): Promise<void> {
  await db
    .deleteFrom('black_box')
    .where('organisation_id', '=', organisationId)
    .where('keep_until', '<=', new Date(nowMs))
    .execute();
}

export async function findBlackBox(db: Db, organisationId: string, id: string) {
  const row = await db
    .selectFrom('black_box')
    .select(['user_id', 'report', 'keep_until'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return { userId: row.user_id, report: row.report, keepUntil: asInstant(row.keep_until) };
}

/** Newest first, at most 200. */
export async function listBlackBoxes(db: Db, organisationId: string) {
  const rows = await db
    .selectFrom('black_box')
    .select(['id', 'user_id', 'stored_at', 'keep_until', 'size_bytes'])
    .where('organisation_id', '=', organisationId)
    .orderBy('stored_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    storedAt: asInstant(row.stored_at),
    keepUntil: asInstant(row.keep_until),
    sizeBytes: row.size_bytes,
  }));
}
