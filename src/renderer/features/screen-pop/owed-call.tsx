import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCallbackTime } from '../../app/store/callback-time.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The call we owe this person: the one being made, and others that are still to come. */
export function OwedCall({ work }: { readonly work: WorkView }) {
  const words = useWords();
  const { t } = words;
  const timeOf = useCallbackTime(words);
  const customerId = work.person.match === 'customer' ? work.person.customerId : null;
  const callbacks = useSnapshot((snapshot) => snapshot.callbacks);
  const others = callbacks.filter(
    (one) =>
      one.id !== work.callback?.callbackId &&
      one.id !== work.promised?.callbackId &&
      (customerId === null ? one.number === work.number : one.customerId === customerId),
  );
  const own = work.callback ? [{ ...work.callback, id: work.callback.callbackId }] : [];
  const owed = [...own, ...others];
  if (owed.length === 0) return null;
  return (
    <ul className="promises" aria-label={t('person.owed-calls')}>
      {owed.map(({ id, dueAt, timeZone, wish }) => {
        const time = timeOf(dueAt, timeZone);
        return (
          <li key={id} className="promise" data-testid={`owed-${id}`}>
            <p dir="auto">
              <strong>{t('person.owed-call')}</strong>{' '}
              {time.here === null
                ? t('callback.same-clock', { there: time.there })
                : t('callback.both-clocks', { there: time.there, here: time.here })}
              {time.isLate && time.distance !== null && <> · {time.distance}</>}
            </p>
            {wish !== '' && (
              <p className="promise-facts" dir="auto">
                {wish}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
