import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  networksKey,
  restartEveryMs,
  transition,
  unknownWay,
  type WayEffect,
  type WayEvent,
  type WayState,
} from './way.ts';

const home = { type: 'networks', addresses: ['192.0.2.10'] } as const;

type Untimed<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;
type Step = Untimed<WayEvent>;

/** A talk that is looked at five times a second; `at` tells the counters of each look. */
function talk(
  milliseconds: number,
  at: (elapsedMs: number) => { bytes: number; checks: number; replies: number },
  answers = true,
) {
  let state: WayState = transition(unknownWay, { ...home, atMs: 0 }).state;
  const effects: (WayEffect & { atMs: number })[] = [];
  for (let atMs = 0; atMs <= milliseconds; atMs += 200) {
    const { bytes, checks, replies } = at(atMs);
    const next = transition(state, {
      type: 'counted',
      atMs,
      callId: 'a',
      bytesReceived: bytes,
      checksSent: checks,
      repliesReceived: replies,
    });
    state = next.state;
    for (const effect of next.effects) {
      effects.push({ ...effect, atMs });
      if (effect.type === 'probe' && answers) {
        ({ state } = transition(state, { type: 'answered', atMs: atMs + 30 }));
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
    expect(effects.filter(({ type }) => type === 'reconnect')).toEqual([]);
    expect(effects.filter(({ type }) => type === 'probe').length).toBeGreaterThan(0);
  });

  test('and answers no check either has no way any more', () => {
    const { effects } = talk(6_000, (ms) => ({
      bytes: Math.min(ms, 2_000),
      checks: checksAt(ms),
      replies: checksAt(Math.min(ms, 2_000)),
    }));
    // The check of 2.5 s is noticed at 2.6 s and waited for until 3.4 s.
    expect(effects.find(({ type }) => type === 'reconnect')).toEqual({
      type: 'reconnect',
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
      { type: 'probe', atMs: 2_800 },
      { type: 'reconnect', callIds: ['a'], atMs: 3_600 },
    ]);
  });

  test('is tried again while nothing comes, and told when something does', () => {
    const { effects } = talk(12_000, (ms) => ({
      bytes: ms < 2_000 || ms > 11_000 ? ms : 2_000,
      checks: Math.floor(ms / 500),
      replies: 0,
    }));
    const times = effects.filter(({ type }) => type === 'reconnect').map(({ atMs }) => atMs);
    expect(times.length).toBe(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(restartEveryMs);
    expect(effects.at(-1)).toEqual({ type: 'back', callId: 'a', atMs: 11_200 });
  });

  test('for less than 800 ms is nothing at all', () => {
    const { effects } = talk(20_000, (ms) => ({
      bytes: ms - (ms % 800),
      checks: Math.floor(ms / 500),
      replies: 0,
    }));
    expect(effects).toEqual([]);
  });
});

describe('the networks of this computer', () => {
  const effectsAfter = (...steps: Step[]) => {
    let state = unknownWay;
    let effects: readonly WayEffect[] = [];
    steps.forEach((step, index) => {
      ({ state, effects } = transition(state, { atMs: index * 250, ...step } as WayEvent));
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
    const other = { type: 'networks', addresses: ['198.51.100.7'] } as const;
    expect(effectsAfter(home, counted, other)).toEqual([{ type: 'reconnect', callIds: ['a'] }]);
    expect(effectsAfter(home, other)).toEqual([{ type: 'reconnect', callIds: [] }]);
  });

  test('none is nothing to connect by; the same one again is a new one', () => {
    const none = { type: 'networks', addresses: [] } as const;
    expect(effectsAfter(home, counted, none)).toEqual([]);
    expect(effectsAfter(home, counted, none, home)).toEqual([
      { type: 'reconnect', callIds: ['a'] },
    ]);
  });

  test('the first look and the same list change nothing', () => {
    expect(effectsAfter(home)).toEqual([]);
    expect(effectsAfter(home, counted, home)).toEqual([]);
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
        if (type !== 'reconnect') continue;
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
