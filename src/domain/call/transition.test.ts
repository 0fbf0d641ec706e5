import { describe, expect, test } from 'vitest';
import { type CallState, noCalls, type Party, talkMs } from './call.ts';
import type { CallEffect } from './call-effect.ts';
import type { CallEvent, Instant } from './call-event.ts';
import { endCause, sipCauses } from './end-cause.ts';
import { transition } from './transition.ts';

const party: Party = {
  number: '+15035550142',
  displayName: 'Nora Bell',
  customerId: 'c-1',
  queue: null,
  reason: null,
};
const dialing = { type: 'call.dial', callId: 'a', target: '+15035550142', party } as const;
const invited = { type: 'sip.invited', callId: 'a', party } as const;

type Happening = CallEvent extends infer Event
  ? Event extends Instant
    ? Omit<Event, keyof Instant>
    : never
  : never;

/** Runs events one millisecond apart; gives the end and the effects of the last event. */
function run(...events: readonly Happening[]) {
  let state: CallState = noCalls;
  let effects: readonly CallEffect[] = [];
  const all: Happening[] = [{ type: 'sip.lineUp' }, ...events];
  all.forEach((event, index) => {
    const next = transition(state, { ...event, ...instant(index) } as CallEvent);
    ({ state, effects } = next);
  });
  const call = state.calls['a'];
  return { state, effects, call, types: effects.map(({ type }) => type) };
}

function instant(index: number): Instant {
  return { atMs: 1_000 + index, at: `2026-11-22T09:00:00.${String(index).padStart(3, '0')}Z` };
}

const of = (type: string, rest: object = {}) => ({ type, callId: 'a', ...rest }) as Happening;
const talking = [invited, of('call.answer'), of('sip.established'), of('media.flowing')];

describe('inbound', () => {
  test('an invitation rings and prepares the microphone', () => {
    const { call, types } = run(invited);
    expect(call).toMatchObject({
      direction: 'inbound',
      signalling: { kind: 'alerting' },
      media: 'opening',
      microphone: 'unknown',
      hold: 'none',
      muted: false,
    });
    expect(types).toEqual(['tone.ringing', 'media.prepare']);
  });

  test('who is answered without a key does not ring, but is told in the headset', () => {
    const { call, types } = run({ ...invited, answersItself: true });
    expect(call?.answersItself).toBe(true);
    expect(types).toEqual(['tone.announce', 'media.prepare']);
    expect(run({ ...invited, answersItself: true }, of('call.answer')).types).toEqual([
      'tone.none',
      'sip.answer',
    ]);
  });

  test('beside another call nobody is answered without a key', () => {
    const { state, types } = run(...talking, { ...invited, callId: 'b', answersItself: true });
    expect(state.calls['b']?.answersItself).toBe(false);
    expect(types).toEqual(['tone.waiting', 'media.prepare']);
  });

  test('an answer stops the ringing, and is not given twice', () => {
    expect(run(invited, of('call.answer')).types).toEqual(['tone.none', 'sip.answer']);
    expect(run(invited, of('call.answer'), of('call.answer')).types).toEqual([]);
  });

  test('while it rings a second caller gets 486 and the desk is told', () => {
    const { effects, state } = run(invited, { ...invited, callId: 'b' });
    expect(effects).toEqual([
      { type: 'sip.reject', callId: 'b', sipStatus: 486 },
      { type: 'call.refused', callId: 'b', party, reason: 'busy-here' },
    ]);
    expect(Object.keys(state.calls)).toEqual(['a']);
  });

  test('declining says 603 and ends as declined here', () => {
    const declined = run(invited, of('call.reject'));
    expect(declined.effects).toContainEqual({ type: 'sip.reject', callId: 'a', sipStatus: 603 });
    const { call } = run(
      invited,
      of('call.reject'),
      of('sip.ended', { by: 'local', sipCause: 'rejected', sipStatus: null }),
    );
    expect(call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'declined-here' } });
  });

  test('a caller who gives up is a missed call', () => {
    const { call, types } = run(
      invited,
      of('sip.ended', { by: 'remote', sipCause: 'canceled', sipStatus: null }),
    );
    expect(call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'missed' } });
    expect(call?.media).toBe('closed');
    expect(types).toEqual(['tone.none', 'media.close']);
  });
});

describe('outbound', () => {
  test('dialing prepares and invites; ringing plays ringback but not over early media', () => {
    expect(run(dialing).types).toEqual(['media.prepare', 'sip.invite']);
    expect(run(dialing, of('sip.ringing', { earlyMedia: false })).types).toEqual(['tone.ringback']);
    expect(run(dialing, of('sip.ringing', { earlyMedia: true })).types).toEqual(['tone.none']);
  });

  test('an announcement is not drowned by a 180 that follows it', () => {
    const after = run(
      dialing,
      of('sip.ringing', { earlyMedia: true }),
      of('sip.ringing', { earlyMedia: false }),
    );
    expect(after.types).toEqual(['tone.none']);
    expect(after.call).toMatchObject({ signalling: { kind: 'ringing' }, earlyMedia: true });
  });

  test('a dial is refused while a call is up and while there is no line', () => {
    expect(run(...talking, { ...dialing, callId: 'b' }).effects).toEqual([
      { type: 'call.refused', callId: 'b', party, reason: 'call-in-progress' },
    ]);
    expect(run({ type: 'sip.lineDown' }, dialing).effects).toEqual([
      { type: 'call.refused', callId: 'a', party, reason: 'line-down' },
    ]);
  });

  test('busy plays the busy tone', () => {
    const { call, types } = run(
      dialing,
      of('sip.ended', { by: 'remote', sipCause: 'busy', sipStatus: 486 }),
    );
    expect(call?.signalling).toMatchObject({
      cause: { kind: 'busy', recovery: 'try-later', sipStatus: 486 },
    });
    expect(types).toEqual(['tone.busy', 'media.close']);
  });

  test('hanging up before the answer is a cancel', () => {
    const { call } = run(
      dialing,
      of('call.hangUp'),
      of('sip.ended', { by: 'local', sipCause: 'canceled', sipStatus: null }),
    );
    expect(call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'canceled-here' } });
  });
});

