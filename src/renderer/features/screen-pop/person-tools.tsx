import { HandHelping, PencilLine } from 'lucide-react';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { PromiseCall } from './promise-call.tsx';

/** What can be done with the record shown, and whether something of it is still on its way. */
export function PersonTools({ isUnsent }: { readonly isUnsent: boolean }) {
  const { t } = useWords();
  return (
    <div className="person-tools">
      <ActionButton action="correct-person" icon={PencilLine} size="small" testId="person-correct">
        {t('person.correct')}
      </ActionButton>
      <ActionButton action="add-promise" icon={HandHelping} size="small" testId="promise-add">
        {t('person.add-promise')}
      </ActionButton>
      <PromiseCall />
      {isUnsent && (
        <p className="edit-saved" data-testid="person-unsent">
          {t('person.unsent')}
        </p>
      )}
    </div>
  );
}
