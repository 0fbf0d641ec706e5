import type { UnsentRecord } from '../../domain/customer/correction.ts';
import { uuidV7 } from '../uuid.ts';
import type { Db } from './store.ts';

/** Writes down who changed what the whole floor works with, in the same transaction. */
export async function recordAudit(
  transaction: Db,
  organisationId: string,
  entry: {
    readonly atMs: number;
    readonly userId: string | null;
    readonly action:
      | 'script-published'
      | 'lead-list-imported'
      | 'user-written'
      | UnsentRecord['kind'];
    readonly subject: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await transaction
    .insertInto('audit')
    .values({
      organisation_id: organisationId,
      id: uuidV7(entry.atMs),
      at: new Date(entry.atMs).toISOString(),
      user_id: entry.userId,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}
