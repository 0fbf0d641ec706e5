import type { NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import type { Db } from './store.ts';

/** Why an agent of this organisation may be not ready, in the order of the menu. */
export function readNotReadyReasons(db: Db, organisationId: string): Promise<NotReadyReason[]> {
  return db
    .selectFrom('not_ready_reason')
    .select(['id', 'label'])
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Puts these reasons in place of those there were. */
export async function putNotReadyReasons(
  transaction: Db,
  organisationId: string,
  reasons: readonly NotReadyReason[],
): Promise<void> {
  await transaction
    .deleteFrom('not_ready_reason')
    .where('organisation_id', '=', organisationId)
    .execute();
  if (reasons.length === 0) return;
  await transaction
    .insertInto('not_ready_reason')
    .values(
      reasons.map(({ id, label }, position) => ({
        organisation_id: organisationId,
        id,
        label,
        position,
      })),
    )
    .execute();
}
