import { describe, expect, test } from 'vitest';
import { aCallback } from '../../../tests/support/desk-records.ts';
import {
  type CallbackChange,
  changeCallback,
  isTakenByOther,
  missedAfterMs,
  missedCallback,
  takenForMs,
} from './callback.ts';

const at = '2026-11-22T15:00:00.000Z';
const atMs = Date.parse(at);
const lan = { agentId: 'lan', at };
const tomas = { agentId: 'tomas', at };

const taken = aCallback({ status: 'taken', takenBy: 'tomas', takenAt: at, revision: 2 });

describe('a callback of anyone', () => {
  test('is taken by the first who asks; the second is told', () => {
    const first = changeCallback(aCallback(), { kind: 'take' }, lan);
    if (!first.ok) throw new Error(first.reason);
    expect(first.callback).toMatchObject({ status: 'taken', takenBy: 'lan', takenAt: at });
    expect(first.callback.revision).toBe(2);
    expect(changeCallback(first.callback, { kind: 'take' }, tomas)).toEqual({
      ok: false,
      reason: 'taken-by-other',
    });
  });

  test('goes to the next who asks when it was taken and not called', () => {
    const later = new Date(atMs + takenForMs).toISOString();
    expect(isTakenByOther(taken, 'lan', atMs + takenForMs - 1)).toBe(true);
    const claim = changeCallback(taken, { kind: 'take' }, { agentId: 'lan', at: later });
    expect(claim).toMatchObject({ ok: true, callback: { takenBy: 'lan' } });
  });

  test('is free again when whoever has it gives it back; nobody else can', () => {
    const back = changeCallback(taken, { kind: 'release' }, tomas);
    expect(back).toMatchObject({ ok: true, callback: { status: 'open', takenBy: null } });
    const others = changeCallback(taken, { kind: 'release' }, lan);
    expect(others.ok && others.callback).toBe(taken);
  });

  test('was called by somebody who should not have: a call is a fact', () => {
    const kept = changeCallback(taken, { kind: 'keep' }, lan);
    expect(kept).toMatchObject({ ok: true, callback: { status: 'kept', takenBy: 'lan' } });
    expect(changeCallback(taken, { kind: 'cancel' }, lan).ok).toBe(false);
  });
});

test('an agent’s own is no other’s', () => {
  const own = aCallback({ ownerId: 'tomas' });
  for (const kind of ['take', 'keep', 'cancel', 'release'] as const) {
    expect(changeCallback(own, { kind }, lan)).toEqual({ ok: false, reason: 'other-agent' });
  }
});

test('moved, it is owed again, at the new time', () => {
  const move: CallbackChange = {
    kind: 'move',
    dueAt: '2026-11-23T17:00:00.000Z',
    timeZone: 'America/Los_Angeles',
    wish: 'Ask for the husband',
    ownerId: 'lan',
  };
  const missed = aCallback({ status: 'missed', revision: 4 });
  const { kind: _kind, ...where } = move;
  expect(changeCallback(missed, move, lan)).toEqual({
    ok: true,
    callback: { ...missed, ...where, status: 'open', revision: 5 },
  });
});

test('kept and cancelled are final, and saying it twice does no harm', () => {
  const kept = aCallback({ status: 'kept' });
  expect(changeCallback(kept, { kind: 'cancel' }, lan)).toEqual({ ok: false, reason: 'closed' });
  const again = changeCallback(kept, { kind: 'keep' }, lan);
  expect(again.ok && again.callback).toBe(kept);
});

describe('time alone', () => {
  const due = aCallback({ dueAt: at });
  test('makes it missed after an hour, once', () => {
    expect(missedCallback(due, atMs + missedAfterMs - 1)).toBeNull();
    const missed = missedCallback(due, atMs + missedAfterMs);
    expect(missed).toMatchObject({ status: 'missed', revision: 2 });
    expect(missed && missedCallback(missed, atMs + 2 * missedAfterMs)).toBeNull();
  });
  test('does not miss what somebody is calling right now', () => {
    const takenAt = new Date(atMs + missedAfterMs - 1_000).toISOString();
    const calling = { ...taken, dueAt: at, takenAt };
    expect(missedCallback(calling, atMs + missedAfterMs)).toBeNull();
    expect(missedCallback(calling, atMs + missedAfterMs + takenForMs)?.takenBy).toBeNull();
  });
});
