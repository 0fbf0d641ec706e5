import { ClockAlert } from 'lucide-react';
import { clockOffNoticeMs } from '../../../domain/clock/center-clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import './notices.css';

/** This computer's clock is wrong, by how much, and what is right all the same. */
export function ClockBanner() {
  const { t } = useWords();
  const offsetMs = useSnapshot(({ clock }) => clock.offsetMs ?? 0);
  if (Math.abs(offsetMs) < clockOffNoticeMs) return null;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const time =
    minutes < 60
      ? t('today.minutes', { minutes })
      : t('today.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return (
    <div className="banner banner-warn" role="status" data-testid="notice-clock">
      <ClockAlert aria-hidden="true" />
      <p>
        <strong>{t(offsetMs > 0 ? 'notice.clock-slow' : 'notice.clock-fast', { time })}.</strong>{' '}
        {t('notice.clock-text')}
      </p>
    </div>
  );
}
