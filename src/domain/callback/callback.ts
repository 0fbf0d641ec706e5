import type { CampaignId, LeadId } from '../campaign/campaign.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';

export type CallbackId = string;

/**
 * A call we owe somebody, at a time of their choosing.
 *
 *   open ──take──▶ taken ──keep──▶ kept
 *    │ ▲             │ │
 *    │ └──release────┘ └──cancel──▶ cancelled
 *    └──(an hour too late)──▶ missed ──take, keep, cancel, move──▶ …
 *
 * Kept and cancelled are final. A missed one is still owed.
 */
export type Callback = {
  /** UUIDv7, made by the desk. */
  readonly id: CallbackId;
  /** 1 when it is made; rises with each change. */
  readonly revision: number;
  readonly customerId: CustomerId | null;
  readonly number: E164;
  readonly campaignId: CampaignId | null;
  readonly leadId: LeadId | null;
  /** ISO 8601 instant in UTC. */
  readonly dueAt: string;
  /** IANA zone of the customer when the time was agreed. */
  readonly timeZone: string;
  /** What the customer wants to talk about; may be empty. */
  readonly wish: string;
  /** The agent who alone is to call; null when anyone of the campaign may. */
  readonly ownerId: string | null;
  readonly status: 'open' | 'taken' | 'kept' | 'cancelled' | 'missed';
  /** Who has it at the moment, for `taken`, or who kept or cancelled it. */
  readonly takenBy: string | null;
  /** Since when, by the center's clock; null unless `taken`. */
  readonly takenAt: string | null;
  readonly madeBy: string;
  readonly madeAt: string;
};

export type CallbackChange =
  /** Nobody else may call now. Only the center grants it. */
  | { readonly kind: 'take' }
  /** Not called after all: others may have it. */
  | { readonly kind: 'release' }
  /** They were called and answered. */
  | { readonly kind: 'keep' }
  /** Nobody is to call any more. */
  | { readonly kind: 'cancel' }
  /** Another time, another wish, another owner. */
  | {
      readonly kind: 'move';
      readonly dueAt: string;
      readonly timeZone: string;
      readonly wish: string;
      readonly ownerId: string | null;
    };

export type CallbackRefusal = 'closed' | 'taken-by-other' | 'other-agent';

export type ChangedCallback =
  | { readonly ok: true; readonly callback: Callback }
  | { readonly ok: false; readonly reason: CallbackRefusal };

/** Whoever took a callback and did not call within this time has lost it to the next who asks. */
export const takenForMs = 30 * 60_000;

/** A callback nobody kept is recorded as missed this long after its time. */
export const missedAfterMs = 60 * 60_000;

export function isClosed(callback: Callback): boolean {
  return callback.status === 'kept' || callback.status === 'cancelled';
}

/** Whether an agent sees it as work of his own: it is his, or anyone's. */
export function isFor(callback: Callback, agentId: string): boolean {
  return callback.ownerId === null || callback.ownerId === agentId;
}

/** Whether somebody else has it now. */
export function isTakenByOther(callback: Callback, agentId: string, nowMs: number): boolean {
  if (callback.status !== 'taken' || callback.takenBy === agentId) return false;
  return nowMs - Date.parse(callback.takenAt ?? '') < takenForMs;
}

/**
 * One change by one agent; the desk foresees with it what the center decides with it. A change
 * that changes nothing is answered with the same callback.
 */
export function changeCallback(
  callback: Callback,
  change: CallbackChange,
  by: { readonly agentId: string; readonly at: string },
): ChangedCallback {
  if (!isFor(callback, by.agentId)) return { ok: false, reason: 'other-agent' };
  if (isClosed(callback)) {
    const repeats =
      (change.kind === 'keep' && callback.status === 'kept') ||
      (change.kind === 'cancel' && callback.status === 'cancelled');
    return repeats || change.kind === 'release'
      ? { ok: true, callback }
      : { ok: false, reason: 'closed' };
  }
  // A call that was made is a fact: it stands, whoever had the callback.
  const stands = change.kind === 'keep' || change.kind === 'release';
  if (!stands && isTakenByOther(callback, by.agentId, Date.parse(by.at))) {
    return { ok: false, reason: 'taken-by-other' };
  }
  return { ok: true, callback: applied(callback, change, by) };
}

function applied(
  callback: Callback,
  change: CallbackChange,
  by: { readonly agentId: string; readonly at: string },
): Callback {
  const revision = callback.revision + 1;
  switch (change.kind) {
    case 'take':
      return { ...callback, revision, status: 'taken', takenBy: by.agentId, takenAt: by.at };
    case 'release':
      return callback.status === 'taken' && callback.takenBy === by.agentId
        ? { ...callback, revision, status: 'open', takenBy: null, takenAt: null }
        : callback;
    case 'keep':
      return { ...callback, revision, status: 'kept', takenBy: by.agentId, takenAt: null };
    case 'cancel':
      return { ...callback, revision, status: 'cancelled', takenBy: by.agentId, takenAt: null };
    case 'move': {
      const { dueAt, timeZone, wish, ownerId } = change;
      const moved = { dueAt, timeZone, wish, ownerId };
      return { ...callback, ...moved, revision, status: 'open', takenBy: null, takenAt: null };
    }
  }
}

/** What time alone makes of a callback: null, or the same one as missed. */
export function missedCallback(callback: Callback, nowMs: number): Callback | null {
  if (isClosed(callback) || callback.status === 'missed') return null;
  if (nowMs - Date.parse(callback.dueAt) < missedAfterMs) return null;
  // Somebody is calling right now.
  if (callback.status === 'taken' && nowMs - Date.parse(callback.takenAt ?? '') < takenForMs) {
    return null;
  }
  const { revision } = callback;
  return { ...callback, revision: revision + 1, status: 'missed', takenBy: null, takenAt: null };
}
