import type { ZoneOffset } from '../../src/domain/callback/local-time.ts';

/** The runtime's own zones, read independently of the app's adapters. */
export const intlOffset: ZoneOffset = (timeZone, instantMs) => {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(instantMs)
      .find((part) => part.type === 'timeZoneName')?.value;
    const [, sign, hours, minutes = '0'] = /GMT([+-])(\d\d):?(\d\d)?/.exec(parts ?? '') ?? [];
    if (!sign) return 0;
    const minutesAway = Number(hours) * 60 + Number(minutes);
    return (sign === '-' ? -1 : 1) * minutesAway * 60_000;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
