import { Gem } from 'lucide-react';
import type { Customer } from '../../../domain/customer/customer.ts';
import { useMinute } from '../../app/store/clock.ts';
import { useWords } from '../../messages/use-words.ts';

/** Name, how to say it, and the clock where the customer lives. */
export function PersonHead({ customer }: { readonly customer: Customer }) {
  const { t, format } = useWords();
  const now = useMinute();
  const { name, address, timeZone } = customer;
  const there = format.localTime(now, timeZone);
  const address1 = [name.title, name.given || name.family].filter((part) => part).join(' ');
  return (
    <div className="person-head">
      <h2 className="person-name" data-testid="person-name">
        <bdi>{name.full}</bdi>
      </h2>
      {name.say !== '' && (
        <p className="person-say" data-testid="person-say">
          <span className="only-spoken">{t('person.say-name')}</span>
          <bdi>“{name.say}”</bdi>
          {name.title !== '' && (
            <span className="person-address">
              · {t('person.address-as')}{' '}
              <strong>
                <bdi>{address1}</bdi>
              </strong>
            </span>
          )}
        </p>
      )}
      <ul className="person-chips">
        <li className="chip" data-testid="local-time">
          {there === null
            ? t('person.local-time-unknown')
            : t('person.local-time', { time: there })}
          {address.town !== '' && (
            <>
              <span aria-hidden="true">·</span>
              <bdi>{address.town}</bdi>
            </>
          )}
        </li>
        {customer.vip && (
          <li className="chip chip-vip">
            <Gem aria-hidden="true" />
            {t('person.vip')}
          </li>
        )}
      </ul>
    </div>
  );
}
