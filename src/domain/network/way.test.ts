import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStillHere, networksKey } from './networks.ts';
import {
  restartEveryMs,
  transition,
  unknownWay,
  type WayEffect,
  type WayEvent,
  type WayState,
} from './way.ts';

const home = { type: 'networks', addresses: ['192.0.2.10'], ownAddress: '192.0.2.10' } as const;

type Untimed<Event> = Event extends unknown ? Omit<Event, 'atMs' | 'random'> : never;
type Step = Untimed<WayEvent>;

/** A talk that is looked at five times a second; `at` tells the counters of each look. */
function talk(
  milliseconds: number,
  at: (elapsedMs: number) => { bytes: number; checks: number; replies: number },
  answers = true,
  random = 0,
) {
  let state: WayState = transition(unknownWay, { ...home, atMs: 0, random }).state;
  ({ state } = transition(state, { type: 'lineUp', atMs: 0, random }));
  const effects: (WayEffect & { atMs: number })[] = [];
  for (let atMs = 0; atMs <= milliseconds; atMs += 200) {
    const { bytes, checks, replies } = at(atMs);
    const next = transition(state, {
      type: 'counted',
      atMs,
      random,
      callId: 'a',
      bytesReceived: bytes,
      checksSent: checks,
      repliesReceived: replies,
    });
    state = next.state;
    for (const effect of next.effects) {
      effects.push({ ...effect, atMs });
      if (effect.type === 'probe' && answers) {
        const roundTripMs = 30;
        const answer = { type: 'answered', roundTripMs, atMs: atMs + roundTripMs, random } as const;
        ({ state } = transition(state, answer));
      }
    }
  }
  return { state, effects };
}

/** Checks each 2.5 s, each answered within the look. */
const checksAt = (ms: number) => Math.floor(ms / 2_500);

