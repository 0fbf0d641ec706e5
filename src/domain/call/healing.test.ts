import { describe, expect, test } from 'vitest';
import { defaultPbxProfile, type PbxProfile } from '../pbx/pbx-profile.ts';
import { type CallState, liveCall, noCalls, otherCall, type Party, talkMs } from './call.ts';
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

/** Runs events one millisecond apart on a line that is up; gives the end and the last effects. */
function runOn(rebuiltMedia: PbxProfile['rebuiltMedia'], ...events: readonly Happening[]) {
  let state: CallState = { ...noCalls, pbx: { ...defaultPbxProfile, rebuiltMedia } };
  let effects: readonly CallEffect[] = [];
  [{ type: 'sip.lineUp' } as const, ...events].forEach((event, index) => {
    const instant = { atMs: index, at: new Date(1_800_000_000_000 + index).toISOString() };
    ({ state, effects } = transition(state, { ...event, ...instant } as CallEvent));
  });
  const front = liveCall(state);
  return { state, effects, front, other: otherCall(state), call: state.calls['a'] };
}
const run = (...events: readonly Happening[]) => runOn('replaces', ...events);

const a = (type: string, rest: object = {}) => ({ type, callId: 'a', ...rest }) as Happening;
const b = (type: string, rest: object = {}) => ({ type, callId: 'b', ...rest }) as Happening;
const calls = (callId: string): Happening => ({ type: 'sip.invited', callId, party });
const killed: Happening = { type: 'media.lost' };
const down: Happening = { type: 'sip.lineDown' };
const up: Happening = { type: 'sip.lineUp' };
const ended = { by: 'remote', sipCause: 'bye', sipStatus: null };
const refused = (sipStatus: number | null) =>
  a('sip.healRefused', { sipCause: 'rejected', sipStatus });

const talking = [calls('a'), a('call.answer'), a('sip.established')];
const held = [...talking, a('call.hold'), a('sip.held', { by: 'local' })];
const dialed = [a('call.dial', { target: 'x', party })];
const both = [
  ...talking,
  calls('b'),
  b('call.answer'),
  a('sip.held', { by: 'local' }),
  b('sip.established'),
];
const heals = (callId: string, afterMs = 0, way = 'replaces') => ({
  type: 'sip.heal',
  callId,
  way,
  afterMs,
});

