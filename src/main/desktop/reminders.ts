import type { Callback } from '../../domain/callback/callback.ts';
import {
  cardsOf,
  noReminders,
  putAwayForMs,
  type ReminderEvent,
  type ReminderStep,
  remind,
} from '../../domain/callback/reminder.ts';
import type { DeskClock } from './clock.ts';

const lookEveryMs = 5_000;

/**
 * Looks at the callbacks and the clock every few seconds: tells of each that comes due, and says
 * when a card appears or goes. The look also finds out that the computer's clock was set.
 */
export function createReminders(options: {
  readonly clock: DeskClock;
  readonly agentId: string;
  readonly owed: () => readonly Callback[];
  readonly remindBeforeMs: () => number;
  /** The desk's card stands already; this is for when the desk is not in front. */
  readonly onReminder: (callback: Callback) => void;
  readonly onClockJumped: () => void;
  readonly onChange: () => void;
}) {
  const { clock } = options;
  let state = noReminders;
  let shown = '';
  let cancel: (() => void) | null = null;

  function looked(): Extract<ReminderEvent, { type: 'looked' }> {
    return {
      type: 'looked',
      callbacks: options.owed(),
      agentId: options.agentId,
      nowMs: Date.parse(clock.now()),
      remindBeforeMs: options.remindBeforeMs(),
    };
  }

  function carryOut(step: ReminderStep): void {
    state = step.state;
    for (const effect of step.effects) options.onReminder(effect.callback);
  }

  function look(): void {
    cancel = clock.after(lookEveryMs, look);
    if (clock.hasJumped()) options.onClockJumped();
    carryOut(remind(state, looked()));
    const ids = cards().join(' ');
    if (ids === shown) return;
    shown = ids;
    options.onChange();
  }

  function cards(): readonly string[] {
    return cardsOf(state, looked()).map(({ id }) => id);
  }

  return {
    start: look,
    stop: () => cancel?.(),
    /** Ids of the callbacks whose card stands now, most urgent first. */
    cards,
    putAway(callbackId: string): void {
      const untilMs = Date.parse(clock.now()) + putAwayForMs;
      carryOut(remind(state, { type: 'put-away', callbackId, untilMs }));
    },
  };
}
