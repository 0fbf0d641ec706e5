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
const calls = (callId: string): Happening => ({ type: 'sip.invited', callId, party });
const down: Happening = { type: 'sip.lineDown' };
const up: Happening = { type: 'sip.lineUp' };

const dialed = [a('call.dial', { target: 'x', party }), a('sip.established'), a('media.flowing')];
const replaced = [...dialed, { type: 'media.lost' } as const, a('sip.healed')];
const hold = [{ type: 'sip.hold', callId: 'a' }];

describe('a call we made is on a new leg', () => {
  test('it is held as soon as there is sound, and resumed at once', () => {
    expect(run(...replaced).effects).toEqual([]);
    const heard = run(...replaced, a('media.flowing'));
    expect(heard.effects).toEqual(hold);
    expect(heard.call).toMatchObject({ holdWanted: false, healing: { kind: 'none' } });
    const held = run(...replaced, a('media.flowing'), a('sip.held', { by: 'local' }));
    expect(held.effects).toEqual([{ type: 'sip.resume', callId: 'a' }]);
    const done = run(
      ...replaced,
      a('media.flowing'),
      a('sip.held', { by: 'local' }),
      a('sip.resumed', { by: 'local' }),
    );
    expect(done.effects).toEqual([]);
    expect(done.call).toMatchObject({ hold: 'none', holdWanted: false, refused: null });
    expect(run(...replaced, a('media.flowing'), a('media.flowing')).effects).toEqual([]);
  });

  test('at once where there is sound before the agreement is told', () => {
    const { effects } = run(...dialed, { type: 'media.lost' }, a('media.flowing'), a('sip.healed'));
    expect(effects).toEqual(hold);
  });

  test('a hold that the far end refuses is nothing the agent asked for', () => {
    const refused = a('sip.operationRefused', { operation: 'hold', sipStatus: 488 });
    const { call } = run(...replaced, a('media.flowing'), refused);
    expect(call).toMatchObject({ refused: null, holdWanted: false, hold: 'none' });
    const wanted = run(...replaced, a('media.flowing'), a('call.hold'), refused);
    expect(wanted.call?.refused).toEqual({ operation: 'hold', sipStatus: 488 });
  });

  test('a hold of the agent takes its place, and stays', () => {
    expect(run(...replaced, a('call.hold')).effects).toEqual(hold);
    expect(run(...replaced, a('call.hold'), a('media.flowing')).effects).toEqual([]);
    const held = [...replaced, a('call.hold'), a('sip.held', { by: 'local' })];
    expect(run(...held).call).toMatchObject({ hold: 'local', holdWanted: true });
    expect(run(...held).effects).toEqual([]);
  });

  test('held when its page died, it is held again and needs no other', () => {
    const { types, call } = run(
      ...dialed,
      a('call.hold'),
      a('sip.held', { by: 'local' }),
      { type: 'media.lost' },
      a('sip.healed'),
      a('sip.held', { by: 'local' }),
      a('media.flowing'),
    );
    expect(types).toEqual([]);
    expect(call).toMatchObject({ hold: 'local', healing: { kind: 'none' } });
  });

  test('not where the PBX takes no re-INVITE, not without a line, not within the same dialog', () => {
    const events = [...replaced, a('media.flowing')];
    expect(runOn({ refreshAfterReconnect: false }, ...events).effects).toEqual([]);
    expect(runOn({ rebuiltMedia: 'reinvite' }, ...events).effects).toEqual([]);
    expect(run(...replaced, down, a('media.flowing'), up).types).toEqual(['sip.refresh']);
  });

  test('a customer who called us is heard without', () => {
    const called = [calls('a'), a('call.answer'), a('sip.established'), a('media.flowing')];
    const { effects } = run(...called, { type: 'media.lost' }, a('sip.healed'), a('media.flowing'));
    expect(effects).toEqual([]);
  });
});
