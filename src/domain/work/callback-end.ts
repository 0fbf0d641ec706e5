import type { CallbackChange } from '../callback/callback.ts';
import type { OutboxEntry } from '../desktop/effect.ts';
import type { Work } from './work.ts';

export type CallbackEnd = 'kept' | 'open' | 'cancelled';

/**
 * What becomes of the callback a conversation was opened for. The agent's word counts; without
 * one: a call that was answered has kept it, anything else leaves it owed.
 */
export function callbackEnd(work: Work): CallbackEnd | null {
  if (!work.callback) return null;
  if (work.callback.end) return work.callback.end;
  return work.call?.answeredAt != null ? 'kept' : 'open';
}

/** What is written about it when the conversation closes; nothing when it stays as it was. */
export function callbackEntries(work: Work, at: string): readonly OutboxEntry[] {
  const { callback } = work;
  const end = callbackEnd(work);
  if (!callback || !end) return [];
  // One of anyone's goes back to the others; the agent's own was never away.
  if (end === 'open' && !callback.forAnyone) return [];
  return [
    {
      kind: 'callback-change',
      callbackId: callback.callbackId,
      change: { kind: changes[end] },
      at,
    },
  ];
}

const changes = {
  kept: 'keep',
  cancelled: 'cancel',
  open: 'release',
} as const satisfies Record<CallbackEnd, CallbackChange['kind']>;
