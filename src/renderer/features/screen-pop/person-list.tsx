import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Customer } from '../../../domain/customer/customer.ts';
import { ask } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** People to choose from, with the arrow keys and Enter. */
export function PersonList(props: {
  readonly workId: string;
  readonly people: readonly Customer[];
  readonly label: string;
}) {
  const { workId, people, label } = props;
  const { t } = useWords();
  return (
    <ListBox
      className="people"
      aria-label={label}
      items={people}
      onAction={(key) => ask({ kind: 'choose-person', workId, customerId: String(key) })}
    >
      {(person) => (
        <ListBoxItem
          id={person.id}
          className="people-person"
          textValue={person.name.full}
          data-testid={`person-choice-${person.id}`}
        >
          <span className="people-name">
            <bdi>{person.name.full}</bdi>
            {person.vip && <span className="chip chip-small chip-vip">{t('person.vip')}</span>}
          </span>
          <span className="people-facts">
            <bdi>{[person.address.street, person.address.town].filter(Boolean).join(', ')}</bdi>
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
