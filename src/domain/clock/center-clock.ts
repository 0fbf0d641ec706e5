/** One look at the computer's two clocks: the calendar's, and the one that only runs forward. */
export type ClockReading = { readonly wallMs: number; readonly monotonicMs: number };

/** What is known of the center's clock. */
export type CenterClock = {
  /** Center minus computer, milliseconds; null before the center has told its time. */
  readonly offsetMs: number | null;
  readonly last: ClockReading | null;
};

export type ClockEvent =
  /** The center told its time between two looks at the own clocks. */
  | {
      readonly type: 'told';
      readonly asked: ClockReading;
      readonly heard: ClockReading;
      readonly centerMs: number;
    }
  | { readonly type: 'looked'; readonly reading: ClockReading };

export type ClockStep = {
  readonly clock: CenterClock;
  /** The computer's clock was set, or it slept: the center is to be asked again. */
  readonly effects: readonly { readonly type: 'clock.ask-again' }[];
};

export const unknownClock: CenterClock = { offsetMs: null, last: null };

/** The two clocks of a computer drift apart by far less than this between two looks. */
const jumpMs = 30_000;

/** A computer's clock this far off is told to the agent. */
export const clockOffNoticeMs = 2 * 60_000;

/** Follows the center's clock. Pure: readings come in. */
export function followClock(clock: CenterClock, event: ClockEvent): ClockStep {
  switch (event.type) {
    case 'told': {
      const { asked, heard, centerMs } = event;
      // The answer was on its way for half of the time that the monotonic clock counted.
      const travelMs = Math.max(0, heard.monotonicMs - asked.monotonicMs) / 2;
      const offsetMs = Math.round(centerMs + travelMs - heard.wallMs);
      return { clock: { offsetMs, last: heard }, effects: [] };
    }
    case 'looked': {
      const { reading } = event;
      const { last, offsetMs } = clock;
      const next = { offsetMs, last: reading };
      if (!last || offsetMs === null) return { clock: next, effects: [] };
      const jumpedMs = reading.wallMs - last.wallMs - (reading.monotonicMs - last.monotonicMs);
      if (Math.abs(jumpedMs) < jumpMs) return { clock: next, effects: [] };
      // Backwards: somebody set it, and the center's time went on. Forwards: the computer slept
      // (its monotonic clock stands still then) far more often than somebody set it.
      const kept = jumpedMs < 0 ? offsetMs - Math.round(jumpedMs) : offsetMs;
      return {
        clock: { offsetMs: kept, last: reading },
        effects: [{ type: 'clock.ask-again' }],
      };
    }
  }
}

/** The center's time for a reading of the computer's calendar clock. */
export function centerTimeMs(clock: CenterClock, wallMs: number): number {
  return wallMs + (clock.offsetMs ?? 0);
}
