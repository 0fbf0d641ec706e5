import { ListBox, ListBoxItem } from 'react-aria-components';
import { useCustomer } from '../../app/store/customer.ts';
import { lookAt, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** Forms about customers that were begun and not sent: nothing typed is forgotten. */
export function UnfinishedEdits() {
  const { t } = useWords();
  const edits = useSnapshot((snapshot) => snapshot.edits);
  if (edits.length === 0) return null;
  return (
    <section className="undo" data-testid="unfinished-edits">
      <p className="unfinished-title">{t('today.unfinished', { count: edits.length })}</p>
      <ListBox
        className="unfinished"
        aria-label={t('today.unfinished', { count: edits.length })}
        items={edits.map((edit) => ({ ...edit, id: edit.editId }))}
        onAction={(key) => {
          const edit = edits.find(({ editId }) => editId === key);
          if (edit) lookAt(edit.customerId);
        }}
      >
        {(edit) => (
          <ListBoxItem
            id={edit.id}
            className="option"
            textValue={edit.typed['full'] ?? edit.base.full ?? edit.id}
          >
            <EditName customerId={edit.customerId} typed={edit.typed['full'] ?? ''} />
            {edit.conflicts.length > 0 && (
              <span className="chip chip-small">{t('today.to-decide')}</span>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </section>
  );
}

function EditName({ customerId, typed }: { readonly customerId: string; readonly typed: string }) {
  const { t } = useWords();
  const customer = useCustomer(customerId);
  return <bdi>{customer?.name.full || typed || t('person.new')}</bdi>;
}
