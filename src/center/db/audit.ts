import type { UnsentRecord } from '../../domain/customer/correction.ts';
import { uuidV7 } from '../uuid.ts';
import type { Db } from './store.ts';

export type AuditAction =
  | 'script-published'
  | 'campaign-written'
  | 'not-ready-reasons-written'
  | 'organisation-written'
  | 'pbx-written'
  | 'lead-list-imported'
  | 'user-written'
  | UnsentRecord['kind'];

/** Writes down who changed what the whole floor works with, in the same transaction. */
export async function recordAudit(
  transaction: Db,
  organisationId: string,
  entry: {
    readonly atMs: number;
    readonly userId: string | null;
    readonly action: AuditAction;
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
