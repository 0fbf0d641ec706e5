import { ArrowLeft, UserCheck } from 'lucide-react';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { ask, lookAt } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import './record.css';

/** Above a record that is looked at: the way back, and that this is who is on the line. */
export function LookedAt(props: { readonly customerId: string; readonly work: WorkView | null }) {
  const { customerId, work } = props;
  const { t } = useWords();
  const customer = useCustomer(customerId);
  const settle = (attach: boolean) => {
    if (!work) return;
    ask({ kind: 'settle-person', workId: work.workId, customerId, attach });
    lookAt(null);
  };
  const isTheirs = customer?.phones.some(({ number }) => number === work?.number) ?? true;
  const number = work?.number ?? null;
  return (
    <section className="person-aside" aria-label={t('person.looked-at')}>
      {work && <p className="person-quiet">{t('person.looked-at')}</p>}
      <div className="person-tools">
        {work && customer && number !== null && !isTheirs && (
          <Button
            size="small"
            tone="primary"
            icon={UserCheck}
            testId="attach-number"
            onPress={() => settle(true)}
          >
            {t('person.is-it-attach', { number: phoneNumber(number) })}
          </Button>
        )}
        {work && customer && (
          <Button
            size="small"
            tone={isTheirs ? 'primary' : 'plain'}
            testId="is-this-person"
            onPress={() => settle(false)}
          >
            {t('person.is-it')}
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          icon={ArrowLeft}
          testId="look-back"
          onPress={() => lookAt(null)}
        >
          {t(work ? 'person.back-to-call' : 'person.back-to-list')}
        </Button>
      </div>
    </section>
  );
}
