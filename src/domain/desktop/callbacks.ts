import type { Callback, CallbackId } from '../callback/callback.ts';
import { type CallbackMoves, endsMove, withTyped } from '../callback/callback-form.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import { emptyDraft, type Work, type WorkCallback } from '../work/work.ts';
import type { DesktopEffect, OutboxEntry } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { closePreview, runFor } from './opening.ts';
import { campaignOf, type DesktopState, scriptOf } from './state.ts';
import { type DesktopStep, stay, withWork } from './step.ts';

type Of<T extends DesktopEvent['type']> = Extract<DesktopEvent, { type: T }>;

/** Opens the preview of somebody who is owed a call. A conversation in progress is never replaced. */
export function callbackOpened(state: DesktopState, event: Of<'callback-opened'>): DesktopStep {
  const { callback, workId, at } = event;
  if (state.work?.callback?.callbackId === callback.id) return stay(state);
  return openPerson(state, {
    workId,
    at,
    campaignId: callback.campaignId ?? state.campaignId,
    leadId: callback.leadId,
    number: callback.number,
    customerId: callback.customerId,
    callback: workCallback(callback),
  });
}

/** Opens the preview of somebody out of the past calls, undialed. */
export function personOpened(state: DesktopState, event: Of<'person-opened'>): DesktopStep {
  const { workId, at, number, customerId, campaignId } = event;
  const person = { workId, at, number, customerId, leadId: null, callback: null };
  return openPerson(state, { ...person, campaignId: campaignId ?? state.campaignId });
}

function openPerson(
  state: DesktopState,
  person: Pick<Work, 'workId' | 'campaignId' | 'leadId' | 'callback'> & {
    readonly number: E164;
    readonly customerId: CustomerId | null;
    readonly at: string;
  },
): DesktopStep {
  const { work } = state;
  const { workId, at, campaignId, leadId, number, customerId, callback } = person;
  if (work && work.stage !== 'preview') return stay(state);
  const closed = work ? closePreview(state, work, at) : stay(state);
  const opened: Work = {
    workId,
    stage: 'preview',
    direction: 'outbound',
    openedAt: at,
    campaignId,
    leadId,
    number,
    person:
      customerId === null ? { match: 'looking' } : { match: 'customer', customerId, others: [] },
    call: null,
    script: runFor(state, campaignId),
    draft: emptyDraft,
    doNotCall: null,
    nextWanted: false,
    revisions: 0,
    callback,
    promised: null,
    callbackTyped: {},
  };
  return {
    state: { ...closed.state, work: opened },
    effects: [
      ...closed.effects,
      // On disk at once: what was taken from the others must be given back after a stop, too.
      { type: 'journal.commit', append: [], workId, save: opened },
      { type: 'person.look-up', workId, number, customerId },
    ],
  };
}

function workCallback(callback: Callback): WorkCallback {
  return {
    callbackId: callback.id,
    dueAt: callback.dueAt,
    timeZone: callback.timeZone,
    wish: callback.wish,
    forAnyone: callback.ownerId === null,
    end: null,
  };
}

/**
 * The agent promises a call, on disk at once. One conversation makes one callback: promising again
 * changes it.
 */
export function callbackPromised(state: DesktopState, event: Of<'callback-promised'>): DesktopStep {
  const { work } = state;
  if (work?.workId !== event.workId || work.number === null) return stay(state);
  const { dueAt, timeZone, wish, ownerId } = event;
  const terms = { dueAt, timeZone, wish, ownerId };
  const before = work.promised;
  if (
    before &&
    JSON.stringify(before) === JSON.stringify({ callbackId: before.callbackId, ...terms })
  ) {
    return withWork(state, work.workId, withoutTyped);
  }
  const callbackId = before?.callbackId ?? event.callbackId;
  const entry: OutboxEntry = before
    ? { kind: 'callback-change', callbackId, change: { kind: 'move', ...terms }, at: event.at }
    : {
        kind: 'callback',
        callback: {
          id: callbackId,
          revision: 1,
          customerId: work.person.match === 'customer' ? work.person.customerId : null,
          number: work.number,
          campaignId: work.campaignId,
          leadId: work.leadId,
          ...terms,
          status: 'open',
          takenBy: null,
          takenAt: null,
          madeBy: event.agentId,
          madeAt: event.at,
        },
      };
  const promised: Work = {
    ...withoutTyped(work),
    promised: { callbackId, ...terms },
    draft: { ...work.draft, dispositionId: work.draft.dispositionId ?? pageOutcome(state, work) },
  };
  return committed(state, promised, [entry]);
}

