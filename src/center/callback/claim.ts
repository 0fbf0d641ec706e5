import type { ClaimResponse } from '../../contract/http/callbacks.ts';
import { type Callback, changeCallback } from '../../domain/callback/callback.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { lockCallback, updateCallback } from '../db/callbacks.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';

type Claim = { readonly outcome: ClaimResponse['outcome']; readonly callback: Callback };

/**
 * Gives a callback to the agent who asks, if nobody else has it. Two who ask at once wait for each
 * other here: one gets it, the other is told. Null for a callback that is not there.
 */
export async function claimCallback(
  center: Center,
  caller: Caller,
  id: string,
): Promise<Claim | null> {
  const { organisationId, userId } = caller;
  const at = new Date(center.now()).toISOString();
  const claim = await writeInTurn(
    center.db,
    organisationId,
    async (transaction): Promise<Claim | null> => {
      const callback = await lockCallback(transaction, organisationId, id);
      if (!callback) return null;
      const changed = changeCallback(callback, { kind: 'take' }, { agentId: userId, at });
      if (!changed.ok) return { outcome: changed.reason, callback };
      await updateCallback(transaction, organisationId, changed.callback, {
        userId,
        at,
        storedAt: at,
      });
      await appendToFeed(transaction, organisationId, [{ kind: 'callback', subject: id }]);
      return { outcome: 'yours', callback: changed.callback };
    },
  );
  if (claim?.outcome === 'yours') center.feedMoved();
  return claim;
}
