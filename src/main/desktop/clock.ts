import {
  type CenterClock,
  type ClockReading,
  centerTimeMs,
  followClock,
  unknownClock,
} from '../../domain/clock/center-clock.ts';

/** The only clocks of main: one for durations, one for people. */
export type Clock = {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** ISO instant, by the center's clock as soon as that is known. */
  now(): string;
  /** Runs it once; returns how to prevent that. */
  after(milliseconds: number, run: () => void): () => void;
};

/** A clock that goes by the center's, however wrong the computer's is. */
export type DeskClock = Clock & {
  reading(): ClockReading;
  /** The center told its time in answer to what was asked at `asked`. */
  told(asked: ClockReading, centerAt: string): void;
  /** True when the computer's clock was set or the computer slept: ask the center again. */
  hasJumped(): boolean;
  /** What is added to the computer's clock, in milliseconds; null when nothing is known. */
  offsetMs(): number | null;
  /** Another center may have another time. */
  forget(): void;
};

/** The computer's own clocks. */
export type ComputerClocks = {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  readonly after: Clock['after'];
};

const computerClocks: ComputerClocks = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function createDeskClock(computer: ComputerClocks = computerClocks): DeskClock {
  let center: CenterClock = unknownClock;
  const reading = () => ({ wallMs: computer.wallMs(), monotonicMs: computer.monotonicMs() });
  return {
    nowMs: computer.monotonicMs,
    now: () => new Date(centerTimeMs(center, computer.wallMs())).toISOString(),
    after: computer.after,
    reading,
    told(asked, centerAt) {
      const centerMs = Date.parse(centerAt);
      center = followClock(center, { type: 'told', asked, heard: reading(), centerMs }).clock;
    },
    hasJumped() {
      const step = followClock(center, { type: 'looked', reading: reading() });
      center = step.clock;
      return step.effects.length > 0;
    },
    offsetMs: () => center.offsetMs,
    forget() {
      center = unknownClock;
    },
  };
}

/** The instant at which this machine's calendar day began. */
export function startOfToday(now: Date): string {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}
