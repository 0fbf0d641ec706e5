import type { Held } from './processes.ts';
import { percentile, type Trend, trendOf } from './trend.ts';

/** What was read after so many calls, while nobody was on the phone. */
export type Sample = {
  readonly calls: number;
  /** Least since the sample before: what collecting garbage leaves. */
  readonly heapBytes: number;
  /** Open handles and requests of main by kind; timers are judged apart, see `IdleTimers`. */
  readonly handles: Readonly<Record<string, number>>;
  /** Of the desk page. */
  readonly pageHeapBytes: number | null;
  readonly held: Held | null;
};

/**
 * Timers of main after the warm-up and at the end, each some time after a call and the fewest of some
 * looks: what SIP and the desk keep of the calls just before is the same both times.
 */
export type IdleTimers = { readonly before: number; readonly after: number };

export type Fact = {
  readonly fact: string;
  readonly ok: boolean;
  /** The measurements are too few, or too scattered, to know. */
  readonly cannotSay?: true;
  readonly seen: string;
  readonly expected: string;
};

/** Fewer calls say nothing about a trend. */
export const judgedFromCalls = 100;
/** So many have to say something: a trend that cannot be told is a failure then. */
const decidedFromCalls = 200;
/** An interval that reaches so many times above what is allowed says nothing. */
const farAbove = 3;
/** 1 MB an hour at 125 calls an hour. */
const heapGrowthPerCall = 8_000;
/** A share of the mean that may come within a thousand calls. */
const growthShare = 0.05;
/** 10 ms in a thousand calls: a tenth of what is promised for a pop. */
const popGrowthPerCall = 0.01;
/** Of so many pops the middle one is judged: the machine has moments of its own. */
const popsTogether = 10;
/** Of a shift; what is there after it is what is compared with. */
export const warmUpShare = 0.1;
/** Files that come and go while a sample is taken. */
const looseFiles = 4;
/** Timers that come and go by themselves, such as the next try of something. */
const looseTimers = 2;

/** What can be said of a shift: calls, handles, growth, speed. */
export function judge(
  asked: number,
  missed: readonly string[],
  samples: readonly Sample[],
  pops: readonly (readonly [call: number, popMs: number])[],
  timers: IdleTimers | null,
): Fact[] {
  // The first tenth is warming up: code is compiled, caches are filled, a helper process is started.
  const warm = samples.filter(({ calls }) => calls >= asked * warmUpShare);
  const [first, ...later] = warm;
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
    const left = more(first.handles, last.handles);
    facts.push(fact('no handle of main is left', left === '', left || '0', '0'));
    if (first.held && last.held) {
      const files = last.held.openFiles - first.held.openFiles;
      facts.push(
        fact('no open file is left', files <= looseFiles, `${files}`, `at most ${looseFiles}`),
        fact(
          'no process is left',
          last.held.processes <= first.held.processes,
          `${last.held.processes} ${more(first.held.kinds, last.held.kinds)}`.trim(),
          `at most ${first.held.processes}`,
        ),
      );
    }
  }
  if (asked < judgedFromCalls) return facts;
  // Some of a call's own timers run on for minutes after it: few calls say nothing of a leak.
  facts.push(timersLeft(timers));
  const over = (read: (sample: Sample) => number | null) =>
    trendOf(
      warm.flatMap((sample) => {
        const value = read(sample);
        return value === null ? [] : [[sample.calls, value] as const];
      }),
    );
  const mustSay = asked >= decidedFromCalls;
  return [
    ...facts,
    growth(
      'heap of main',
      over(({ heapBytes }) => heapBytes),
      heapGrowthPerCall,
      mustSay,
    ),
    growth(
      'heap of the desk page',
      over(({ pageHeapBytes }) => pageHeapBytes),
      null,
      mustSay,
    ),
    growth(
      'memory of all processes',
      over(({ held }) => held?.pssBytes ?? null),
      null,
      mustSay,
    ),
    growth(
      'time to the painted person',
      trendOf(middles(pops.filter(([call]) => call > asked * warmUpShare))),
      popGrowthPerCall,
      mustSay,
    ),
  ];
}

/** What there is more of, by kind; empty when nothing is. */
function more(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string {
  return Object.entries(after)
    .flatMap(([kind, count]) => {
      const added = count - (before[kind] ?? 0);
      return added > 0 ? [`${kind} +${added}`] : [];
    })
    .join(', ');
}

function timersLeft(timers: IdleTimers | null): Fact {
  const left = timers === null ? null : timers.after - timers.before;
  return fact(
    'no timer of main is left',
    left !== null && left <= looseTimers,
    left === null ? 'not counted' : `${left}`,
    `at most ${looseTimers}`,
  );
}

/** The middle one of each few. */
function middles(
  pops: readonly (readonly [call: number, popMs: number])[],
): (readonly [call: number, popMs: number])[] {
  const all: (readonly [number, number])[] = [];
  for (let at = 0; at + popsTogether <= pops.length; at += popsTogether) {
    const part = pops.slice(at, at + popsTogether);
    const call = part.reduce((sum, [each]) => sum + each, 0) / popsTogether;
    all.push([
      call,
      percentile(
        part.map(([, popMs]) => popMs),
        50,
      ),
    ]);
  }
  return all;
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

/**
 * A slope that is surely above what is allowed has failed. One whose interval reaches far above it
 * might be anything, and so might one that was not measured: of those nothing can be said.
 *
 * @param perCall - Null for a share of the mean.
 */
function growth(what: string, trend: Trend | null, perCall: number | null, mustSay: boolean): Fact {
  const name = `${what}: no growth trend`;
  const told = (value: number) => `${(value * 1_000).toPrecision(3)}`;
  if (trend === null) {
    const seen = 'cannot say: too few measurements';
    return { ...fact(name, !mustSay, seen, 'a trend'), cannotSay: true };
  }
  const allowed = perCall ?? (trend.mean * growthShare) / 1_000;
  const seen = `${told(trend.slope)} [${told(trend.low)}, ${told(trend.high)}] per 1,000 calls`;
  const grows = trend.low > allowed;
  if (!grows && trend.high > farAbove * allowed) {
    const expected = `an interval that ends below ${told(farAbove * allowed)}`;
    return { ...fact(name, !mustSay, `cannot say: ${seen}`, expected), cannotSay: true };
  }
  return fact(name, !grows, seen, `surely not above ${told(allowed)}`);
}

function fact(name: string, ok: boolean, seen: string, expected: string): Fact {
  return { fact: name, ok, seen, expected };
}