/** The outcome the script's page gives to a callback made on it, when the campaign has it. */
function pageOutcome(state: DesktopState, work: Work): string | null {
  const node = scriptOf(state, work.campaignId)?.nodes.find(({ id }) => id === work.script?.nodeId);
  if (node?.kind !== 'callback') return null;
  const outcome = campaignOf(state, work.campaignId)?.dispositions.find(
    ({ id }) => id === node.dispositionId,
  );
  return outcome?.effect === 'none' ? outcome.id : null;
}

/** Letter by letter, like a note: the page may die before the call is promised. */
export function callbackTyped(state: DesktopState, event: Of<'callback-typed'>): DesktopStep {
  return withWork(state, event.workId, (work) => {
    const typed = withTyped(work.callbackTyped, event);
    return typed === work.callbackTyped ? work : { ...work, callbackTyped: typed };
  });
}

/** What is typed to move a callback of the list: letter by letter, too. */
export function callbackMoveTyped(
  state: DesktopState,
  event: Of<'callback-move-typed'>,
): DesktopStep {
  const before = state.moves[event.callbackId] ?? {};
  const typed = withTyped(before, event);
  if (typed === before) return stay(state);
  const { callbackId } = event;
  return {
    state: { ...state, moves: { ...state.moves, [callbackId]: typed } },
    effects: [{ type: 'callback-move.save', callbackId, typed }],
  };
}

export function callbackMoveDiscarded(
  state: DesktopState,
  { callbackId }: Of<'callback-move-discarded'>,
): DesktopStep {
  if (!Object.hasOwn(state.moves, callbackId)) return stay(state);
  return {
    state: { ...state, moves: withoutMove(state.moves, callbackId) },
    effects: [{ type: 'callback-move.drop', callbackId }],
  };
}

/** What is written to move or end a callback takes what was typed about it along. */
export function withoutEndedMoves(step: DesktopStep): DesktopStep {
  let { moves } = step.state;
  for (const effect of step.effects) {
    if (effect.type !== 'journal.commit') continue;
    for (const entry of effect.append) {
      if (entry.kind !== 'callback-change' || !endsMove(entry.change)) continue;
      if (Object.hasOwn(moves, entry.callbackId)) moves = withoutMove(moves, entry.callbackId);
    }
  }
  return moves === step.state.moves ? step : { ...step, state: { ...step.state, moves } };
}

function withoutMove(moves: CallbackMoves, callbackId: CallbackId): CallbackMoves {
  const { [callbackId]: _gone, ...others } = moves;
  return others;
}

function withoutTyped(work: Work): Work {
  return Object.keys(work.callbackTyped).length === 0 ? work : { ...work, callbackTyped: {} };
}

/** A change to a callback from the list, or to the one this conversation has made. */
export function callbackChanged(state: DesktopState, event: Of<'callback-changed'>): DesktopStep {
  const { work } = state;
  const entry: OutboxEntry = {
    kind: 'callback-change',
    callbackId: event.callbackId,
    change: event.change,
    at: event.at,
  };
  if (work?.promised?.callbackId === event.callbackId) {
    const promised =
      event.change.kind === 'cancel'
        ? null
        : event.change.kind === 'move'
          ? { ...work.promised, ...termsOf(event.change) }
          : work.promised;
    return committed(state, { ...work, promised }, [entry]);
  }
  // What the open conversation is about ends with it, by its own rule.
  if (work?.callback?.callbackId === event.callbackId) return stay(state);
  // No conversation of this name: nothing of a draft is touched.
  return {
    state,
    effects: [{ type: 'journal.commit', append: [entry], workId: event.callbackId, save: null }],
  };
}

function termsOf(change: Extract<Of<'callback-changed'>['change'], { kind: 'move' }>) {
  const { dueAt, timeZone, wish, ownerId } = change;
  return { dueAt, timeZone, wish, ownerId };
}

/** What is to become of the callback when this conversation ends; null for the rule. */
export function callbackEndChosen(
  state: DesktopState,
  event: Of<'callback-end-chosen'>,
): DesktopStep {
  return withWork(state, event.workId, (work) =>
    work.callback && work.callback.end !== event.end
      ? { ...work, callback: { ...work.callback, end: event.end } }
      : work,
  );
}

function committed(state: DesktopState, work: Work, append: readonly OutboxEntry[]): DesktopStep {
  const commit: DesktopEffect = { type: 'journal.commit', append, workId: work.workId, save: work };
  return { state: { ...state, work }, effects: [commit] };
}
