import { zoneOffset } from '../../design/zone-offset.ts';
import type { Words } from '../../messages/use-words.ts';
import { useMinute } from './clock.ts';

/** A due time in words, by the customer's clock and by ours. */
export type CallbackTime = {
  /** Such as `Mon 23 Nov 09:00`; today only the time. Our own clock when their zone is unknown. */
  readonly there: string;
  /** The same instant here; null when both clocks show the same. */
  readonly here: string | null;
  readonly isLate: boolean;
  /** `in 12 min`, `35 min late`; null further away than a day. */
  readonly distance: string | null;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How a due time reads now; runs on by the minute. */
export function useCallbackTime({ t, format }: Words) {
  const nowMs = useMinute();
  return (dueAt: string, timeZone: string): CallbackTime => {
    const dueMs = Date.parse(dueAt);
    const there = format.dayAndTime(dueMs, nowMs, timeZone);
    const here = format.dayAndTime(dueMs, nowMs, null) ?? '';
    const awayMs = Math.floor(dueMs / minuteMs) * minuteMs - nowMs;
    const isLate = awayMs < 0;
    const minutes = Math.round(Math.abs(awayMs) / minuteMs);
    const soon = minutes < 60 ? 'minutes' : 'hours';
    const rest = minutes % 60;
    const count = {
      hours: Math.floor(minutes / 60),
      minutes: soon === 'hours' ? String(rest).padStart(2, '0') : rest,
    };
    const distance =
      Math.abs(awayMs) >= 24 * hourMs
        ? null
        : awayMs === 0
          ? t('callback.now')
          : t(`callback.${isLate ? 'late' : 'in'}-${soon}`, count);
    const sameClock =
      zoneOffset(timeZone, dueMs) === -new Date(dueMs).getTimezoneOffset() * minuteMs;
    return {
      there: there ?? here,
      here: there === null || sameClock ? null : here,
      isLate,
      distance,
    };
  };
}
