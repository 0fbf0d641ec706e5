import { Check } from 'lucide-react';
import type { PromiseMade } from '../../../domain/customer/customer.ts';
import { useMinute } from '../../app/store/clock.ts';
import { ask } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/** What we said we would do and have not done yet, newest first. */
export function Promises(props: {
  readonly customerId: string;
  readonly promises: readonly PromiseMade[];
}) {
  const { customerId, promises } = props;
  const { t, format } = useWords();
  const now = useMinute();
  const open = promises
    .filter(({ status }) => status === 'open')
    .toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
  if (open.length === 0) return null;
  return (
    <ul className="promises" aria-label={t('person.promises')}>
      {open.map((promise) => (
        <li key={promise.id} className="promise">
          <p dir="auto">
            <strong>{t('person.we-promised')}</strong> {promise.text}
          </p>
          <p className="promise-facts">
            <bdi>{promise.madeBy}</bdi>, {format.day(promise.madeAt, now)}
            {promise.dueAt !== null && (
              <> · {t('person.due', { day: format.day(promise.dueAt, now) })}</>
            )}
          </p>
          <Button
            size="small"
            icon={Check}
            testId={`promise-kept-${promise.id}`}
            onPress={() =>
              ask({
                kind: 'settle-promise',
                customerId,
                promiseId: promise.id,
                status: 'kept',
              })
            }
          >
            {t('person.promise-kept')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
