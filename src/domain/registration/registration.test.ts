import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejectedRetryMs, retryDelayMs } from './back-off.ts';
import { isLineUp } from './line-up.ts';
import {
  offline,
  type RegistrationEvent,
  type RegistrationState,
  transition,
} from './registration.ts';

function run(...events: readonly RegistrationEvent[]) {
  let state: RegistrationState = offline;
  let types: string[] = [];
  for (const event of events) {
    const next = transition(state, event);
    state = next.state;
    types = next.effects.map(({ type }) => type);
  }
  return { state, types };
}

const start = (servers = 1): RegistrationEvent => ({ type: 'start', servers });
const closed: RegistrationEvent = { type: 'socketClosed', inCall: false, random: 0.5 };
const timer: RegistrationEvent = { type: 'timer', inCall: false, random: 0.5 };
const registered: RegistrationEvent = { type: 'registered' };
const refused = (
  sipStatus: number | null,
  retryAfterSeconds: number | null = null,
  inCall = false,
): RegistrationEvent => ({
  type: 'registerFailed',
  sipStatus,
  retryAfterSeconds,
  inCall,
  random: 0.5,
});

test('connects to the preferred server with a time limit, and the line is up on 200', () => {
  expect(run(start(2))).toEqual({
    state: {
      kind: 'connecting',
      servers: 2,
      server: 0,
      takesCalls: true,
      attempt: 0,
      pauseMs: null,
      refusal: null,
      keepsSocket: false,
    },
    types: ['connect', 'timer.start'],
  });
  expect(run(start(), registered)).toEqual({
    state: { kind: 'registered', servers: 1, server: 0, takesCalls: true },
    types: ['timer.stop', 'line.up'],
  });
});

test('a broken socket backs off, takes the line down and starts again with the first server', () => {
  const { state, types } = run(start(2), closed, timer, registered, closed);
  expect(state).toMatchObject({ kind: 'backing-off', server: 0, failure: 'unreachable' });
  expect(types).toEqual(['line.down', 'disconnect', 'timer.start']);
});

test('a failed attempt goes on to the next server, round and round', () => {
  const tried = [0, 1, 2, 3].map((failures) => {
    const again = Array.from({ length: failures }, () => [closed, timer]).flat();
    const { state } = run(start(3), ...again);
    return state.kind === 'connecting' ? state.server : null;
  });
  expect(tried).toEqual([0, 1, 2, 0]);
});

test.each([
  [401, 'credentials'],
  [407, 'credentials'],
  [403, 'forbidden'],
  [404, 'unknown-account'],
])('%i is told as %s and retried slowly', (sipStatus, rejection) => {
  const { state, types } = run(start(), refused(sipStatus));
  expect(state).toMatchObject({ kind: 'rejected', rejection, sipStatus });
  expect(state.kind === 'rejected' && state.retryInMs).toBeGreaterThanOrEqual(rejectedRetryMs);
  expect(types).toEqual(['disconnect', 'timer.start']);
  expect(run(start(), refused(sipStatus), timer).state.kind).toBe('connecting');
});

test.each([
  [503, 'server-trouble'],
  [500, 'server-trouble'],
  [480, 'refused'],
  [null, 'timeout'],
])('%s backs off as %s', (sipStatus, failure) => {
  expect(run(start(), refused(sipStatus)).state).toMatchObject({ kind: 'backing-off', failure });
});

test('a refresh that is refused takes the line down', () => {
  expect(run(start(), registered, refused(403)).types).toContain('line.down');
  expect(run(start(), registered, refused(503)).types).toContain('line.down');
});

test('a silent server is left when the time is over; a press of the agent does not wait', () => {
  expect(run(start(), timer).state).toMatchObject({ kind: 'backing-off', failure: 'timeout' });
  expect(run(start(), closed, { type: 'retryNow' }).state.kind).toBe('connecting');
});

test('stop is offline from everywhere', () => {
  for (const before of [
    [start()],
    [start(), registered],
    [start(), closed],
    [start(), refused(403)],
  ]) {
    expect(run(...before, { type: 'stop' }).state).toEqual(offline);
  }
});

test('the wait doubles up to half a minute and is never half of that', () => {
  expect([0, 1, 2, 3].map((round) => retryDelayMs(round, 0))).toEqual([250, 500, 1000, 2000]);
  expect(retryDelayMs(99, 0)).toBe(15_000);
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (n, r) => {
        const waitMs = retryDelayMs(n, r);
        expect(waitMs).toBeGreaterThanOrEqual(250);
        expect(waitMs).toBeLessThanOrEqual(30_000);
      },
    ),
  );
});

const probed = (answers: boolean, inCall: boolean): RegistrationEvent => ({
  type: 'probed',
  answers,
  inCall,
  random: 0.5,
});

