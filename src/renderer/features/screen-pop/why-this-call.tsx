import type { Lead } from '../../../domain/campaign/campaign.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** Why we talk: the list's reason for a lead, the queue and what the caller chose else. */
export function WhyThisCall(props: {
  readonly lead: Lead | null;
  readonly customer: Customer | null;
}) {
  const { lead, customer } = props;
  const { t } = useWords();
  const reason = useSnapshot(({ call }) => call?.reason ?? '');
  const queue = useSnapshot(({ call }) => call?.queue ?? '');
  const why = lead?.why || reason;
  const street = customer?.address.street ?? '';
  const details = [
    lead?.detail ?? '',
    queue && t('person.queue', { queue }),
    street !== '' && !lead?.detail.includes(street) ? street : '',
    customer?.note ?? '',
  ].filter((line) => line !== '');
  return (
    <section className="why" aria-label={t('person.why')}>
      <h3 className="group-label">{t('person.why')}</h3>
      <p className="why-reason" dir="auto">
        {why || t('person.why-unknown')}
      </p>
      {details.map((detail) => (
        <p key={detail} className="why-detail" dir="auto">
          {detail}
        </p>
      ))}
    </section>
  );
}
