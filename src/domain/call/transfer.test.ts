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
  return runAt(noCalls, ...events);
}

function runAt(from: CallState, ...events: readonly Happening[]) {
  let state: CallState = from;
  let effects: readonly CallEffect[] = [];
  [{ type: 'sip.lineUp' } as const, ...events].forEach((event, index) => {
    const instant = { atMs: index, at: new Date(1_800_000_000_000 + index).toISOString() };
    ({ state, effects } = transition(state, { ...event, ...instant } as CallEvent));
  });
  const [a, b] = [state.calls['a'], state.calls['b']];
  return { state, effects, a, b, front: liveCall(state), other: otherCall(state) };
}

const a = (type: string, rest: object = {}) => ({ type, callId: 'a', ...rest }) as Happening;
const b = (type: string, rest: object = {}) => ({ type, callId: 'b', ...rest }) as Happening;
const held = { by: 'local' };
const bye = { by: 'remote', sipCause: 'bye', sipStatus: null };
const busy = { sipCause: 'busy', sipStatus: 486 };

const talking: readonly Happening[] = [
  { type: 'sip.invited', callId: 'a', party },
  a('call.answer'),
  a('sip.established'),
];
const asked = [...talking, a('call.transfer', { target: '204' }), a('sip.held', held)];
const taken = [...asked, a('sip.transferProgress', { progress: 'accepted' })];

