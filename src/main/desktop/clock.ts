/** The only clocks of main: one for durations, one for people. */
export type Clock = {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** ISO instant. */
  now(): string;
  /** Runs it once; returns how to prevent that. */
  after(milliseconds: number, run: () => void): () => void;
};

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  now: () => new Date().toISOString(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The instant at which this machine's calendar day began. */
export function startOfToday(now: Date = new Date()): string {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}
