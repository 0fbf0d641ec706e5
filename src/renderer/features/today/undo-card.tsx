import { ActionButton } from '../../app/store/action-button.tsx';
import { useCustomer } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/** The last do-not-call mark, as long as it can be taken back, and how far it has travelled. */
export function UndoCard() {
  const { t } = useWords();
  const undo = useSnapshot((snapshot) => snapshot.undo);
  const work = useSnapshot((snapshot) => snapshot.work);
  const customer = useCustomer(undo?.customerId ?? settledCustomerId(work));
  if (!undo) return null;
  const name = undo.customerId === null ? '' : (customer?.name.full ?? '');
  return (
    <section className="undo" aria-label={t('undo.title')}>
      <p className="undo-title">{t('undo.title')}</p>
      {name !== '' && (
        <p className="undo-name">
          <bdi>{name}</bdi>
        </p>
      )}
      <p>{phoneNumber(undo.number)}</p>
      <p className="undo-facts">{undo.sent ? t('undo.sent') : t('undo.not-sent')}</p>
      <ActionButton action="undo-do-not-call" size="small" testId="undo-do-not-call">
        {t('undo.take-back')}
      </ActionButton>
    </section>
  );
}