describe('a registrar that says no during a call', () => {
  const noInCall = refused(403, null, true);
  const bitLater: RegistrationEvent = { type: 'timer', inCall: true, random: 0.5 };

  test.each([401, 403, 404, 500, 503])(
    '%i: the socket is kept, and it is asked again',
    (status) => {
      const { state, types } = run(start(), registered, refused(status, null, true));
      expect(isLineUp(state)).toBe(true);
      expect(types).toEqual(['timer.start']);
      const asked = run(start(), registered, refused(status, null, true), bitLater);
      expect(asked.types).toEqual(['register', 'timer.start']);
      expect(isLineUp(asked.state)).toBe(true);
      const mended = run(start(), registered, refused(status, null, true), bitLater, registered);
      expect(mended).toMatchObject({ state: { kind: 'registered' }, types: ['timer.stop'] });
    },
  );

  test('is told as what it said, and asked within seconds, then slower, Retry-After heeded', () => {
    const waits = [1, 2, 3, 4, 5].map((times) => {
      const noes = Array.from({ length: times }, () => [noInCall, bitLater]).flat();
      const { state } = run(start(), registered, ...noes.slice(0, -1));
      expect(state).toMatchObject({ kind: 'rejected', rejection: 'forbidden', sipStatus: 403 });
      return state.kind === 'rejected' ? state.retryInMs : 0;
    });
    expect(waits).toEqual([3_000, 6_000, 12_000, 22_500, 22_500]);
    const asked = run(start(), registered, refused(503, 120, true)).state;
    expect(asked).toMatchObject({ kind: 'backing-off', retryInMs: 120_000 });
  });

  test('and still says it after the call: the line goes down, and the wait is long', () => {
    const { state, types } = run(start(), registered, noInCall, timer, refused(403));
    expect(state).toMatchObject({ kind: 'rejected', keepsSocket: false });
    expect(types).toEqual(['line.down', 'disconnect', 'timer.start']);
  });

  test('keeps no socket that breaks, and none that no answer comes by', () => {
    for (const end of [closed, bitLater]) {
      const { state, types } = run(start(), registered, noInCall, bitLater, end);
      expect(isLineUp(state)).toBe(false);
      expect(types[0]).toBe('line.down');
    }
  });

  test('on a new socket: the other servers first, then this one is kept', () => {
    const broken: RegistrationEvent = { type: 'socketClosed', inCall: true, random: 0.5 };
    const first = run(start(2), registered, broken, timer, noInCall);
    expect(first.state).toMatchObject({ kind: 'backing-off', server: 1, keepsSocket: false });
    const second = run(start(2), registered, broken, timer, noInCall, timer, noInCall);
    expect(second.state).toMatchObject({ kind: 'rejected', server: 1, keepsSocket: true });
    expect(second.types).toEqual(['line.up', 'timer.start']);
  });

  test('and a second server that is gone: nobody in a call waits a minute for them', () => {
    const broken: RegistrationEvent = { type: 'socketClosed', inCall: true, random: 0.5 };
    const { state } = run(start(2), registered, broken, timer, noInCall, timer, broken);
    expect(state).toMatchObject({ kind: 'backing-off', server: 0 });
  });
});

describe('of several servers, one that says no hides no other', () => {
  test('the next is asked, once a round, before the long wait', () => {
    const { state, types } = run(start(2), refused(403));
    expect(state).toMatchObject({ kind: 'backing-off', server: 1, failure: 'refused' });
    expect(types).toEqual(['disconnect', 'timer.start']);
    expect(run(start(2), refused(403), timer, registered).state).toMatchObject({ server: 1 });
    const all = run(start(2), refused(403), timer, refused(404)).state;
    expect(all).toMatchObject({ kind: 'rejected', sipStatus: 404 });
    const again = run(start(2), refused(403), timer, refused(404), timer).state;
    expect(again).toMatchObject({ kind: 'connecting', server: 0, refusal: null });
  });

  test('one that is gone beside it does not have the account asked oftener', () => {
    const { state } = run(start(2), refused(403), timer, closed);
    expect(state).toMatchObject({ kind: 'rejected', sipStatus: 403 });
    expect(state.kind === 'rejected' && state.retryInMs).toBeGreaterThanOrEqual(rejectedRetryMs);
  });

  test('a refresh that the preferred one refuses goes on to the next', () => {
    const { state } = run(start(2), registered, refused(403));
    expect(state).toMatchObject({ kind: 'backing-off', server: 1 });
  });
});

