import { describe, expect, test } from 'vitest';
import { type CallState, liveCall, noCalls, otherCall, type Party } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { transition } from './transition.ts';

const party: Party = {
  number: '+15035550142',
  displayName: null,
  customerId: null,
  queue: null,
  reason: null,
};

type Happening = CallEvent extends infer Event
  ? Event extends Instant
    ? Omit<Event, keyof Instant>
    : never
  : never;

/** Runs events one millisecond apart; gives the end and the effects of the last event. */
function run(...events: readonly Happening[]) {
  let state: CallState = noCalls;
  let effects: readonly CallEffect[] = [];
  [{ type: 'sip.lineUp' } as const, ...events].forEach((event, index) => {
    const instant = { atMs: index, at: new Date(1_800_000_000_000 + index).toISOString() };
    ({ state, effects } = transition(state, { ...event, ...instant } as CallEvent));
  });
  return { state, effects, front: liveCall(state), other: otherCall(state) };
}

const a = (type: string, rest: object = {}) => ({ type, callId: 'a', ...rest }) as Happening;
const b = (type: string, rest: object = {}) => ({ type, callId: 'b', ...rest }) as Happening;
const calls = (callId: string): Happening => ({ type: 'sip.invited', callId, party });
const gone = { by: 'remote', sipCause: 'bye', sipStatus: null };

const talking = [calls('a'), a('call.answer'), a('sip.established')];
const waiting = [...talking, calls('b')];
const answered = [...waiting, b('call.answer')];
const both = [...answered, a('sip.held', { by: 'local' }), b('sip.established')];

describe('a second caller', () => {
  test('is a beep in the ear, and the talk goes on', () => {
    const { effects, front, other } = run(...waiting);
    expect(effects).toEqual([{ type: 'tone.waiting' }, { type: 'media.prepare', callId: 'b' }]);
    expect(front).toMatchObject({ callId: 'a', hold: 'none', holdWanted: false });
    expect(other).toMatchObject({ callId: 'b', signalling: { kind: 'alerting' } });
  });

  test('is taken while the first one waits on hold, a third is not', () => {
    const held = run(...talking, a('call.hold'), a('sip.held', { by: 'local' }), calls('b'));
    expect(held.other).toMatchObject({ callId: 'b' });
    expect(run(...waiting, calls('c')).effects).toEqual([
      { type: 'sip.reject', callId: 'c', sipStatus: 486 },
      { type: 'call.refused', callId: 'c', party, reason: 'busy-here' },
    ]);
    expect(run(...both, calls('c')).effects[0]).toMatchObject({ type: 'sip.reject' });
  });

  test('is not taken while the first call is still dialed or just ends', () => {
    const dial = a('call.dial', { target: 'x', party });
    expect(run(dial, calls('b')).effects[0]).toMatchObject({ sipStatus: 486 });
    expect(run(...talking, a('call.hangUp'), calls('b')).effects[0]).toMatchObject({
      sipStatus: 486,
    });
  });

  test('is answered: the first waits on hold, and only the second is heard from now on', () => {
    const { effects, front, other } = run(...answered);
    expect(effects).toEqual([
      { type: 'sip.hold', callId: 'a' },
      { type: 'tone.none' },
      { type: 'sip.answer', callId: 'b' },
      { type: 'media.focus', callId: 'b' },
    ]);
    expect(front).toMatchObject({ callId: 'b', signalling: { kind: 'answering' } });
    expect(other).toMatchObject({ callId: 'a', holdWanted: true });
  });

  test('who is answered while the agent turns back waits from the beginning', () => {
    const { front, other, effects } = run(...answered, a('call.resume'), b('sip.established'));
    expect(front).toMatchObject({ callId: 'a', holdWanted: false });
    expect(other).toMatchObject({ callId: 'b', holdWanted: true });
    expect(effects).toContainEqual({ type: 'sip.hold', callId: 'b' });
  });

  test('a first call that is on hold already is not held twice', () => {
    const { effects } = run(
      ...talking,
      a('call.hold'),
      a('sip.held', { by: 'local' }),
      calls('b'),
      b('call.answer'),
    );
    expect(effects.map(({ type }) => type)).not.toContain('sip.hold');
  });

  test('rejected or gone, it leaves the talk as it was', () => {
    for (const end of [[b('call.reject'), b('sip.ended', gone)], [b('sip.ended', gone)]]) {
      const { front, other, effects } = run(...waiting, ...end);
      expect(front).toMatchObject({ callId: 'a', holdWanted: false });
      expect(other).toBeNull();
      expect(effects).toEqual([{ type: 'tone.none' }, { type: 'media.close', callId: 'b' }]);
    }
  });

  test('rings out loud when the first call ends before it is answered', () => {
    const { effects, front } = run(...waiting, a('sip.ended', gone));
    expect(effects).toEqual([
      { type: 'tone.ringing' },
      { type: 'media.close', callId: 'a' },
      { type: 'media.focus', callId: 'b' },
    ]);
    expect(front).toMatchObject({ callId: 'b', signalling: { kind: 'alerting' } });
  });
});

