import { CalendarClock } from 'lucide-react';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** A call promised right from the record; once it is, the summary shows it. */
export function PromiseCall() {
  const { t } = useWords();
  const canPromise = useSnapshot(({ work }) => work?.number != null && work.promised === null);
  if (!canPromise) return null;
  return (
    <ActionButton
      action="promise-callback"
      icon={CalendarClock}
      size="small"
      testId="promise-from-person"
    >
      {t('callback.open-form')}
    </ActionButton>
  );
}
