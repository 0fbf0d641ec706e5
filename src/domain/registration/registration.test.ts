import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from './back-off.ts';
import {
  offline,
  type RegistrationEvent,
  type RegistrationState,
  rejectedRetryMs,
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
const closed: RegistrationEvent = { type: 'socketClosed', random: 0.5 };
const timer: RegistrationEvent = { type: 'timer', random: 0.5 };
const registered: RegistrationEvent = { type: 'registered' };
const refused = (
  sipStatus: number | null,
  retryAfterSeconds: number | null = null,
): RegistrationEvent => ({
  type: 'registerFailed',
  sipStatus,
  retryAfterSeconds,
  random: 0.5,
});

test('connects to the preferred server with a time limit, and the line is up on 200', () => {
  expect(run(start(2))).toEqual({
    state: { kind: 'connecting', servers: 2, server: 0, attempt: 0, pauseMs: null },
    types: ['connect', 'timer.start'],
  });
  expect(run(start(), registered)).toEqual({
    state: { kind: 'registered', servers: 1, server: 0 },
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

const anyEvent = fc.oneof<fc.Arbitrary<RegistrationEvent>[]>(
  fc.constant(start(2)),
  fc.constant<RegistrationEvent>({ type: 'stop' }),
  fc.constant(registered),
  fc.constant(closed),
  fc.constantFrom(refused(401), refused(403), refused(503), refused(null)),
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
        expect(lineUp).toBe(state.kind === 'registered');
        if (event.type === 'timer') continue;
        if (state.kind === 'rejected' || state.kind === 'backing-off') expect(timerRuns).toBe(true);
      }
    }),
  );
});
