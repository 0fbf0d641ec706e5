import type { Ref } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { CustomerPhone, E164 } from '../../../domain/customer/customer.ts';
import { isNameText } from '../../../domain/customer/dial-text.ts';
import { useFoundPeople } from '../../app/store/found-people.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import type { DialSearch, DialSuggestion } from './dial-step.ts';

export type FoundNumber = DialSuggestion & {
  readonly name: string;
  readonly kind: CustomerPhone['kind'];
};

const mostPeople = 4;
const mostNumbers = 6;
/** Fewer characters mean everybody, unless one is a whole word, as in Chinese. */
const leastTyped = /\p{Script=Han}|..../u;

/**
 * Numbers of the people that fit a text, of a name also those the center knows; undefined while
 * the cache is searched.
 */
export function useDialSuggestions(
  text: string,
): (DialSearch & { readonly numbers: readonly FoundNumber[] }) | undefined {
  const wanted = leastTyped.test(text.trim()) || /\p{L}{2}/u.test(text) ? text.trim() : '';
  const found = useFoundPeople(wanted, isNameText(wanted));
  if (found.text !== wanted) return undefined;
  const numbers = found.people.slice(0, mostPeople).flatMap(({ id, name, phones }) =>
    phones.map(({ number, kind }) => ({
      customerId: id,
      name,
      number: number as E164,
      kind,
    })),
  );
  return { numbers: numbers.slice(0, mostNumbers), center: found.center };
}

/** The list under the box. Choosing fills the box; Enter in the box dials. */
export function DialSuggestions(props: {
  readonly ref: Ref<HTMLDivElement>;
  readonly found: readonly FoundNumber[];
  readonly onChoose: (number: string) => void;
}) {
  const { t } = useWords();
  const { found, onChoose } = props;
  if (found.length === 0) return null;
  return (
    <ListBox
      ref={props.ref}
      className="options dial-suggestions"
      aria-label={t('dial.people')}
      data-testid="dial-suggestions"
      onAction={(key) => onChoose(found.find((one) => keyOf(one) === key)?.number ?? '')}
    >
      {found.map((one) => (
        <ListBoxItem
          key={keyOf(one)}
          id={keyOf(one)}
          className="option dial-suggestion"
          textValue={`${one.name} ${one.number}`}
        >
          <bdi className="dial-person">{one.name}</bdi>
          <span className="dial-number">
            {phoneNumber(one.number)} · {t(phoneKinds[one.kind])}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function keyOf({ customerId, number }: DialSuggestion): string {
  return `${customerId} ${number}`;
}

const phoneKinds = {
  mobile: 'phone.mobile',
  home: 'phone.home',
  work: 'phone.work',
  other: 'phone.other',
} as const;
