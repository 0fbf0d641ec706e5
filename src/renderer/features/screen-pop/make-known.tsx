import { Search, UserPlus } from 'lucide-react';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { beginNewCustomer } from '../../app/store/edits.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { EditForm } from './edit-form.tsx';
import { PromiseCall } from './promise-call.tsx';
import './record.css';

/** Nobody (or too many) has this number: the agent finds who it is, or writes somebody new down. */
export function MakeKnown({ work }: { readonly work: WorkView }) {
  const { t } = useWords();
  const edits = useSnapshot((snapshot) => snapshot.edits);
  const begun = edits.find((edit) => edit.kind === 'create' && edit.workId === work.workId);
  return (
    <>
      <div className="person-tools">
        <ActionButton action="find-customer" icon={Search} size="small" testId="person-find">
          {t('person.find')}
        </ActionButton>
        <Button
          size="small"
          icon={UserPlus}
          testId="person-new"
          onPress={() => void beginNewCustomer(useDesk.getState())}
        >
          {t('person.new')}
        </Button>
        <PromiseCall />
      </div>
      {begun && <EditForm edit={begun} />}
    </>
  );
}
