import { useMinute } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** How many numbers must not be called, and how old this computer's copy is. */
export function DoNotCallAge() {
  const { t, format } = useWords();
  const dnc = useSnapshot((snapshot) => snapshot.dnc);
  const now = useMinute();
  const minutes =
    dnc.asOf === null ? null : Math.max(0, Math.floor((now - Date.parse(dnc.asOf)) / 60_000));
  return (
    <span className="status-item" data-testid="dnc-state">
      {t('status.do-not-call')} <strong>{format.count(dnc.entries)}</strong>
      {minutes !== null && (
        <span>
          {' · '}
          {minutes < 1
            ? t('age.now')
            : minutes < 60
              ? t('age.minutes', { count: minutes })
              : minutes < 48 * 60
                ? t('age.hours', { count: Math.floor(minutes / 60) })
                : t('age.days', { count: Math.floor(minutes / 1440) })}
        </span>
      )}
    </span>
  );
}
