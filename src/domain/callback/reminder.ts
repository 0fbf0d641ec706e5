import { type Callback, isClosed, isFor, isTakenByOther } from './callback.ts';

/** Which callbacks have been told of already, and which cards are put away until when. */
export type ReminderState = {
  /** The due instant each was told for: one that was moved is told again. */
  readonly told: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch until which a card stays away. */
  readonly awayUntilMs: Readonly<Record<string, number>>;
};

export type ReminderEvent =
  | {
      readonly type: 'looked';
      readonly callbacks: readonly Callback[];
      readonly agentId: string;
      /** By the center's clock where it is known. */
      readonly nowMs: number;
      readonly remindBeforeMs: number;
    }
  | { readonly type: 'put-away'; readonly callbackId: string; readonly untilMs: number };

export type ReminderEffect = { readonly type: 'reminder.show'; readonly callback: Callback };

export type ReminderStep = {
  readonly state: ReminderState;
  readonly effects: readonly ReminderEffect[];
};

export const noReminders: ReminderState = { told: {}, awayUntilMs: {} };

/** A card that was put away comes back this much later, while the callback is still owed. */
export const putAwayForMs = 10 * 60_000;

/**
 * Tells once of each callback that comes due. One that was missed while nobody looked is told too:
 * it is late, and it is still owed.
 */
export function remind(state: ReminderState, event: ReminderEvent): ReminderStep {
  switch (event.type) {
    case 'put-away': {
      const awayUntilMs = { ...state.awayUntilMs, [event.callbackId]: event.untilMs };
      return { state: { ...state, awayUntilMs }, effects: [] };
    }
    case 'looked': {
      const due = event.callbacks.filter((callback) => isNear(callback, event));
      const news = due.filter((callback) => state.told[callback.id] !== callback.dueAt);
      if (news.length === 0) return { state, effects: [] };
      const told = Object.fromEntries(news.map((callback) => [callback.id, callback.dueAt]));
      return {
        state: { ...state, told: { ...state.told, ...told } },
        effects: news.map((callback) => ({ type: 'reminder.show', callback })),
      };
    }
  }
}

/** The callbacks whose card stands in *today* now, most urgent first. */
export function cardsOf(
  state: ReminderState,
  event: Extract<ReminderEvent, { type: 'looked' }>,
): readonly Callback[] {
  return event.callbacks
    .filter((one) => isNear(one, event) && (state.awayUntilMs[one.id] ?? 0) <= event.nowMs)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
}

function isNear(
  callback: Callback,
  { agentId, nowMs, remindBeforeMs }: Extract<ReminderEvent, { type: 'looked' }>,
): boolean {
  if (isClosed(callback) || !isFor(callback, agentId)) return false;
  if (isTakenByOther(callback, agentId, nowMs)) return false;
  return Date.parse(callback.dueAt) - remindBeforeMs <= nowMs;
}