describe('a blind transfer', () => {
  test('puts the customer on hold and then passes them on', () => {
    expect(run(...talking, a('call.transfer', { target: '204' })).effects).toEqual([
      { type: 'sip.hold', callId: 'a' },
    ]);
    const { effects, a: call } = run(...asked);
    expect(effects).toEqual([
      { type: 'sip.refer', callId: 'a', target: '204', replacesCallId: null },
    ]);
    expect(call?.transfer).toMatchObject({ kind: 'under-way', progress: 'asked' });
  });

  test('does without the hold that the far end refuses', () => {
    const refusal = a('sip.operationRefused', { operation: 'hold', sipStatus: 488 });
    const { effects } = run(...talking, a('call.transfer', { target: '204' }), refusal);
    expect(effects).toMatchObject([{ type: 'sip.refer', target: '204' }]);
  });

  test('waits for the line when that is lost meanwhile', () => {
    const lost = [
      ...talking,
      a('call.transfer', { target: '204' }),
      { type: 'sip.lineDown' } as const,
    ];
    expect(run(...lost).effects).toEqual([]);
    const back = run(...lost, { type: 'sip.lineUp' });
    expect(back.effects).toEqual([{ type: 'sip.hold', callId: 'a' }]);
  });

  test('ends the call here only when the target was reached', () => {
    const ringing = run(...taken, a('sip.transferProgress', { progress: 'ringing' }));
    expect(ringing.a).toMatchObject({ signalling: { kind: 'established' } });
    expect(ringing.a?.transfer).toMatchObject({ progress: 'ringing' });
    const reached = run(...taken, a('sip.transferReached'));
    expect(reached.effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
    const over = run(...taken, a('sip.transferReached'), a('sip.ended', { ...bye, by: 'local' }));
    expect(over.a?.signalling).toMatchObject({ cause: { kind: 'transferred' } });
  });

  test('that fails brings the customer back, talking, and says why', () => {
    const { effects, a: call } = run(...taken, a('sip.transferFailed', busy));
    expect(effects).toEqual([{ type: 'sip.resume', callId: 'a' }]);
    expect(call).toMatchObject({
      signalling: { kind: 'established' },
      holdWanted: false,
      transfer: { kind: 'failed', failure: { kind: 'busy', sipStatus: 486 } },
    });
    expect(run(...taken, a('sip.transferFailed', busy), a('call.cancelTransfer')).a?.transfer).toBe(
      null,
    );
  });

  test('that fails leaves on hold who was on hold before', () => {
    const { effects, a: call } = run(
      ...talking,
      a('call.hold'),
      a('sip.held', held),
      a('call.transfer', { target: '204' }),
      a('sip.transferFailed', busy),
    );
    expect(effects).toEqual([]);
    expect(call).toMatchObject({ holdWanted: true, transfer: { kind: 'failed' } });
  });

  test('whose customer is taken by the exchange is handed over, not hung up on', () => {
    expect(run(...taken, a('sip.ended', bye)).a?.signalling).toMatchObject({
      cause: { kind: 'handed-over' },
    });
    expect(run(...asked, a('sip.ended', bye)).a?.signalling).toMatchObject({
      cause: { kind: 'hung-up-there' },
    });
  });

  test.each([
    ['busy', 486, 'busy'],
    ['rejected', 603, 'declined-there'],
    ['no-answer', 480, 'no-answer'],
    ['not-found', 404, 'wrong-number'],
    ['server-failure', 503, 'server-trouble'],
    ['not-supported', 501, 'not-allowed'],
    ['request-timeout', null, 'line-lost'],
    ['dialog-error', null, 'line-lost'],
  ])(
    'that fails by %s (%s) is told as failed, and the customer is kept',
    (sipCause, sipStatus, kind) => {
      const told = [...taken, a('sip.transferFailed', { sipCause, sipStatus })];
      const { effects, a: call } = run(...told);
      expect(effects).toEqual([{ type: 'sip.resume', callId: 'a' }]);
      expect(call).toMatchObject({
        signalling: { kind: 'established' },
        transfer: { kind: 'failed', to: '204', failure: { kind, sipStatus } },
      });
      // Who hangs up then has not been passed on.
      expect(run(...told, a('sip.ended', bye)).a?.signalling).toMatchObject({
        cause: { kind: 'hung-up-there' },
      });
    },
  );

  test('whose outcome nobody tells is no success: handed over, as far as anybody knows', () => {
    const rings = a('sip.transferProgress', { progress: 'ringing' });
    for (const before of [taken, [...taken, rings]]) {
      const { effects, a: call } = run(...before, a('sip.ended', bye));
      expect(call?.signalling).toMatchObject({ cause: { kind: 'handed-over' } });
      expect(effects).not.toContainEqual({ type: 'sip.bye', callId: 'a' });
    }
  });

  test('takes no other call while the customer may come back', () => {
    const { effects } = run(...taken, { type: 'sip.invited', callId: 'c', party });
    expect(effects[0]).toEqual({ type: 'sip.reject', callId: 'c', sipStatus: 486 });
  });

  test('cannot be talked into: hold and resume wait for what comes of it', () => {
    expect(run(...taken, a('call.resume')).effects).toEqual([]);
    expect(run(...taken, a('call.hold')).effects).toEqual([]);
  });
});

const consulting = [...talking, a('call.consult', { consultId: 'b', target: '204', party })];
const answered = [...consulting, a('sip.held', held), b('sip.established')];
const completing = [...answered, a('call.complete')];

describe('a colleague who is asked first', () => {
  test('is dialed while the customer waits', () => {
    const { effects, front, other } = run(...consulting);
    expect(effects).toEqual([
      { type: 'sip.hold', callId: 'a' },
      { type: 'media.prepare', callId: 'b' },
      { type: 'sip.invite', callId: 'b', target: '204' },
      { type: 'media.focus', callId: 'b' },
    ]);
    expect(front).toMatchObject({ callId: 'b', direction: 'outbound' });
    expect(other).toMatchObject({ holdWanted: true, transfer: { consultId: 'b' } });
  });

  test('and the customer change places', () => {
    const { front, other } = run(...answered, a('call.resume'));
    expect(front?.callId).toBe('a');
    expect(other).toMatchObject({ callId: 'b', holdWanted: true });
  });

  test('takes the customer over', () => {
    expect(run(...completing).effects).toEqual([
      { type: 'sip.refer', callId: 'a', target: null, replacesCallId: 'b' },
    ]);
    const reached = run(...completing, a('sip.transferReached'));
    expect(reached.effects).toEqual([
      { type: 'sip.bye', callId: 'a' },
      { type: 'sip.bye', callId: 'b' },
    ]);
  });

  test('whose leg goes first is transferred, and the customer is not lost by it', () => {
    const gone = run(...completing, b('sip.ended', bye));
    expect(gone.b?.signalling).toMatchObject({ cause: { kind: 'transferred' } });
    expect(gone.a).toMatchObject({ signalling: { kind: 'established' } });
    expect(gone.a?.transfer).toMatchObject({ kind: 'under-way' });
    const reached = run(...completing, b('sip.ended', bye), a('sip.transferReached'));
    expect(reached.effects).toEqual([{ type: 'sip.bye', callId: 'a' }]);
  });

  test('does not get the customer: they talk again, and the colleague waits', () => {
    const { front, other } = run(...completing, a('sip.transferFailed', busy));
    expect(front).toMatchObject({ callId: 'a', holdWanted: false });
    expect(front?.transfer).toMatchObject({ kind: 'consulting', failure: { kind: 'busy' } });
    expect(other).toMatchObject({ callId: 'b', holdWanted: true });
  });

  test('is let go: back to the customer', () => {
    const { effects, front } = run(...answered, a('call.cancelTransfer'));
    expect(effects).toEqual([
      { type: 'sip.bye', callId: 'b' },
      { type: 'sip.resume', callId: 'a' },
      { type: 'media.focus', callId: 'a' },
    ]);
    expect(front).toMatchObject({ callId: 'a', transfer: null, holdWanted: false });
  });

  test('is busy: the customer still waits, and the agent knows why', () => {
    const { front } = run(...consulting, b('sip.ended', { ...busy, by: 'remote' }));
    expect(front).toMatchObject({ callId: 'a', holdWanted: true });
    expect(front?.transfer).toMatchObject({ kind: 'failed', failure: { kind: 'busy' } });
  });

  test('hangs up after the talk: there is nothing to tell', () => {
    const { front } = run(...answered, b('sip.ended', bye));
    expect(front).toMatchObject({ callId: 'a', transfer: null, hold: 'local' });
  });

  test('is let go when the customer hangs up: there is nothing left to ask', () => {
    const { effects, a: call, b: colleague } = run(...answered, a('sip.ended', bye));
    expect(effects).toContainEqual({ type: 'sip.bye', callId: 'b' });
    expect(colleague?.signalling.kind).toBe('ending');
    expect(call).toMatchObject({
      transfer: null,
      signalling: { cause: { kind: 'hung-up-there' } },
    });
  });
});

const joined = [...answered, a('call.join'), a('sip.resumed', held)];

describe('three who talk', () => {
  test('hear each other, and neither is on hold', () => {
    const { effects, state } = run(...answered, a('call.join'));
    expect(effects).toEqual([
      { type: 'sip.resume', callId: 'a' },
      { type: 'media.join', callIds: ['a', 'b'] },
    ]);
    expect(state.joined).toEqual(['a', 'b']);
  });

  test('the agent mutes themselves for both', () => {
    const { effects } = run(...joined, b('call.mute', { muted: true }));
    expect(effects).toEqual([
      { type: 'media.mute', callId: 'b', muted: true },
      { type: 'media.mute', callId: 'a', muted: true },
    ]);
  });

  test('part again: who was in front talks, the other waits', () => {
    const { effects, front, other } = run(...joined, b('call.part'));
    expect(effects).toEqual([
      { type: 'media.join', callIds: null },
      { type: 'sip.hold', callId: 'a' },
    ]);
    expect([front?.callId, other?.callId]).toEqual(['b', 'a']);
  });

  test.each([['colleague', b('sip.ended', bye), 'a']])(
    'the %s goes: the other two simply talk',
    (_who, event, left) => {
      const { front, state } = run(...joined, event);
      expect(state.joined).toBe(null);
      expect(front).toMatchObject({ callId: left, hold: 'none', holdWanted: false });
    },
  );

  test('the agent leaves: the customer is the colleague’s', () => {
    const { effects } = run(...joined, a('call.complete'));
    expect(effects).toEqual([
      { type: 'media.join', callIds: null },
      { type: 'sip.hold', callId: 'a' },
    ]);
    const asked = run(...joined, a('call.complete'), a('sip.held', held));
    expect(asked.effects).toMatchObject([{ type: 'sip.refer', replacesCallId: 'b' }]);
  });

  test('a page that comes anew is told of them', () => {
    const { effects } = run(...joined, { type: 'media.lost' });
    expect(effects.at(-1)).toEqual({ type: 'media.join', callIds: ['a', 'b'] });
  });
});

test('whose dialog was replaced meanwhile is not told of any more: the customer is back', () => {
  const healed = run(...taken, { type: 'media.lost' }, a('sip.healed'));
  expect(healed.a?.transfer).toMatchObject({ kind: 'failed', failure: { kind: 'line-lost' } });
  expect(healed.a).toMatchObject({ holdWanted: false, signalling: { kind: 'established' } });
});

describe('three in a room of the PBX', () => {
  const conference = { kind: 'room', address: 'three-{room}' } as const;
  const withRoom: CallState = { ...noCalls, pbx: { ...noCalls.pbx, conference } };
  const gone = { by: 'local', sipCause: 'bye', sipStatus: null };
  const told = { ...bye, sipCause: 'busy' };
  const sent = [...answered, a('call.join', { roomId: 'r' }), b('sip.held', held)];
  const there = [...sent, b('sip.transferReached'), b('sip.ended', gone)];
  const r = (type: string, rest: object = {}) => ({ type, callId: 'r', ...rest }) as Happening;
  const inside = [...there, r('sip.established')];

  test('the colleague is brought there first', () => {
    expect(runAt(withRoom, ...answered, a('call.join', { roomId: 'r' })).effects).toEqual([
      { type: 'sip.hold', callId: 'b' },
    ]);
    expect(runAt(withRoom, ...sent).effects).toEqual([
      { type: 'sip.refer', callId: 'b', target: 'three-r', replacesCallId: null },
    ]);
  });

  test('then the agent calls it, and then the customer goes', () => {
    expect(runAt(withRoom, ...there).effects).toContainEqual({
      type: 'sip.invite',
      callId: 'r',
      target: 'three-r',
    });
    expect(runAt(withRoom, ...inside).effects).toContainEqual({
      type: 'sip.refer',
      callId: 'a',
      target: 'three-r',
      replacesCallId: null,
    });
  });

  test.each([
    ['is told of', a('sip.transferReached')],
    ['is seen', a('sip.ended', bye)],
  ])('the conversation goes on in the room once the customer’s arrival %s', (_how, event) => {
    const taken = [...inside, a('sip.transferProgress', { progress: 'accepted' })];
    const { effects, state } = runAt(withRoom, ...taken, event);
    expect(effects[0]).toEqual({ type: 'call.moved', callId: 'a', to: 'r' });
    expect(effects).not.toContainEqual({ type: 'sip.bye', callId: 'r' });
    expect(state.calls['r']).toMatchObject({
      party,
      establishedAtMs: state.calls['a']?.establishedAtMs,
      consultedFor: null,
    });
    const over = runAt(withRoom, ...taken, event, a('sip.ended', gone));
    expect(over.front).toMatchObject({ callId: 'r', signalling: { kind: 'established' } });
    expect(over.front?.holdWanted).toBe(false);
  });

  test('a colleague who cannot be brought there is asked as before', () => {
    const failed = runAt(withRoom, ...sent, b('sip.transferFailed', busy));
    expect(failed.a?.transfer).toMatchObject({ kind: 'consulting', failure: { kind: 'busy' } });
    expect(failed.b).toMatchObject({ transfer: null, holdWanted: false });
  });

  test('a room that does not answer leaves the customer here', () => {
    const { a: call } = runAt(withRoom, ...there, r('sip.ended', told));
    expect(call).toMatchObject({ signalling: { kind: 'established' } });
    expect(call?.transfer).toMatchObject({ kind: 'failed', failure: { kind: 'busy' } });
  });

  test('a customer who does not go talks again, and the room waits', () => {
    const { front, other } = runAt(withRoom, ...inside, a('sip.transferFailed', busy));
    expect(front).toMatchObject({ callId: 'a', holdWanted: false });
    expect(front?.transfer).toMatchObject({ kind: 'consulting', consultId: 'r' });
    expect(other).toMatchObject({ callId: 'r', holdWanted: true });
  });
});

describe('what does not fit is refused with its reason', () => {
  const order = (type: string) => a(type, { target: '1', consultId: 'c', party });
  test.each([
    ['nobody talks yet', talking.slice(0, 1), 'call.transfer', 'not-talking'],
    [
      'there is no line',
      [...talking, { type: 'sip.lineDown' } as const],
      'call.transfer',
      'line-down',
    ],
    ['one is on the way', taken, 'call.transfer', 'under-way'],
    ['one is on the way', taken, 'call.consult', 'under-way'],
    ['a REFER cannot be taken back', taken, 'call.cancelTransfer', 'under-way'],
    ['a colleague is asked already', answered, 'call.consult', 'two-calls'],
    ['a colleague is asked already', answered, 'call.transfer', 'two-calls'],
    ['nobody is asked', talking, 'call.complete', 'not-consulting'],
    ['nobody is asked', talking, 'call.cancelTransfer', 'not-consulting'],
    ['nobody is asked', talking, 'call.join', 'not-consulting'],
    ['the colleague has not answered', consulting, 'call.complete', 'consult-not-answered'],
    ['the colleague has not answered', consulting, 'call.join', 'consult-not-answered'],
    ['all three talk already', joined, 'call.join', 'already-joined'],
    ['they do not talk together', answered, 'call.part', 'not-joined'],
  ])('%s (%#)', (_name, before, type, reason) => {
    const { effects, state } = run(...before, order(type));
    expect(effects).toMatchObject([{ type: 'call.orderRefused', callId: 'a', reason }]);
    expect(state).toEqual(run(...before).state);
  });
});