describe('another desk has the line', () => {
  const moved: RegistrationEvent = { type: 'unregister' };
  const opened: RegistrationEvent = { type: 'socketOpened' };

  test('it is taken back here once, and never asked for again', () => {
    const { state, types } = run(start(), registered, moved);
    expect(state).toMatchObject({ kind: 'registered', takesCalls: false });
    expect(types).toEqual(['unregister', 'timer.stop']);
    expect(run(start(), registered, moved, moved).types).toEqual([]);
    expect(run(start(2), closed, timer, registered, moved, timer).types).toEqual([]);
  });

  test('a socket that broke is up for the calls as soon as it is open', () => {
    const { state, types } = run(start(), registered, moved, closed, timer, opened);
    expect(state).toMatchObject({ kind: 'registered', takesCalls: false });
    expect(types).toEqual(['timer.stop', 'line.up']);
    // With the registration still here it is not.
    expect(run(start(), registered, closed, timer, opened).types).toEqual([]);
  });

  test('while a REGISTER was out: what it brought about is taken back', () => {
    expect(run(start(), moved, registered).types).toEqual(['timer.stop', 'line.up', 'unregister']);
    expect(run(start(), moved, refused(403)).types).toEqual(['timer.stop', 'line.up']);
    expect(run(start(), moved, opened, registered).types).toEqual(['unregister']);
  });

  test('while it was refused: the socket there is serves the calls, or one is opened', () => {
    const keptOne = run(start(), registered, refused(403, null, true), moved);
    expect(keptOne.state.kind).toBe('registered');
    expect(keptOne.types).toEqual(['unregister', 'timer.stop']);
    const { types } = run(start(), refused(403), moved);
    expect(types).toEqual(['unregister', 'connect', 'timer.start']);
  });
});

const anyEvent = fc.oneof<fc.Arbitrary<RegistrationEvent>[]>(
  fc.constant(start(2)),
  fc.constant<RegistrationEvent>({ type: 'stop' }),
  fc.constant(registered),
  fc.constant(closed),
  fc.constantFrom(refused(401), refused(403), refused(503), refused(null)),
  fc.constantFrom(refused(403, null, true), refused(503, 20, true), refused(null, null, true)),
  fc.constantFrom<RegistrationEvent>({ type: 'unregister' }, { type: 'socketOpened' }),
  fc.constant(timer),
  fc.constant<RegistrationEvent>({ type: 'retryNow' }),
  fc.constantFrom(probed(true, false), probed(true, true), probed(false, false)),
);

test('Retry-After is heeded by the only server, within reason', () => {
  const waitOf = (seconds: number) => {
    const { state } = run(start(), refused(503, seconds));
    return state.kind === 'backing-off' ? state.retryInMs : null;
  };
  expect(waitOf(20)).toBe(20_000);
  expect(waitOf(86_400)).toBe(300_000);
  expect(waitOf(0)).toBe(retryDelayMs(1, 0.5));
});

test('of several servers each is asked once before the shortest Retry-After counts', () => {
  const after = (...events: RegistrationEvent[]) => {
    const { state } = run(start(2), ...events);
    return state.kind === 'backing-off' ? state.retryInMs : null;
  };
  expect(after(refused(503, 20))).toBeLessThan(1_000);
  expect(after(refused(503, 20), timer, refused(503, 40))).toBe(20_000);
  expect(after(refused(503, 20), timer, refused(500))).toBeLessThan(2_000);
});

test('from another server the line goes back when the preferred one answers and nobody talks', () => {
  const away = [start(2), closed, timer, registered] as const;
  expect(run(...away).types).toEqual(['timer.start', 'line.up']);
  expect(run(...away, timer)).toMatchObject({ state: { server: 1 }, types: ['probe'] });
  expect(run(...away, timer, probed(false, false)).types).toEqual(['timer.start']);
  expect(run(...away, timer, probed(true, true)).types).toEqual(['timer.start']);
  const back = run(...away, timer, probed(true, false));
  expect(back.state).toMatchObject({ kind: 'connecting', server: 0 });
  expect(back.types).toEqual(['line.down', 'connect', 'timer.start']);
  // On the preferred one nobody is asked.
  expect(run(start(2), registered, timer).types).toEqual([]);
});

test('any walk: line.up and line.down alternate, and no state is a dead end', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      let state: RegistrationState = offline;
      let lineUp = false;
      let timerRuns = false;
      for (const event of events) {
        if (event.type === 'timer') timerRuns = false;
        const next = transition(state, event);
        state = next.state;
        for (const { type } of next.effects) {
          if (type === 'line.up') expect(lineUp).toBe(false);
          if (type === 'line.down') expect(lineUp).toBe(true);
          if (type === 'line.up' || type === 'line.down') lineUp = type === 'line.up';
          if (type === 'timer.start') timerRuns = true;
          if (type === 'timer.stop') timerRuns = false;
        }
        expect(lineUp).toBe(isLineUp(state));
        if (event.type === 'timer') continue;
        if (state.kind === 'rejected' || state.kind === 'backing-off') expect(timerRuns).toBe(true);
        if (state.kind === 'connecting') expect(timerRuns).toBe(true);
      }
    }),
  );
});
