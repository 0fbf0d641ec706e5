import { expect, test } from 'vitest';
import { judge, popThirds, type Sample } from './verdict.ts';

/** A shift of 1,000 calls, sampled every 20, with some noise. */
function shift(
  grows: { readonly heapPerCall?: number; readonly pssPerCall?: number } = {},
): Sample[] {
  return Array.from({ length: 50 }, (_, index) => {
    const calls = (index + 1) * 20;
    const noise = Math.sin(index * 2.3);
    return {
      calls,
      heapBytes: 40e6 + (grows.heapPerCall ?? 0) * calls + 1e6 * noise,
      handles: { TCPSocketWrap: 3, PipeWrap: 2 },
      pageHeapBytes: 30e6 + 2e6 * noise,
      held: {
        processes: 16,
        kinds: { main: 1, renderer: 3 },
        pssBytes: 1.1e9 + (grows.pssPerCall ?? 0) * calls + 2e7 * noise,
        openFiles: 828,
      },
    };
  });
}
const pops = Array.from(
  { length: 1_000 },
  (_, call) => [call + 1, 40 + 9 * Math.sin(call)] as const,
);
const idle = { before: 12, after: 12 };
const failed = (samples: Sample[], missed: readonly string[] = [], timers = idle) =>
  judge(1_000, missed, samples, pops, timers).flatMap(({ fact, ok }) => (ok ? [] : [fact]));

test('a shift that holds nothing back passes', () => {
  expect(failed(shift())).toEqual([]);
});

test('what grows is named', () => {
  expect(failed(shift({ heapPerCall: 20_000 }))).toEqual(['heap of main: no growth trend']);
  expect(failed(shift({ pssPerCall: 200_000 }))).toEqual([
    'memory of all processes: no growth trend',
  ]);
});

test('a socket, a file or a process that is left is named', () => {
  const samples = shift();
  const last = samples.at(-1);
  if (!last?.held) throw new Error('a shift has samples');
  const leaking: Sample = {
    ...last,
    handles: { ...last.handles, UDPWrap: 1 },
    held: { ...last.held, openFiles: 900, processes: 17 },
  };
  expect(failed([...samples.slice(0, -1), leaking])).toEqual([
    'no handle of main is left',
    'no open file is left',
    'no process is left',
  ]);
});

test('a helper process that is started in the first tenth is warm-up', () => {
  const samples = shift().map((sample) =>
    sample.calls >= 100 && sample.held
      ? { ...sample, held: { ...sample.held, processes: 17, openFiles: 861 } }
      : sample,
  );
  expect(failed(samples)).toEqual([]);
});

test('a call that was missed fails the shift, and of few calls no trend is told', () => {
  expect(failed(shift(), ['call 7: call offered'])).toEqual(['1000 calls were worked']);
  const few = judge(10, [], shift({ heapPerCall: 1e6 }).slice(0, 5), pops.slice(0, 10), idle);
  expect(few.every(({ ok }) => ok)).toBe(true);
});

test('an interval that each call leaves running is named, and timers nobody counted are', () => {
  const names = ['no timer of main is left'];
  expect(failed(shift(), [], { before: 12, after: 1_012 })).toEqual(names);
  // As few calls as a test works say nothing.
  const few = judge(6, [], shift().slice(0, 3), pops.slice(0, 6), { before: 12, after: 18 });
  expect(few.flatMap(({ fact, ok }) => (ok ? [] : [fact]))).toEqual([]);
  expect(failed(shift(), [], { before: 12, after: 14 })).toEqual([]);
  const uncounted = judge(1_000, [], shift(), pops, null);
  expect(uncounted.flatMap(({ fact, ok }) => (ok ? [] : [fact]))).toEqual(names);
});

test('of scattered measurements nothing can be said, which fails a shift that is long enough', () => {
  const scattered = shift().map((sample, index) => ({
    ...sample,
    heapBytes: 40e6 + (index % 2) * 60e6,
  }));
  const heap = (asked: number) =>
    judge(asked, [], scattered, pops, idle).find(({ fact }) => fact.startsWith('heap of main'));
  expect(heap(1_000)).toMatchObject({ cannotSay: true, ok: false });
  expect(heap(1_000)?.seen).toMatch(/^cannot say/);
  expect(heap(150)).toMatchObject({ cannotSay: true, ok: true });
});

test('what was never measured has its row all the same', () => {
  const blind = shift().map((sample) => ({ ...sample, held: null, pageHeapBytes: null }));
  const facts = judge(1_000, [], blind, [], idle);
  expect(facts.flatMap(({ fact, cannotSay }) => (cannotSay ? [fact] : []))).toEqual([
    'heap of the desk page: no growth trend',
    'memory of all processes: no growth trend',
    'time to the painted person: no growth trend',
  ]);
  expect(facts.filter(({ cannotSay }) => cannotSay).every(({ ok }) => !ok)).toBe(true);
});

test('the first and the last third are compared', () => {
  const rising = pops.map(([call]) => [call, call] as const);
  expect(popThirds(rising)).toEqual({
    first: { medianMs: 167, p99Ms: 330 },
    last: { medianMs: 834, p99Ms: 997 },
  });
});
