import { type WallTime, wallTimeOf, type ZoneOffset } from './local-time.ts';

/** What customers say most often. */
export type QuickTime = 'in-an-hour' | 'this-afternoon' | 'tomorrow-morning';

const hourMs = 3_600_000;
const quarterMinutes = 15;
/** The hours people mean, by their own clock. */
const afternoonHour = 15;
const lastAfternoonHour = 14;
const morningHour = 9;

/**
 * A quick choice by the customer's clock; null when it is too late in their day for it, or the
 * zone is unknown. An hour from now is rounded up to the quarter.
 */
export function quickTime(
  choice: QuickTime,
  nowMs: number,
  timeZone: string,
  offset: ZoneOffset,
): WallTime | null {
  const now = wallTimeOf(nowMs, timeZone, offset);
  if (!now) return null;
  switch (choice) {
    case 'in-an-hour':
      return wallTimeOf(toQuarter(nowMs + hourMs), timeZone, offset);
    case 'this-afternoon':
      return now.hour < lastAfternoonHour ? { ...now, hour: afternoonHour, minute: 0 } : null;
    case 'tomorrow-morning':
      return { ...nextDay(now), hour: morningHour, minute: 0 };
  }
}

function toQuarter(instantMs: number): number {
  const quarterMs = quarterMinutes * 60_000;
  return Math.ceil(instantMs / quarterMs) * quarterMs;
}

/** By the calendar and not by 24 hours: a day may have 23 or 25. */
function nextDay(wall: WallTime): WallTime {
  const next = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + 1));
  return {
    ...wall,
    year: next.getUTCFullYear(),
    month: next.getUTCMonth() + 1,
    day: next.getUTCDate(),
  };
}
