import type { Customer } from '../../../domain/customer/customer.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/** How a customer is reached: numbers, e-mail, the address as it is written there. */
export function Reach({ customer }: { readonly customer: Customer }) {
  const { t } = useWords();
  const { address, phones, email } = customer;
  const town = [address.postalCode, address.town, address.region].filter((part) => part !== '');
  const lines = [email, address.street, town.join(' ')].filter((line) => line !== '');
  if (phones.length === 0 && lines.length === 0) return null;
  return (
    <ul className="reach" aria-label={t('person.reach')}>
      {phones.map(({ number, kind }) => (
        <li key={number}>
          {phoneNumber(number)} · {t(kinds[kind])}
        </li>
      ))}
      {lines.map((line) => (
        <li key={line}>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}

const kinds = {
  mobile: 'phone.mobile',
  home: 'phone.home',
  work: 'phone.work',
  other: 'phone.other',
} as const;
