import type { CallbackView, WorkView } from '../../contract/ipc/desk-snapshot.ts';
import { type Callback, isTakenByOther } from '../../domain/callback/callback.ts';
import type { CallbackTyped } from '../../domain/callback/callback-form.ts';
import { callbackEnd } from '../../domain/work/callback-end.ts';
import type { Work } from '../../domain/work/work.ts';

/** A callback as its agent sees it. */
export function callbackView(
  callback: Callback,
  typed: CallbackTyped,
  agentId: string,
  wallMs: number,
): CallbackView {
  const { id, customerId, number, campaignId, dueAt, timeZone, wish, status } = callback;
  return {
    ...{ id, customerId, number, campaignId, dueAt, timeZone, wish, status },
    mine: callback.ownerId !== null,
    typed: { ...typed },
    takenByOther: isTakenByOther(callback, agentId, wallMs),
  };
}

/** What a conversation has to do with callbacks. */
export function workCallbacks(
  work: Work,
): Pick<WorkView, 'callback' | 'promised' | 'callbackTyped'> {
  const { callback, promised } = work;
  return {
    callbackTyped: { ...work.callbackTyped },
    callback: callback && {
      callbackId: callback.callbackId,
      dueAt: callback.dueAt,
      timeZone: callback.timeZone,
      wish: callback.wish,
      end: callback.end,
      comesTo: callbackEnd(work) ?? 'open',
    },
    promised: promised && {
      callbackId: promised.callbackId,
      dueAt: promised.dueAt,
      timeZone: promised.timeZone,
      wish: promised.wish,
      mine: promised.ownerId !== null,
    },
  };
}
