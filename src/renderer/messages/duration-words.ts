import type { useWords } from './use-words.ts';

/** A span of the day in hours and minutes, as everywhere in the desk: `12 min`, `1 h 48`. */
export function durationWords(t: ReturnType<typeof useWords>['t'], milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 60
    ? t('today.minutes', { minutes })
    : t('today.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
