import type { Held } from './processes.ts';
import { percentile, type Trend, trendOf } from './trend.ts';

/** What was read after so many calls, while nobody was on the phone. */
export type Sample = {
  readonly calls: number;
  /** Least since the sample before: what collecting garbage leaves. */
  readonly heapBytes: number;
  /** Open handles and requests of main by kind, timers apart. */
  readonly handles: Readonly<Record<string, number>>;
  /** Of the desk page. */
  readonly pageHeapBytes: number | null;
  readonly held: Held | null;
};

export type Fact = {
  readonly fact: string;
  readonly ok: boolean;
  readonly seen: string;
  readonly expected: string;
};

/** Fewer calls say nothing about a trend. */
export const judgedFromCalls = 100;
/** 1 MB an hour at 125 calls an hour. */
const heapGrowthPerCall = 8_000;
/** A share of the mean that may come within a thousand calls. */
const growthShare = 0.05;
/** Files that come and go while a sample is taken. */
const looseFiles = 4;

/** What can be said of a shift: calls, handles, growth, speed. */
export function judge(
  asked: number,
  missed: readonly string[],
  samples: readonly Sample[],
  pops: readonly (readonly [call: number, popMs: number])[],
): Fact[] {
  const [first, ...later] = samples;
  const last = later.at(-1);
  const facts: Fact[] = [
    fact(
      `${asked} calls were worked`,
      missed.length === 0,
      missed.length === 0 ? `${asked}` : missed.slice(0, 5).join('; '),
      `${asked}`,
    ),
  ];
  if (first && last) {
    const left = Object.entries(last.handles).flatMap(([kind, count]) => {
      const more = count - (first.handles[kind] ?? 0);
      return more > 0 ? [`${kind} +${more}`] : [];
    });
    facts.push(fact('no handle of main is left', left.length === 0, left.join(', ') || '0', '0'));
    if (first.held && last.held) {
      const files = last.held.openFiles - first.held.openFiles;
      facts.push(
        fact('no open file is left', files <= looseFiles, `${files}`, `at most ${looseFiles}`),
        fact(
          'no process is left',
          last.held.processes <= first.held.processes,
          `${last.held.processes}`,
          `at most ${first.held.processes}`,
        ),
      );
    }
  }
  if (asked < judgedFromCalls) return facts;
  // The first tenth is warming up: code is compiled, caches are filled.
  const warm = samples.filter(({ calls }) => calls >= asked / 10);
  const over = (read: (sample: Sample) => number | null) =>
    trendOf(
      warm.flatMap((sample) => {
        const value = read(sample);
        return value === null ? [] : [[sample.calls, value] as const];
      }),
    );
  facts.push(
    ...growth(
      'heap of main',
      over((sample) => sample.heapBytes),
      heapGrowthPerCall,
    ),
    ...growth(
      'heap of the desk page',
      over((sample) => sample.pageHeapBytes),
      null,
    ),
    ...growth(
      'memory of all processes',
      over((sample) => sample.held?.pssBytes ?? null),
      null,
    ),
    ...growth(
      'time to the painted person',
      trendOf(pops.filter(([call]) => call > asked / 10)),
      null,
    ),
  );
  return facts;
}

/** The p99 of the first and the last third, for the report: noise decides single values. */
export function popThirds(pops: readonly (readonly [call: number, popMs: number])[]) {
  const third = Math.max(1, Math.floor(pops.length / 3));
  const of = (part: typeof pops) => {
    const values = part.map(([, popMs]) => popMs);
    return { medianMs: percentile(values, 50), p99Ms: percentile(values, 99) };
  };
  return { first: of(pops.slice(0, third)), last: of(pops.slice(-third)) };
}

function growth(what: string, trend: Trend | null, perCall: number | null): Fact[] {
  if (!trend) return [];
  const allowed = perCall ?? (trend.mean * growthShare) / 1_000;
  const told = (value: number) => `${(value * 1_000).toPrecision(3)}`;
  return [
    fact(
      `${what}: no growth trend`,
      trend.low <= allowed,
      `${told(trend.slope)} [${told(trend.low)}, ${told(trend.high)}] per 1,000 calls`,
      `surely not above ${told(allowed)}`,
    ),
  ];
}

function fact(name: string, ok: boolean, seen: string, expected: string): Fact {
  return { fact: name, ok, seen, expected };
}
