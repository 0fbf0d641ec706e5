import type { ZoneOffset } from '../../domain/callback/local-time.ts';

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** The browser's zones: wall clock minus UTC at an instant; null for a zone it does not know. */
export const zoneOffset: ZoneOffset = (timeZone, instantMs) => {
  const format = formatOf(timeZone);
  if (!format) return null;
  const whole = Math.floor(instantMs / 1_000) * 1_000;
  const parts = format.formatToParts(whole);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - whole;
};

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = make(timeZone);
  formats.set(timeZone, format);
  return format;
}

function make(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Where this computer is. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone this browser knows, as people write them: `America/Los_Angeles`. */
export function allZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** A zone's place in words: `America/Los_Angeles` is Los Angeles. */
export function zonePlace(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
