import type { OutboxPayload } from '../../contract/sync/up/submit.ts';
import { type Callback, changeCallback } from '../../domain/callback/callback.ts';
import type { Caller } from '../account/account.ts';
import { insertCallback, lockCallback, updateCallback } from '../db/callbacks.ts';
import type { Db } from '../db/store.ts';
import { type Effect, referenceOf } from './effect.ts';

type Change = Extract<OutboxPayload, { kind: 'callback-change' }>;

/** Stores a callback that an agent has agreed on. It is his word: maker and first revision are ours. */
export async function storeCallback(
  transaction: Db,
  caller: Caller,
  callback: Callback,
  atMs: number,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  const made: Callback = {
    ...callback,
    revision: 1,
    status: 'open',
    takenBy: null,
    takenAt: null,
    // Nobody binds a colleague: it is the maker's own, or anyone's.
    ownerId: callback.ownerId === null ? null : userId,
    madeBy: userId,
  };
  const storedAt = new Date(atMs).toISOString();
  const inserted = await insertCallback(transaction, organisationId, made, {
    userId,
    at: made.madeAt,
    storedAt,
  });
  if (!inserted) return { ok: false, reason: 'id-taken' };
  return {
    ok: true,
    reference: referenceOf('B', made.id),
    events: [{ kind: 'callback', subject: made.id }],
  };
}

/** Carries out a change, by the center's time, or says why it cannot be. */
export async function storeCallbackChange(
  transaction: Db,
  caller: Caller,
  { callbackId, change, at }: Change,
  atMs: number,
): Promise<Effect> {
  const { organisationId, userId } = caller;
  const callback = await lockCallback(transaction, organisationId, callbackId);
  if (!callback) return { ok: false, reason: 'unknown-callback' };
  const ownerId = change.kind === 'move' && change.ownerId !== null ? { ownerId: userId } : {};
  const storedAt = new Date(atMs).toISOString();
  const changed = changeCallback(
    callback,
    { ...change, ...ownerId },
    { agentId: userId, at: storedAt },
  );
  if (!changed.ok) return { ok: false, reason: changed.reason };
  const reference = referenceOf('B', callbackId);
  const events = [{ kind: 'callback' as const, subject: callbackId }];
  if (changed.callback !== callback) {
    await updateCallback(transaction, organisationId, changed.callback, { userId, at, storedAt });
  }
  return { ok: true, reference, events };
}
