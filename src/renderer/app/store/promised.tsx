import { CalendarClock } from 'lucide-react';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActionButton } from './action-button.tsx';
import { useCallbackTime } from './callback-time.ts';
import { ask } from './desk-store.ts';
import './promised.css';

/** The call promised in this conversation, or the way to promise one. */
export function Promised({ work }: { readonly work: WorkView }) {
  const words = useWords();
  const { t } = words;
  const timeOf = useCallbackTime(words);
  const { promised } = work;
  if (work.number === null) return null;
  if (!promised) {
    return (
      <ActionButton action="promise-callback" icon={CalendarClock} testId="promise-callback">
        {t('callback.open-form')}
      </ActionButton>
    );
  }
  const time = timeOf(promised.dueAt, promised.timeZone);
  return (
    <div className="promised" data-testid="promised">
      <p className="promised-time">
        <CalendarClock aria-hidden="true" />
        <span>
          {time.here === null
            ? t('callback.same-clock', { there: time.there })
            : t('callback.both-clocks', { there: time.there, here: time.here })}
          {' · '}
          {promised.mine ? t('callbacks.mine') : t('callbacks.anyone')}
        </span>
      </p>
      {promised.wish !== '' && <p dir="auto">{promised.wish}</p>}
      <div className="promised-buttons">
        <ActionButton action="promise-callback" size="small" testId="promise-callback">
          {t('callback.change')}
        </ActionButton>
        <Button
          size="small"
          tone="quiet"
          testId="promised-cancel"
          onPress={() => ask({ kind: 'cancel-callback', callbackId: promised.callbackId })}
        >
          {t('callbacks.cancel')}
        </Button>
      </div>
    </div>
  );
}
