import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { useCallbackTime } from '../../app/store/callback-time.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** How many calls are owed, and how late the latest is or when the next is due. */
export function CallbacksRow() {
  const words = useWords();
  const { t, format } = words;
  const timeOf = useCallbackTime(words);
  const callbacks = useSnapshot((snapshot) => snapshot.callbacks);
  const times = callbacks.map(({ dueAt, timeZone }) => timeOf(dueAt, timeZone));
  const late = times.filter(({ isLate }) => isLate).length;
  const next = times.find(({ isLate }) => !isLate);
  return (
    <Button
      className="today-row today-button"
      data-testid="callbacks"
      aria-haspopup="dialog"
      onPress={() => perform('callbacks')}
    >
      <span>{t('today.callbacks')}</span>
      <span className="today-callbacks">
        {late > 0 ? (
          <span className="today-late">{t('today.late', { count: late })}</span>
        ) : (
          next && <span className="today-due">{next.here ?? next.there}</span>
        )}
        <strong data-testid="callback-count">{format.count(callbacks.length)}</strong>
      </span>
    </Button>
  );
}
