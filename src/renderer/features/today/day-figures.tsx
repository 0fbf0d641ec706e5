import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** What the journal of this computer counts since midnight. */
export function DayFigures() {
  const { t, format } = useWords();
  const today = useSnapshot((snapshot) => snapshot.today);
  const duration = (milliseconds: number) => {
    const minutes = Math.floor(milliseconds / 60_000);
    return minutes < 60
      ? t('today.minutes', { minutes })
      : t('today.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
  const rows = [
    { id: 'talk', label: t('today.talk'), value: duration(today.talkMs) },
    { id: 'wrap-up', label: t('today.wrap-up'), value: duration(today.wrapUpMs) },
    { id: 'do-not-call', label: t('today.do-not-call'), value: format.count(today.doNotCall) },
  ];
  return (
    <dl className="today-figures">
      {rows.map((row) => (
        <div key={row.id} className="today-row">
          <dt>{row.label}</dt>
          <dd data-testid={`today-${row.id}`}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
