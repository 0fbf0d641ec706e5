import type { Ref } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Customer, E164 } from '../../../domain/customer/customer.ts';
import { phoneNumber } from '../../design/format.ts';
import { useFoundPeople } from '../../local-db/use-found-people.ts';
import { useWords } from '../../messages/use-words.ts';
import type { DialSuggestion } from './dial-step.ts';

export type FoundNumber = DialSuggestion & {
  readonly customer: Customer;
  readonly kind: Customer['phones'][number]['kind'];
};

const mostPeople = 4;
const mostNumbers = 6;
/** Fewer characters mean everybody, unless one is a whole word, as in Chinese. */
const leastTyped = /\p{Script=Han}|..../u;

/** Numbers of the people that fit a text; undefined while the cache is searched. */
export function useDialSuggestions(text: string): readonly FoundNumber[] | undefined {
  const wanted = leastTyped.test(text.trim()) || /\p{L}{2}/u.test(text) ? text : '';
  const people = useFoundPeople(wanted, mostPeople);
  return people
    ?.flatMap((customer) =>
      customer.phones.map(({ number, kind }) => ({
        customerId: customer.id,
        customer,
        number: number as E164,
        kind,
      })),
    )
    .slice(0, mostNumbers);
}

/** The list under the box. Choosing fills the box; Enter in the box dials. */
export function DialSuggestions(props: {
  readonly ref: Ref<HTMLDivElement>;
  readonly found: readonly FoundNumber[] | undefined;
  readonly onChoose: (number: string) => void;
}) {
  const { t } = useWords();
  const { found = [], onChoose } = props;
  if (found.length === 0) return null;
  return (
    <ListBox
      ref={props.ref}
      className="options dial-suggestions"
      aria-label={t('dial.people')}
      data-testid="dial-suggestions"
      onAction={(key) => onChoose(found[Number(key)]?.number ?? '')}
    >
      {found.map(({ customer, number, kind }, index) => (
        <ListBoxItem
          key={`${customer.id} ${number}`}
          id={String(index)}
          className="option dial-suggestion"
          textValue={`${customer.name.full} ${number}`}
        >
          <bdi className="dial-person">{customer.name.full}</bdi>
          <span className="dial-number">
            {phoneNumber(number)} · {t(phoneKinds[kind])}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

const phoneKinds = {
  mobile: 'phone.mobile',
  home: 'phone.home',
  work: 'phone.work',
  other: 'phone.other',
} as const;