describe('talking', () => {
  test('talk time runs from the answer to the end, on the monotonic clock', () => {
    const { call } = run(...talking);
    expect(call && talkMs(call, 1_503)).toBe(500);
    const over = run(
      ...talking,
      of('sip.ended', { by: 'remote', sipCause: 'bye', sipStatus: null }),
    );
    expect(over.call && talkMs(over.call, 99_999)).toBe(2);
    const alerting = run(invited).call;
    expect(alerting && talkMs(alerting, 99_999)).toBe(0);
  });

  test('muted is what the page reports, not what was asked', () => {
    const asked = run(...talking, of('call.mute', { muted: true }));
    expect(asked.effects).toEqual([{ type: 'media.mute', callId: 'a', muted: true }]);
    expect(asked.call?.muted).toBe(false);
    expect(run(...talking, of('media.muted', { muted: true })).call?.muted).toBe(true);
  });

  test.each([
    [['local'], 'local'],
    [['remote'], 'remote'],
    [['local', 'remote'], 'both'],
  ] as const)('held by %j is %s', (sides, hold) => {
    const { call } = run(...talking, of('call.hold'), ...sides.map((by) => of('sip.held', { by })));
    expect(call?.hold).toBe(hold);
  });

  test('a hold is asked for once, and again after it was refused', () => {
    expect(run(...talking, of('call.hold')).types).toEqual(['sip.hold']);
    expect(run(...talking, of('call.hold'), of('call.hold')).types).toEqual([]);
    const refused = of('sip.operationRefused', { operation: 'hold', sipStatus: 488 });
    const after = run(...talking, of('call.hold'), refused);
    expect(after.call).toMatchObject({
      hold: 'none',
      holdWanted: false,
      refused: { operation: 'hold', sipStatus: 488 },
    });
    expect(run(...talking, of('call.hold'), refused, of('call.hold')).types).toEqual(['sip.hold']);
  });

  test('a mind changed while the hold was out is obeyed when it is done', () => {
    const { types, call } = run(
      ...talking,
      of('call.hold'),
      of('call.resume'),
      of('sip.held', { by: 'local' }),
    );
    expect(types).toEqual(['sip.resume']);
    expect(call).toMatchObject({ hold: 'local', holdWanted: false });
  });

  test('only digits become tones', () => {
    expect(run(...talking, of('call.dtmf', { digits: '12#' })).types).toEqual(['sip.dtmf']);
    expect(run(...talking, of('call.dtmf', { digits: 'x' })).types).toEqual([]);
    expect(run(invited, of('call.dtmf', { digits: '1' })).types).toEqual([]);
  });
});

describe('no line', () => {
  test('a call in which people talk goes on, one that rings ends here', () => {
    const on = run(...talking, { type: 'sip.lineDown' });
    expect(on.call?.signalling.kind).toBe('established');
    expect(on.effects).toEqual([]);
    const rang = run(invited, { type: 'sip.lineDown' });
    expect(rang.call?.signalling).toMatchObject({ cause: { kind: 'line-lost' } });
    expect(rang.types).toEqual(['tone.none', 'media.close', 'sip.drop']);
  });

  test('hanging up is over at once; the BYE is owed and goes out once', () => {
    const cut = [...talking, { type: 'sip.lineDown' } as const, of('call.hangUp')];
    const hung = run(...cut);
    expect(hung.call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'hung-up-here' } });
    expect(hung.types).toEqual(['tone.none', 'media.close']);
    expect(hung.state.owedByes).toEqual(['a']);
    const back = run(...cut, { type: 'sip.lineUp' });
    expect(back.effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
    expect(back.state.owedByes).toEqual([]);
    expect(run(...cut, of('call.forget'), { type: 'sip.lineUp' }).types).toEqual(['sip.bye']);
  });

  test('hold and resume are settled when it is back; else the dialog shows its new socket', () => {
    const down = { type: 'sip.lineDown' } as const;
    const up = { type: 'sip.lineUp' } as const;
    expect(run(...talking, down, of('call.hold')).types).toEqual([]);
    expect(run(...talking, down, of('call.hold'), up).types).toEqual(['sip.hold']);
    expect(run(...talking, down, of('call.hold'), of('call.resume'), up).effects).toEqual([
      { type: 'sip.refresh', callId: 'a', restartIce: false },
    ]);
  });
});

test('every cause, side and direction has a row', () => {
  for (const sipCause of sipCauses) {
    for (const by of ['local', 'remote'] as const) {
      for (const direction of ['inbound', 'outbound'] as const) {
        const cause = endCause({ sipCause, by, direction, sipStatus: null, established: false });
        expect(cause.kind).not.toBe('');
        expect(cause).toMatchObject({ sipCause, by });
      }
    }
  }
});
