import type { ConnectionStatistics } from '../../contract/ipc/connection-statistics.ts';

/** One thing that was seen, at a monotonic instant. */
export type Entry =
  | { readonly kind: 'sip'; readonly direction: 'in' | 'out'; readonly message: string }
  | { readonly kind: 'statistics'; readonly statistics: ConnectionStatistics }
  /** Facts of our own making: kinds and codes, never a word of anybody's. */
  | {
      readonly kind: 'state';
      readonly what: string;
      readonly facts: Readonly<Record<string, string | number | boolean | null>>;
    };
export type Recorded = Entry & { readonly atMs: number };

/** Bounds: what happened last stays, in memory only. */
const most = { sip: 400, statistics: 600, state: 600 } as const;
const longestMessage = 8_192;

export type Recorder = {
  record(entry: Entry): void;
  /** What was recorded since, oldest first. */
  since(atMs: number): readonly Recorded[];
};

/** The last minutes, in the open; only a report that is scrubbed leaves main. */
export function createRecorder(nowMs: () => number): Recorder {
  const rings = {
    sip: [] as Recorded[],
    statistics: [] as Recorded[],
    state: [] as Recorded[],
  };
  return {
    record(entry) {
      const ring = rings[entry.kind];
      const kept =
        entry.kind === 'sip'
          ? { ...entry, message: entry.message.slice(0, longestMessage) }
          : entry;
      ring.push({ ...kept, atMs: nowMs() });
      if (ring.length > most[entry.kind]) ring.shift();
    },
    since(atMs) {
      return [...rings.sip, ...rings.statistics, ...rings.state]
        .filter((one) => one.atMs >= atMs)
        .toSorted((one, other) => one.atMs - other.atMs);
    },
  };
}
