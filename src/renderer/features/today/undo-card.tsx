import { ActionButton } from '../../app/store/action-button.tsx';
import { useCustomer } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/**
 * The newest do-not-call mark that can be taken back, how far it has travelled, and how many more
 * there are: the one before it comes when it is taken back.
 */
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
      {undo.earlier > 0 && (
        <p className="undo-facts" data-testid="undo-earlier">
          {t('undo.earlier', { count: undo.earlier })}
        </p>
      )}
      <ActionButton action="undo-do-not-call" size="small" testId="undo-do-not-call">
        {t('undo.take-back')}
      </ActionButton>
    </section>
  );
}
