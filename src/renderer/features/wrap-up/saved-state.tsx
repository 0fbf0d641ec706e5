import { Check, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useSavedState } from '../../app/store/typing.ts';
import { useWords } from '../../messages/use-words.ts';

/** "Saved" is said only of what is on disk; where it goes next stands beside it. */
export function SavedState() {
  const { t } = useWords();
  const saved = useSavedState();
  const waiting = useSnapshot(({ outbox }) => outbox.waiting);
  return (
    <div className="saved" role="status">
      <span className={`saved-word saved-${saved}`} data-testid="saved" data-saved={saved}>
        {saved === 'saved' ? (
          <Check aria-hidden="true" />
        ) : saved === 'saving' ? (
          <LoaderCircle aria-hidden="true" />
        ) : (
          <TriangleAlert aria-hidden="true" />
        )}
        {t(words[saved])}
      </span>
      <span className={waiting > 0 ? 'saved-next saved-waits' : 'saved-next'}>
        {waiting > 0 ? t('wrap-up.waiting', { count: waiting }) : t('wrap-up.sends-on-next')}
      </span>
    </div>
  );
}

const words = {
  saved: 'wrap-up.saved',
  saving: 'wrap-up.saving',
  'disk-full': 'wrap-up.disk-full',
  'read-only': 'wrap-up.read-only',
  failed: 'wrap-up.not-saved',
} as const;
