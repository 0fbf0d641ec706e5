import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A running time: `2:41`, from an hour on `1:02:03`. */
export function runningTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [whole / 3600, (whole % 3600) / 60, whole % 60].map(Math.floor);
  const two = (value = 0) => String(value).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const spaced = new Map<string, string>();

/** An E.164 number in its country's spacing, `+1 503 555 0142`; anything else as it is. */
export function phoneNumber(number: string): string {
  const known = spaced.get(number);
  if (known !== undefined) return known;
  const text = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  spaced.set(number, text);
  return text;
}

/** Formats of one language. All take ISO 8601 instants or milliseconds. */
export type Formats = ReturnType<typeof formatsOf>;

export function formatsOf(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const score = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const names = new Intl.Collator(locale);
  const clock = new Intl.DateTimeFormat(locale, clockParts);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return {
    count: (value: number) => number.format(value),
    /** For sorting, as this language does. */
    compareNames: names.compare,
    /** A share of one, as percent. */
    percent: (share: number) => percent.format(share),
    /** An opinion score: one decimal, always. */
    score: (value: number) => score.format(value),
    clock: (at: string | number) => clock.format(new Date(at)),
    /** `18 Nov`; with the year when it is not this year's. */
    day: (at: string, nowMs: number) =>
      new Date(at).getFullYear() === new Date(nowMs).getFullYear()
        ? day.format(new Date(at))
        : dayOfYear.format(new Date(at)),
    /** Amount in the currency's minor unit. */
    money: (amountMinor: number, currency: string) => money(locale, amountMinor, currency),
    localTime: (nowMs: number, timeZone: string | null) => localTime(locale, nowMs, timeZone),
    /** `14:30` of today, else `Mon, 23 Nov 14:30`, by the clock of a zone (null: this computer's). */
    dayAndTime: (atMs: number, nowMs: number, timeZone: string | null) =>
      dayAndTime(locale, atMs, nowMs, timeZone),
  };
}

const clockParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The clock where the customer lives; null when the zone is unknown, also to this machine. */
function localTime(locale: string, nowMs: number, timeZone: string | null): string | null {
  if (timeZone === null) return null;
  try {
    const there = new Intl.DateTimeFormat(locale, { ...clockParts, timeZone });
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone }).format(nowMs);
    const here = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(nowMs);
    return weekday === here ? there.format(nowMs) : `${weekday} ${there.format(nowMs)}`;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Null for a zone this machine does not know. */
function dayAndTime(
  locale: string,
  atMs: number,
  nowMs: number,
  timeZone: string | null,
): string | null {
  try {
    const zone = timeZone === null ? {} : { timeZone };
    const date = new Intl.DateTimeFormat('en-CA', zone);
    const time = new Intl.DateTimeFormat(locale, { ...clockParts, ...zone }).format(atMs);
    if (date.format(atMs) === date.format(nowMs)) return time;
    const parts = { weekday: 'short', day: 'numeric', month: 'short' } as const;
    return `${new Intl.DateTimeFormat(locale, { ...parts, ...zone }).format(atMs)} ${time}`;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function money(locale: string, amountMinor: number, currency: string): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    const amount = amountMinor / 10 ** digits;
    return Number.isInteger(amount)
      ? new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          maximumFractionDigits: 0,
        }).format(amount)
      : format.format(amount);
  } catch (error) {
    if (error instanceof RangeError) return `${amountMinor} ${currency}`;
    throw error;
  }
}
