import type { Script } from '../../domain/script/script.ts';
import type { Center } from '../center.ts';
import { recordAudit } from '../db/audit.ts';
import { putScript } from '../db/campaigns.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';

/** Publishes a checked script as its next version, and tells the desks. */
export async function storeScript(
  center: Pick<Center, 'db' | 'organisationId' | 'now' | 'feedMoved'>,
  userId: string | null,
  script: Script,
): Promise<Script> {
  const { organisationId } = center;
  const nowMs = center.now();
  const stored = await writeInTurn(center.db, organisationId, async (transaction) => {
    const next = await putScript(transaction, organisationId, script, userId, nowMs);
    await recordAudit(transaction, organisationId, {
      atMs: nowMs,
      userId,
      action: 'script-published',
      subject: next.id,
      detail: { version: next.version },
    });
    await appendToFeed(transaction, organisationId, [{ kind: 'provisioning', subject: '' }]);
    return next;
  });
  center.feedMoved();
  return stored;
}