describe('a far end that says nothing', () => {
  test('on hold is not lost: it answers checks, and the server is there', () => {
    const { effects } = talk(60_000, (ms) => ({
      bytes: Math.min(ms, 2_000),
      checks: checksAt(ms),
      replies: checksAt(ms),
    }));
    expect(effects.filter(({ type }) => type !== 'probe')).toEqual([]);
    expect(effects.filter(({ type }) => type === 'probe').length).toBeGreaterThan(0);
  });

  test('and answers no check either has no way any more', () => {
    const { effects } = talk(6_000, (ms) => ({
      bytes: Math.min(ms, 2_000),
      checks: checksAt(ms),
      replies: checksAt(Math.min(ms, 2_000)),
    }));
    // The check of 2.5 s is noticed at 2.6 s and waited for until 3.4 s.
    expect(effects.find(({ type }) => type !== 'probe')).toEqual({
      type: 'restart',
      callIds: ['a'],
      atMs: 3_400,
    });
  });

  test('with a server that gives no sign of life is not waited for any longer', () => {
    const { effects } = talk(
      6_000,
      (ms) => ({ bytes: Math.min(ms, 2_000), checks: 0, replies: 0 }),
      false,
    );
    expect(effects.slice(0, 2)).toEqual([
      { type: 'probe', atMs: 2_400 },
      { type: 'reconnect', callIds: ['a'], atMs: 3_200 },
    ]);
    // A check that is out has been waited for as well, so both together take no longer.
    const both = talk(
      6_000,
      (ms) => ({ bytes: Math.min(ms, 2_000), checks: Math.floor(ms / 200), replies: 0 }),
      false,
    );
    expect(both.effects[1]).toEqual({ type: 'reconnect', callIds: ['a'], atMs: 3_000 });
  });

  test('is tried again while nothing comes, and told when something does', () => {
    const { effects } = talk(12_000, (ms) => ({
      bytes: ms < 2_000 || ms > 11_000 ? ms : 2_000,
      checks: Math.floor(ms / 500),
      replies: 0,
    }));
    const times = effects.filter(({ type }) => type === 'restart').map(({ atMs }) => atMs);
    expect(times.length).toBe(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(restartEveryMs);
    expect(effects.at(-1)).toEqual({ type: 'back', callId: 'a', atMs: 11_200 });
  });

  test.each([0, 0.9])('and slower each time, over the socket there is (%d)', (random) => {
    const { effects } = talk(
      200_000,
      (ms) => ({ bytes: 1, checks: Math.floor(ms / 500), replies: 0 }),
      true,
      random,
    );
    expect(effects.filter(({ type }) => type === 'reconnect')).toEqual([]);
    const times = effects.filter(({ type }) => type === 'restart').map(({ atMs }) => atMs);
    const waits = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    const leastMs = [4_000, 8_000, 16_000, 16_000, 16_000];
    for (const [index, least] of leastMs.entries()) {
      // The server is asked first: that is a look more.
      const atLeast = least * (1 + random);
      expect(waits[index]).toBeGreaterThanOrEqual(atLeast);
      expect(waits[index]).toBeLessThanOrEqual(atLeast + 400);
    }
  });

  test('a new pair of addresses that counts from nothing is no sound', () => {
    const { effects } = talk(12_000, (ms) => ({
      bytes: Math.min(ms, 2_000),
      checks: Math.floor(ms / 500),
      replies: ms < 2_000 ? 50 : ms < 6_000 ? 50 : 0,
    }));
    expect(effects.filter(({ type }) => type === 'back')).toEqual([]);
  });

  test('without a line nobody is asked, and the line that comes back is a try of its own', () => {
    let state: WayState = transition(unknownWay, { ...home, atMs: 0, random: 0 }).state;
    const told: (WayEffect & { atMs: number })[] = [];
    for (let atMs = 0; atMs <= 12_000; atMs += 200) {
      if (atMs === 5_000) ({ state } = transition(state, { type: 'lineUp', atMs, random: 0 }));
      const next = transition(state, {
        type: 'counted',
        callId: 'a',
        bytesReceived: 1,
        checksSent: Math.floor(atMs / 500),
        repliesReceived: 0,
        atMs,
        random: 0,
      });
      state = next.state;
      told.push(...next.effects.map((effect) => ({ ...effect, atMs })));
    }
    // At 1.4 s a check was out for 800 ms; the next try counts from the line.
    expect(told.slice(0, 2)).toEqual([
      { type: 'restart', callIds: ['a'], atMs: 1_400 },
      { type: 'probe', atMs: 9_000 },
    ]);
  });

  test('for less than 800 ms is at most a question', () => {
    const { effects } = talk(20_000, (ms) => ({
      bytes: ms - (ms % 800),
      checks: Math.floor(ms / 500),
      replies: 0,
    }));
    expect(effects.filter(({ type }) => type !== 'probe')).toEqual([]);
  });
});

describe('the networks of this computer', () => {
  const effectsAfter = (...steps: Step[]) => {
    let state = unknownWay;
    let effects: readonly WayEffect[] = [];
    steps.forEach((step, index) => {
      const timed = { atMs: index * 250, random: 0, ...step } as WayEvent;
      ({ state, effects } = transition(state, timed));
    });
    return effects;
  };
  const counted = {
    type: 'counted',
    callId: 'a',
    bytesReceived: 1,
    checksSent: 0,
    repliesReceived: 0,
  } as const;

  test('another one means another way, at once', () => {
    const other = { ...home, addresses: ['198.51.100.7'] } as const;
    expect(effectsAfter(home, counted, other)).toEqual([{ type: 'reconnect', callIds: ['a'] }]);
    expect(effectsAfter(home, other)).toEqual([{ type: 'reconnect', callIds: [] }]);
  });

  test('none is nothing to connect by; the same one again is a new one', () => {
    const none = { ...home, addresses: [] } as const;
    expect(effectsAfter(home, counted, none)).toEqual([]);
    expect(effectsAfter(home, counted, none, home)).toEqual([
      { type: 'reconnect', callIds: ['a'] },
    ]);
  });

  test('the first look and the same list change nothing', () => {
    expect(effectsAfter(home)).toEqual([]);
    expect(effectsAfter(home, counted, home)).toEqual([]);
  });

  const more = { ...home, addresses: ['192.0.2.10', '172.17.0.1'] } as const;
  const answer = { type: 'answered', roundTripMs: 20 } as const;

  test('one that comes up beside the own one is a question to the server, no more', () => {
    expect(effectsAfter(home, counted, more)).toEqual([{ type: 'probe' }]);
    expect(effectsAfter(home, counted, more, answer)).toEqual([]);
    expect(effectsAfter(home, counted, more, answer, more, more, more, more)).toEqual([]);
  });

  test('no answer within the time means another way', () => {
    const looks = [more, more, more];
    expect(effectsAfter(home, counted, more, ...looks)).toEqual([]);
    expect(effectsAfter(home, counted, more, ...looks, more)).toEqual([
      { type: 'reconnect', callIds: ['a'] },
    ]);
  });

  test('an answer to what was asked before says nothing: it is asked again', () => {
    expect(effectsAfter(home, counted, more, { ...answer, roundTripMs: 400 })).toEqual([
      { type: 'probe' },
    ]);
  });

  test('one that goes beside the own one may have had the sound: ICE alone is restarted', () => {
    expect(effectsAfter(more, counted, home)).toEqual([{ type: 'probe' }]);
    expect(effectsAfter(more, counted, home, answer)).toEqual([
      { type: 'restart', callIds: ['a'] },
    ]);
    expect(effectsAfter(more, home, answer)).toEqual([]);
  });

  test('the own one gone, or no socket to ask by: at once', () => {
    const others = { ...home, addresses: ['172.17.0.1'] } as const;
    expect(effectsAfter(more, counted, others)).toEqual([{ type: 'reconnect', callIds: ['a'] }]);
    expect(effectsAfter(home, counted, { ...more, ownAddress: null })).toEqual([
      { type: 'reconnect', callIds: ['a'] },
    ]);
  });

  test.each([
    ['192.0.2.10', true],
    ['::ffff:192.0.2.10', true],
    ['192.0.2.99', false],
    ['2001:db8:1:2:cccc::3', true],
    ['2001:db8:9:9::3', false],
    // A tunnel on this computer: as long as any network stayed.
    ['127.0.0.1', true],
    ['::1', true],
    [null, false],
  ])('whether %s is still here', (own, isHere) => {
    const before = ['192.0.2.10', '2001:db8:1:2'];
    expect(isStillHere(own, before, [...before, '172.17.0.1'])).toBe(isHere);
    expect(isStillHere(own, before, ['172.17.0.1'])).toBe(false);
  });

  test('a new address within an IPv6 network is the same network', () => {
    expect(networksKey(['2001:db8:1:2:aaaa::1'])).toBe(networksKey(['2001:db8:1:2:bbbb::9']));
    expect(networksKey(['192.0.2.1', '2001:db8::1'])).toBe(
      networksKey(['2001:db8::1', '192.0.2.1']),
    );
  });

  test('waking up is a new way for every call; one that is over is none', () => {
    expect(effectsAfter(home, counted, { type: 'woke' })).toEqual([
      { type: 'reconnect', callIds: ['a'] },
    ]);
    expect(effectsAfter(home, counted, { type: 'gone', callId: 'a' }, { type: 'woke' })).toEqual([
      { type: 'reconnect', callIds: [] },
    ]);
  });
});

test('whatever is counted: nothing that arrives is given up, and no restart storms', () => {
  const anyLook = fc.record({ bytes: fc.nat(3), checks: fc.nat(3), replies: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(anyLook, { maxLength: 200 }), fc.boolean(), (looks, answers) => {
      let bytes = 0;
      let checks = 0;
      let replies = 0;
      let arrivedAtMs = 0;
      let lastMs = Number.NEGATIVE_INFINITY;
      const counts = looks.map((look) => {
        // Mostly silence, so that stretches of it come about.
        bytes += look.bytes === 3 ? 160 : 0;
        checks += look.checks === 3 ? 1 : 0;
        replies += look.replies === 2 ? 1 : 0;
        return { bytes, checks, replies };
      });
      const { effects } = talk(
        (looks.length - 1) * 200,
        (ms) => counts[ms / 200] ?? { bytes, checks, replies },
        answers,
      );
      for (const { type, atMs } of effects) {
        if (type !== 'reconnect' && type !== 'restart') continue;
        const index = atMs / 200;
        for (let back = index; back > 0; back -= 1) {
          const [now, then] = [counts[back], counts[back - 1]];
          if (now?.bytes !== then?.bytes || now?.replies !== then?.replies) {
            arrivedAtMs = back * 200;
            break;
          }
        }
        if (atMs - arrivedAtMs < 800) throw new Error('given up too early');
        if (arrivedAtMs <= lastMs && atMs - lastMs < restartEveryMs) throw new Error('a storm');
        lastMs = atMs;
      }
    }),
    { numRuns: 500 },
  );
});
