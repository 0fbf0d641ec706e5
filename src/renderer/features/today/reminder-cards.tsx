import { BellRing } from 'lucide-react';
import type { CallbackView } from '../../../contract/ipc/desk-snapshot.ts';
import { isFree } from '../../app/store/actions.ts';
import { useCallbackTime } from '../../app/store/callback-time.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { ask, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { dueCallbacks } from '../../app/store/due-callbacks.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { Button } from '../../design/button.tsx';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

const shownAtOnce = 2;

/** Calls that are due now or late, the most urgent first. Calm: they stand, and nothing moves. */
export function ReminderCards() {
  const { t } = useWords();
  const reminders = useSnapshot((snapshot) => snapshot.reminders);
  const callbacks = useSnapshot((snapshot) => snapshot.callbacks);
  const work = useSnapshot((snapshot) => snapshot.work);
  const other = useSnapshot((snapshot) => snapshot.other);
  const shown = dueCallbacks({ reminders, callbacks, work, other }).slice(0, shownAtOnce);
  if (shown.length === 0) return null;
  return (
    <section className="reminders" aria-label={t('reminder.title')} aria-live="polite">
      {shown.map((callback) => (
        <ReminderCard key={callback.id} callback={callback} isFirst={callback === shown[0]} />
      ))}
    </section>
  );
}

function ReminderCard(props: { readonly callback: CallbackView; readonly isFirst: boolean }) {
  const { callback, isFirst } = props;
  const words = useWords();
  const { t } = words;
  const time = useCallbackTime(words)(callback.dueAt, callback.timeZone);
  const customer = useCustomer(callback.customerId);
  const free = useDesk(isFree);
  const keyPrint = useKeyPrint('open-callback');
  return (
    <div className="reminder" data-testid={`reminder-${callback.id}`} data-late={time.isLate}>
      <p className="reminder-when">
        <BellRing aria-hidden="true" />
        {time.distance ?? time.there}
      </p>
      <p className="reminder-name">
        <bdi>{customer?.name.full || phoneNumber(callback.number)}</bdi>
      </p>
      <p className="reminder-facts">
        {time.here === null
          ? t('callback.same-clock', { there: time.there })
          : t('callback.both-clocks', { there: time.there, here: time.here })}
        {!callback.mine && <> · {t('callbacks.anyone')}</>}
      </p>
      {callback.wish !== '' && (
        <p className="reminder-wish" dir="auto">
          {callback.wish}
        </p>
      )}
      <div className="reminder-buttons">
        <Button
          size="small"
          tone="primary"
          testId={`reminder-open-${callback.id}`}
          isDisabled={!free}
          {...(isFirst ? { keyPrint } : {})}
          onPress={() => ask({ kind: 'open-callback', callbackId: callback.id })}
        >
          {t('callbacks.open')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          testId={`reminder-later-${callback.id}`}
          onPress={() => ask({ kind: 'put-away-reminder', callbackId: callback.id })}
        >
          {t('reminder.later')}
        </Button>
      </div>
    </div>
  );
}
