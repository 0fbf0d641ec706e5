/**
 * The offset of a time zone at an instant: wall clock minus UTC, in milliseconds. It comes in,
 * because zones are data of the runtime. Null for a zone the runtime does not know.
 */
export type ZoneOffset = (timeZone: string, instantMs: number) => number | null;

/** A wall-clock time, as people say it. Month 1 to 12. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

export type PlacedTime =
  | {
      readonly ok: true;
      readonly instantMs: number;
      /**
       * `gap`: that day the clocks skip this time, and the call is as much later as they jump.
       * `overlap`: that day the clocks show this time twice, and the first one is meant.
       */
      readonly rule: 'plain' | 'gap' | 'overlap';
    }
  | { readonly ok: false; readonly reason: 'unknown-zone' | 'no-such-day' };

// No zone is further from UTC than 14 hours, and none changes its clocks twice within two days.
const dayMs = 86_400_000;

/**
 * The instant at which clocks in a zone show a time. RFC 5545 §3.3.5: a time that is skipped is
 * read with the offset before the gap, a time that occurs twice means the first.
 */
export function instantOf(wall: WallTime, timeZone: string, offset: ZoneOffset): PlacedTime {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const read = new Date(asUtc);
  const isDay = read.getUTCMonth() === wall.month - 1 && read.getUTCDate() === wall.day;
  if (!Number.isFinite(asUtc) || !isDay) return { ok: false, reason: 'no-such-day' };
  const before = offset(timeZone, asUtc - dayMs);
  const after = offset(timeZone, asUtc + dayMs);
  if (before === null || after === null) return { ok: false, reason: 'unknown-zone' };
  const early = asUtc - before;
  const late = asUtc - after;
  if (before === after) return { ok: true, instantMs: early, rule: 'plain' };
  const fitsBefore = offset(timeZone, early) === before;
  const fitsAfter = offset(timeZone, late) === after;
  if (fitsBefore && fitsAfter) {
    return { ok: true, instantMs: Math.min(early, late), rule: 'overlap' };
  }
  if (fitsBefore) return { ok: true, instantMs: early, rule: 'plain' };
  if (fitsAfter) return { ok: true, instantMs: late, rule: 'plain' };
  return { ok: true, instantMs: early, rule: 'gap' };
}

/** What clocks in a zone show at an instant; null for an unknown zone. Seconds are dropped. */
export function wallTimeOf(
  instantMs: number,
  timeZone: string,
  offset: ZoneOffset,
): WallTime | null {
  const shift = offset(timeZone, instantMs);
  if (shift === null) return null;
  const read = new Date(instantMs + shift);
  return {
    year: read.getUTCFullYear(),
    month: read.getUTCMonth() + 1,
    day: read.getUTCDate(),
    hour: read.getUTCHours(),
    minute: read.getUTCMinutes(),
  };
}

/** `2026-03-29T02:30`, as a date-and-time field holds it. */
export function wallText(wall: WallTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const year = String(wall.year).padStart(4, '0');
  return `${year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`;
}

/** Reads what a date-and-time field holds; null when it is not one. */
export function readWallText(text: string): WallTime | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number);
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined
  ) {
    return null;
  }
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59;
  return fits ? { year, month, day, hour, minute } : null;
}
