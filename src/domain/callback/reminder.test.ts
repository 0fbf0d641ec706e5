import { expect, test } from 'vitest';
import { aCallback } from '../../../tests/support/desk-records.ts';
import type { Callback } from './callback.ts';
import { cardsOf, noReminders, putAwayForMs, type ReminderEvent, remind } from './reminder.ts';

const dueAt = '2026-11-22T15:00:00.000Z';
const dueMs = Date.parse(dueAt);
const minute = 60_000;

function look(nowMs: number, ...callbacks: Callback[]): Extract<ReminderEvent, { type: 'looked' }> {
  return { type: 'looked', callbacks, agentId: 'lan', nowMs, remindBeforeMs: 10 * minute };
}

test('each is told once, so long before as the agent has set', () => {
  const one = aCallback({ dueAt });
  expect(remind(noReminders, look(dueMs - 11 * minute, one)).effects).toEqual([]);
  const told = remind(noReminders, look(dueMs - 10 * minute, one));
  expect(told.effects).toEqual([{ type: 'reminder.show', callback: one }]);
  expect(remind(told.state, look(dueMs, one))).toEqual({ state: told.state, effects: [] });
});

test('one that was moved is told again at its new time', () => {
  const one = aCallback({ dueAt });
  const { state } = remind(noReminders, look(dueMs, one));
  const moved = { ...one, dueAt: '2026-11-22T17:00:00.000Z' };
  expect(remind(state, look(dueMs, moved)).effects).toEqual([]);
  expect(remind(state, look(dueMs + 110 * minute, moved)).effects).toHaveLength(1);
});

test('what is another’s, taken, or done is not told', () => {
  const others = aCallback({ dueAt, ownerId: 'tomas' });
  const takenAt = new Date(dueMs).toISOString();
  const taken = aCallback({ dueAt, status: 'taken', takenBy: 'tomas', takenAt });
  const kept = aCallback({ dueAt, status: 'kept' });
  expect(remind(noReminders, look(dueMs, others, taken, kept)).effects).toEqual([]);
});

test('the card stands from then on, the latest call first; put away, it comes back', () => {
  const soon = aCallback({ id: 'soon', dueAt });
  const late = aCallback({ id: 'late', dueAt: '2026-11-22T13:00:00.000Z', status: 'missed' });
  const ids = (state: typeof noReminders, nowMs: number) =>
    cardsOf(state, look(nowMs, soon, late)).map(({ id }) => id);
  expect(ids(noReminders, dueMs - 20 * minute)).toEqual(['late']);
  expect(ids(noReminders, dueMs)).toEqual(['late', 'soon']);
  const untilMs = dueMs + putAwayForMs;
  const { state } = remind(noReminders, { type: 'put-away', callbackId: 'late', untilMs });
  expect(ids(state, dueMs)).toEqual(['soon']);
  expect(ids(state, untilMs)).toEqual(['late', 'soon']);
});