describe('two calls', () => {
  test('change places: one is held, the other resumed', () => {
    const { effects, front, other, state } = run(...both, a('call.resume'));
    expect(effects).toEqual([
      { type: 'sip.hold', callId: 'b' },
      { type: 'sip.resume', callId: 'a' },
      { type: 'media.focus', callId: 'a' },
    ]);
    expect(front?.callId).toBe('a');
    expect(other).toMatchObject({ callId: 'b', holdWanted: true });
    expect(transition(state, { ...a('call.resume'), atMs: 99, at: '' } as CallEvent)).toEqual({
      state,
      effects: [],
    });
  });

  test('the truth of both holds is kept, theirs too', () => {
    const { state } = run(
      ...both,
      a('sip.held', { by: 'remote' }),
      b('sip.held', { by: 'remote' }),
    );
    expect(state.calls['a']?.hold).toBe('both');
    expect(state.calls['b']?.hold).toBe('remote');
  });

  test('a hold the far end refuses is told, and makes no conference', () => {
    const { state, effects } = run(
      ...answered,
      b('sip.established'),
      a('sip.operationRefused', { operation: 'hold', sipStatus: 488 }),
    );
    expect(state.calls['a']).toMatchObject({ hold: 'none', refused: { operation: 'hold' } });
    expect(state.front).toBe('b');
    expect(effects).toEqual([]);
  });

  test.each([
    ['the agent hangs up', b('call.hangUp')],
    ['the customer hangs up', b('sip.held', { by: 'remote' })],
  ])('one ends (%s): the other stays held until the agent resumes it', (_name, event) => {
    const { front, other, effects } = run(...both, event, b('sip.ended', gone));
    expect(front).toMatchObject({ callId: 'a', hold: 'local', holdWanted: true });
    expect(other).toBeNull();
    expect(effects.map(({ type }) => type)).toEqual(['tone.none', 'media.close', 'media.focus']);
    const resumed = run(...both, event, b('sip.ended', gone), a('call.resume'));
    expect(resumed.effects).toEqual([{ type: 'sip.resume', callId: 'a' }]);
  });

  test('the one that waits may end, and the talk goes on', () => {
    const { front, other, effects } = run(...both, a('sip.ended', gone));
    expect(front?.callId).toBe('b');
    expect(other).toBeNull();
    expect(effects.map(({ type }) => type)).toEqual(['tone.none', 'media.close']);
  });

  test('without a line they change places at once, and both are told when it is back', () => {
    const swapped = [...both, { type: 'sip.lineDown' } as const, a('call.resume')];
    expect(run(...swapped).effects).toEqual([{ type: 'media.focus', callId: 'a' }]);
    expect(run(...swapped, { type: 'sip.lineUp' }).effects).toEqual([
      { type: 'sip.resume', callId: 'a' },
      { type: 'sip.hold', callId: 'b' },
    ]);
  });
});

describe('mute goes with the agent', () => {
  const muted = [
    ...talking,
    a('call.mute', { muted: true }),
    a('media.muted', { muted: true }),
    calls('b'),
  ];

  test('who answers muted stays muted in the second call', () => {
    const { effects } = run(...muted, b('call.answer'));
    expect(effects).toContainEqual({ type: 'media.mute', callId: 'b', muted: true });
  });

  test('who unmutes in the second is unmuted back in the first', () => {
    const { effects } = run(
      ...muted,
      b('call.answer'),
      b('media.muted', { muted: true }),
      a('sip.held', { by: 'local' }),
      b('sip.established'),
      b('call.mute', { muted: false }),
      b('media.muted', { muted: false }),
      a('call.resume'),
    );
    expect(effects).toContainEqual({ type: 'media.mute', callId: 'a', muted: false });
  });

  test('the one that waits cannot be muted by itself', () => {
    expect(run(...both, a('call.mute', { muted: true })).effects).toEqual([]);
  });

  test('the next call begins unmuted', () => {
    const { state } = run(...muted, b('sip.ended', gone), a('sip.ended', gone));
    expect(state).toMatchObject({ front: null, muteWanted: false });
  });
});
