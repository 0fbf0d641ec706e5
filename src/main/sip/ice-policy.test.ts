import { expect, test, vi } from 'vitest';
import { burstMs, createIcePolicy, gatherMs } from './ice-policy.ts';

const candidate = (type: string) => `candidate:1 1 udp 2113937151 192.0.2.7 54400 typ ${type}`;

function policyWith(hasServers: boolean, gatheredForMs = 0) {
  const timers: { milliseconds: number; run: () => void; stopped: boolean }[] = [];
  const policy = createIcePolicy({
    hasServers,
    gatheredForMs: () => gatheredForMs,
    after(milliseconds, run) {
      const timer = { milliseconds, run, stopped: false };
      timers.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
  });
  return { policy, timers };
}

test('without servers it waits for the addresses that come together, and no longer', () => {
  const { policy, timers } = policyWith(false);
  const ready = vi.fn();
  policy.offer({ candidate: candidate('host'), ready });
  policy.offer({ candidate: candidate('host'), ready });
  expect(ready).not.toHaveBeenCalled();
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([burstMs]);
  timers[0]?.run();
  expect(ready).toHaveBeenCalledTimes(1);
});

test('with servers it waits for a better one, but not long', () => {
  const { policy, timers } = policyWith(true);
  const ready = vi.fn();
  policy.offer({ candidate: candidate('host'), ready });
  policy.offer({ candidate: candidate('host'), ready });
  expect(ready).not.toHaveBeenCalled();
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([gatherMs]);
  timers[0]?.run();
  expect(ready).toHaveBeenCalledTimes(1);
});

test('a phone that rang for long has gathered for long', () => {
  for (const [gathered, left] of [
    [150, gatherMs - 150],
    [5_000, burstMs],
  ] as const) {
    const { policy, timers } = policyWith(true, gathered);
    policy.offer({ candidate: candidate('host'), ready: vi.fn() });
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([left]);
  }
});

test.each(['srflx', 'relay'])('a %s candidate ends the wait', (type) => {
  const { policy, timers } = policyWith(true);
  const ready = vi.fn();
  policy.offer({ candidate: candidate('host'), ready });
  policy.offer({ candidate: candidate(type), ready });
  expect(ready).toHaveBeenCalledTimes(1);
  expect(timers[0]?.stopped).toBe(true);
});

test('what is no candidate decides nothing', () => {
  const ready = vi.fn();
  policyWith(false).policy.offer({ candidate: '', ready });
  expect(ready).not.toHaveBeenCalled();
});
