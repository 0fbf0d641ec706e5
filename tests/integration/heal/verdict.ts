import type { Flip } from './network/flips.ts';

/** A call that was struck, on whichever exchange. */
export type Struck = {
  readonly state: string;
  readonly lost: string | null;
  readonly madeAgain: boolean;
  readonly gapMs: number | null;
};

/** One part of the run: how many blows were asked for, and what became of them. */
export type Part<Of> = {
  readonly asked: number;
  readonly done: readonly Of[];
  /** Why this machine cannot do it; null when it was done. Said aloud, it is no failure. */
  readonly notRun: string | null;
};

export type Parts = {
  readonly page: Part<Struck>;
  readonly socket: Part<Struck>;
  readonly asterisk: Part<Struck>;
  readonly network: Part<Flip>;
};

export type Judgement = {
  readonly goal: string;
  readonly seen: string;
  readonly verdict: 'held' | 'missed' | 'NOT RUN';
};

const longestMedianGapMs = 500;
const longestFlipMs = 3_000;

/** The value that a share of all does not exceed; null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** How long the worse off of the two heard nothing. */
export const worseMs = ({ customerMs, agentMs }: Flip): number => Math.max(customerMs, agentMs);

/** What was promised, and whether it was kept. What was not measured is missed. */
export function judgeHealing({ page, socket, asterisk, network }: Parts): Judgement[] {
  const gap = (part: Part<Struck>) =>
    within(part, quantile(gapsOf(part.done), 0.5), longestMedianGapMs);
  return [
    ...ofEach('media page killed', page),
    { goal: `media page killed: silence, median ≤ ${longestMedianGapMs} ms`, ...gap(page) },
    ...ofEach('socket broken', socket),
    ...ofEach('media page killed on Asterisk', asterisk),
    {
      goal: `media page killed on Asterisk: silence, median ≤ ${longestMedianGapMs} ms`,
      ...gap(asterisk),
    },
    ...ofEach('network changed', network),
    {
      goal: `network changed: silence of the worse off, p95 ≤ ${longestFlipMs} ms`,
      ...within(network, quantile(keptOf(network.done).map(worseMs), 0.95), longestFlipMs),
    },
  ];
}

export const isMissed = ({ verdict }: Judgement): boolean => verdict === 'missed';

export function gapsOf(runs: readonly Struck[]): number[] {
  return keptOf(runs).flatMap(({ gapMs }) => (gapMs === null ? [] : [gapMs]));
}

export function keptOf<Of extends { readonly lost: string | null }>(runs: readonly Of[]): Of[] {
  return runs.filter(({ lost }) => lost === null);
}

function ofEach(what: string, part: Part<{ readonly lost: string | null }>): Judgement[] {
  const { asked, done } = part;
  const lost = done.length - keptOf(done).length;
  return [
    { goal: `${what}: ${asked} times`, ...told(part, `${done.length}`, done.length === asked) },
    { goal: `${what}: no call lost`, ...told(part, `${lost}`, lost === 0) },
  ];
}

function within(part: Part<unknown>, figure: number | null, most: number) {
  const seen = figure === null ? 'nothing measured' : `${Math.round(figure)} ms`;
  return told(part, seen, figure !== null && figure <= most);
}

function told(part: Part<unknown>, seen: string, held: boolean): Omit<Judgement, 'goal'> {
  if (part.notRun !== null) return { seen: part.notRun, verdict: 'NOT RUN' };
  return { seen, verdict: held ? 'held' : 'missed' };
}