describe('the media page dies while people talk', () => {
  test('the dialog is replaced at once, and the call goes on as the same one', () => {
    const lost = run(...talking, killed);
    expect(lost.effects).toEqual([{ type: 'media.prepare', callId: 'a' }, heals('a')]);
    expect(lost.call).toMatchObject({
      signalling: { kind: 'established' },
      media: 'opening',
      healing: { kind: 'under-way', way: 'replaces', attempt: 1 },
    });
    const { call, effects } = run(...talking, killed, a('sip.healed'));
    expect(call).toMatchObject({ callId: 'a', healing: { kind: 'none' }, hold: 'none' });
    expect(effects).toEqual([]);
    expect(call && talkMs(call, 1_000)).toBe(1_000 - 3);
  });

  test('the BYE of the replaced dialog is swallowed, before and after the answer', () => {
    for (const order of [
      [a('sip.replacedEnded', ended), a('sip.healed')],
      [a('sip.healed'), a('sip.replacedEnded', ended)],
    ]) {
      const { call } = run(...talking, killed, ...order);
      expect(call).toMatchObject({
        signalling: { kind: 'established' },
        healing: { kind: 'none' },
      });
    }
  });

  test('a customer who hung up just then has hung up', () => {
    const { call, effects } = run(...talking, killed, a('sip.replacedEnded', ended), refused(481));
    expect(call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'hung-up-there' } });
    expect(effects.map(({ type }) => type)).toEqual(['tone.none', 'media.close', 'sip.drop']);
  });

  test('also when the line broke in between', () => {
    const gone = [...talking, killed, a('sip.replacedEnded', ended), down, up];
    expect(run(...gone).effects).toEqual([heals('a')]);
    const { call } = run(...gone, refused(481));
    expect(call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'hung-up-there' } });
  });

  test('what the agent holds is held again before a sound is let through', () => {
    const lost = run(...held, killed);
    expect(lost.effects).toEqual([
      { type: 'media.prepare', callId: 'a' },
      { type: 'media.hush', callId: 'a', hushed: true },
      heals('a'),
    ]);
    expect(lost.call).toMatchObject({ hold: 'local', holdWanted: true });
    const back = run(...held, killed, a('sip.healed'));
    expect(back.effects).toEqual([{ type: 'sip.hold', callId: 'a' }]);
    expect(back.call).toMatchObject({ hold: 'local', healing: { kind: 'holding' } });
    const done = run(...held, killed, a('sip.healed'), a('sip.held', { by: 'local' }));
    expect(done.effects).toEqual([{ type: 'media.hush', callId: 'a', hushed: false }]);
    expect(done.call).toMatchObject({ hold: 'local', healing: { kind: 'none' } });
  });

  test('the agent may change their mind about the hold at any moment of it', () => {
    const resumed = run(...held, killed, a('call.resume'));
    expect(resumed.effects).toEqual([{ type: 'media.hush', callId: 'a', hushed: false }]);
    const { call, effects } = run(...held, killed, a('call.resume'), a('sip.healed'));
    expect(call).toMatchObject({ hold: 'none', holdWanted: false, healing: { kind: 'none' } });
    expect(effects).toEqual([]);
    const holds = run(...talking, killed, a('call.hold'), a('sip.healed'));
    expect(holds.effects).toEqual([{ type: 'sip.hold', callId: 'a' }]);
    const late = run(
      ...held,
      killed,
      a('sip.healed'),
      a('call.resume'),
      a('sip.held', { by: 'local' }),
    );
    expect(late.effects).toEqual([
      { type: 'sip.resume', callId: 'a' },
      { type: 'media.hush', callId: 'a', hushed: false },
    ]);
  });

  test('muted stays muted from the first packet on', () => {
    const muted = [...talking, a('call.mute', { muted: true }), a('media.muted', { muted: true })];
    const { effects, call } = run(...muted, killed);
    expect(effects).toEqual([
      { type: 'media.prepare', callId: 'a' },
      { type: 'media.mute', callId: 'a', muted: true },
      heals('a'),
    ]);
    expect(call?.muted).toBe(true);
  });

  test('of two calls the one in front is healed first, and the other stays held', () => {
    const { effects, front, other } = run(...both, killed);
    expect(effects).toEqual([
      { type: 'media.prepare', callId: 'b' },
      heals('b'),
      { type: 'media.prepare', callId: 'a' },
      { type: 'media.hush', callId: 'a', hushed: true },
      heals('a'),
      { type: 'media.focus', callId: 'b' },
    ]);
    expect(front).toMatchObject({ callId: 'b', hold: 'none' });
    expect(other).toMatchObject({ callId: 'a', hold: 'local', holdWanted: true });
  });

  test('a second kill while the answer is out waits for it, and heals what came of it', () => {
    const again = run(...talking, killed, killed);
    expect(again.effects).toEqual([{ type: 'media.prepare', callId: 'a' }]);
    const { effects } = run(...talking, killed, killed, a('sip.healed'), a('media.missing'));
    expect(effects).toEqual([{ type: 'media.prepare', callId: 'a' }, heals('a')]);
  });

  test('a second kill while it is held again begins anew', () => {
    const { effects } = run(...held, killed, a('sip.healed'), killed);
    expect(effects.map(({ type }) => type)).toEqual(['media.prepare', 'media.hush', 'sip.heal']);
  });

  test('the agent may hang up meanwhile', () => {
    const { effects, call } = run(...talking, killed, a('call.hangUp'));
    expect(effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
    expect(call?.signalling.kind).toBe('ending');
    expect(run(...talking, killed, a('call.hangUp'), a('sip.healed')).call?.signalling.kind).toBe(
      'ending',
    );
  });
});

