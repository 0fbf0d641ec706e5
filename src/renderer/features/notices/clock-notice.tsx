import { clockOffNoticeMs } from '../../../domain/clock/center-clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

export function useClockIsOff(): boolean {
  return useSnapshot(({ clock }) => Math.abs(clock.offsetMs ?? 0) >= clockOffNoticeMs);
}

/** This computer's clock is wrong, by how much, and what is right all the same. */
export function ClockNotice() {
  const { t } = useWords();
  const offsetMs = useSnapshot(({ clock }) => clock.offsetMs ?? 0);
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const time =
    minutes < 60
      ? t('today.minutes', { minutes })
      : t('today.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return (
    <div className="notice notice-warn" data-testid="notice-clock">
      <div className="notice-words">
        <p className="notice-title">
          {t(offsetMs > 0 ? 'notice.clock-slow' : 'notice.clock-fast', { time })}
        </p>
        <p className="notice-text">{t('notice.clock-text')}</p>
      </div>
    </div>
  );
}
