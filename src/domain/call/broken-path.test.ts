import { describe, expect, test } from 'vitest';
import { defaultPbxProfile, type PbxProfile } from '../pbx/pbx-profile.ts';
import { type CallState, noCalls, type Party } from './call.ts';
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

/** Runs events on a line that is up; gives the end and the effects of the last one. */
function runOn(pbx: Partial<PbxProfile>, ...events: readonly Happening[]) {
  let state: CallState = { ...noCalls, pbx: { ...defaultPbxProfile, ...pbx } };
  let effects: readonly CallEffect[] = [];
  [{ type: 'sip.lineUp' } as const, ...events].forEach((event, index) => {
    const instant = { atMs: index, at: new Date(1_800_000_000_000 + index).toISOString() };
    ({ state, effects } = transition(state, { ...event, ...instant } as CallEvent));
  });
  return { state, effects, types: effects.map(({ type }) => type), call: state.calls['a'] };
}
const run = (...events: readonly Happening[]) => runOn({}, ...events);

const a = (type: string, rest: object = {}) => ({ type, callId: 'a', ...rest }) as Happening;
const b = (type: string, rest: object = {}) => ({ type, callId: 'b', ...rest }) as Happening;
const calls = (callId: string): Happening => ({ type: 'sip.invited', callId, party });
const down: Happening = { type: 'sip.lineDown' };
const up: Happening = { type: 'sip.lineUp' };

const talking = [calls('a'), a('call.answer'), a('sip.established'), a('media.flowing')];
const broken = [a('media.interrupted'), a('media.pathBroken')];
const replaces = { type: 'sip.heal', callId: 'a', way: 'replaces', afterMs: 0 };
const restart = { type: 'sip.refresh', callId: 'a', restartIce: true };
const abandon = { type: 'sip.abandon', callId: 'a' };
const prepare = { type: 'media.prepare', callId: 'a' };

describe('the path of a call is broken, and the server is there', () => {
  test('its connection is let go first, then made anew, and the dialog is replaced', () => {
    const { effects, call } = run(...talking, ...broken);
    expect(effects).toEqual([abandon, prepare, replaces]);
    expect(call).toMatchObject({
      signalling: { kind: 'established' },
      media: 'opening',
      healing: { kind: 'under-way', way: 'replaces', attempt: 1 },
    });
  });

  test('muted stays muted, held stays held', () => {
    const muted = run(...talking, a('call.mute', { muted: true }), ...broken);
    expect(muted.effects).toEqual([
      abandon,
      prepare,
      { type: 'media.mute', callId: 'a', muted: true },
      replaces,
    ]);
    const held = run(...talking, a('call.hold'), a('sip.held', { by: 'local' }), ...broken);
    expect(held.effects).toEqual([
      abandon,
      prepare,
      { type: 'media.hush', callId: 'a', hushed: true },
      replaces,
    ]);
  });

  test('of two calls the page is told again which one is heard', () => {
    const both = [
      ...talking,
      calls('b'),
      b('call.answer'),
      a('sip.held', { by: 'local' }),
      b('sip.established'),
    ];
    const { effects } = run(...both, ...broken);
    expect(effects.at(-1)).toEqual({ type: 'media.focus', callId: 'b' });
    const joined: CallState = { ...run(...both).state, joined: ['a', 'b'] };
    const event = { ...a('media.pathBroken'), atMs: 0, at: '' } as CallEvent;
    // Muted, the agent is heard by neither of them: the one that is made anew is not in front.
    expect(transition({ ...joined, muteWanted: true }, event).effects).toContainEqual({
      type: 'media.mute',
      callId: 'a',
      muted: true,
    });
    expect(transition(joined, event).effects.at(-1)).toEqual({
      type: 'media.join',
      callIds: ['a', 'b'],
    });
  });

  test('a PBX that takes it gets an ICE restart, and so does one that takes nothing else', () => {
    expect(runOn({ brokenPath: 'ice-restart' }, ...talking, ...broken).effects).toEqual([restart]);
    expect(runOn({ rebuiltMedia: 'end' }, ...talking, ...broken).effects).toEqual([restart]);
  });

  test('one that takes a new connection within the dialog gets it there', () => {
    const { effects } = runOn({ rebuiltMedia: 'reinvite' }, ...talking, ...broken);
    expect(effects).toEqual([abandon, prepare, { ...replaces, way: 'reinvite' }]);
  });

  test('told twice, or before the answer, or without a line, it changes nothing', () => {
    expect(run(...talking, ...broken, a('media.pathBroken')).effects).toEqual([]);
    expect(run(calls('a'), a('media.pathBroken')).effects).toEqual([]);
    expect(run(...talking, down, a('media.pathBroken')).effects).toEqual([]);
    expect(run(...talking, a('call.hangUp'), a('media.pathBroken')).effects).toEqual([]);
  });
});

describe('the line comes back', () => {
  test('what is interrupted gets another path, what is heard only shows the new socket', () => {
    const lost = [...talking, a('media.interrupted'), down];
    expect(run(...lost, up).effects).toEqual([abandon, prepare, replaces]);
    expect(runOn({ brokenPath: 'ice-restart' }, ...lost, up).effects).toEqual([restart]);
    expect(run(...lost, a('media.flowing'), up).effects).toEqual([
      { type: 'sip.refresh', callId: 'a', restartIce: false },
    ]);
  });
});