describe('the media page dies before people talk', () => {
  test.each([
    ['dialing', dialed, []],
    ['ringing', [...dialed, a('sip.ringing', { earlyMedia: false })], ['tone.ringback']],
    ['answering', [calls('a'), a('call.answer')], []],
  ])('%s: it is made anew unseen', (kind, before, tones) => {
    const { effects, call } = run(...before, killed);
    expect(effects.map(({ type }) => type)).toEqual([...tones, 'media.prepare']);
    expect(call?.signalling.kind).toBe(kind);
  });

  test('what was offered already is healed as soon as it is answered', () => {
    const { effects } = run(...dialed, killed, a('sip.established'), a('media.missing'));
    expect(effects).toEqual([{ type: 'media.prepare', callId: 'a' }, heals('a')]);
  });

  test('what rings goes on ringing, and can be answered', () => {
    expect(run(calls('a'), killed).effects.map(({ type }) => type)).toEqual([
      'tone.ringing',
      'media.prepare',
    ]);
    expect(run(calls('a'), killed, a('call.answer')).call?.signalling.kind).toBe('answering');
  });

  test('a call that is ending ends', () => {
    const { effects, call } = run(...talking, a('call.hangUp'), killed);
    expect(effects).toEqual([]);
    expect(call?.signalling.kind).toBe('ending');
  });
});

describe('without a line as well', () => {
  test('healing is owed, and done when the line is back', () => {
    const lost = run(...talking, down, killed);
    expect(lost.call).toMatchObject({
      signalling: { kind: 'established' },
      healing: { kind: 'owed' },
    });
    expect(lost.effects).toEqual([{ type: 'media.prepare', callId: 'a' }]);
    expect(run(...talking, down, killed, up).effects).toEqual([heals('a')]);
  });

  test('a line that breaks amid the healing makes it owed', () => {
    for (const broken of [
      [a('sip.healRefused', { sipCause: 'connection-error', sipStatus: null }), down],
      [down],
    ]) {
      expect(run(...talking, killed, ...broken, up).effects).toEqual([heals('a')]);
    }
  });

  test('one that was to be held again is, when the line is back', () => {
    const { effects } = run(...held, killed, a('sip.healed'), down, up);
    expect(effects).toEqual([{ type: 'sip.hold', callId: 'a' }]);
  });

  test('hung up meanwhile, the BYE is owed', () => {
    const { state, call } = run(...talking, down, killed, a('call.hangUp'));
    expect(call?.signalling.kind).toBe('ended');
    expect(state.owedByes).toEqual(['a']);
  });
});

describe('the PBX does not take it', () => {
  const lost = { kind: 'ending', cause: { kind: 'audio-lost', recovery: 'call-back' } };

  test.each([481, 486, 501, 603])('%i: the call ends with its honest cause', (sipStatus) => {
    const { call, effects } = run(...talking, killed, refused(sipStatus));
    expect(call?.signalling).toMatchObject(lost);
    expect(effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
  });

  test.each([481, 486, 501])('%i: the profile may allow another way', (sipStatus) => {
    const twice = [...talking, killed, refused(sipStatus)];
    const { effects } = runOn('replaces-or-reinvite', ...twice);
    expect(effects).toEqual([heals('a', 0, 'reinvite')]);
    const last = runOn('replaces-or-reinvite', ...twice, refused(488));
    expect(last.call?.signalling).toMatchObject(lost);
  });

  test.each([503, 500, 491, null])('%s passes: it is tried three times', (sipStatus) => {
    const one = refused(sipStatus);
    expect(run(...talking, killed, one).effects).toEqual([heals('a', 300)]);
    expect(run(...talking, killed, one, one).effects).toEqual([heals('a', 1_500)]);
    expect(run(...talking, killed, one, one, one).call?.signalling).toMatchObject(lost);
  });

  test('a profile says how', () => {
    expect(runOn('reinvite', ...talking, killed).effects.at(-1)).toEqual(heals('a', 0, 'reinvite'));
    const { call, effects } = runOn('end', ...talking, killed);
    expect(call?.signalling).toMatchObject(lost);
    expect(effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
    const cut = runOn('end', ...talking, down, killed);
    expect(cut.call?.signalling).toMatchObject({ kind: 'ended', cause: { kind: 'audio-lost' } });
    expect(cut.state.owedByes).toEqual(['a']);
  });
});
