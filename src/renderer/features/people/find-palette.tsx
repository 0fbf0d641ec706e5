import { UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { searchTextLimit } from '../../../domain/customer/search-key.ts';
import { lookAt, send, setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { beginNewCustomer } from '../../app/store/edits.ts';
import { type FoundPerson, useFoundPeople } from '../../app/store/found-people.ts';
import { Button } from '../../design/button.tsx';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import './people.css';

/** Finds anybody by name, number or order: first on this computer, then at the center. */
export function FindPalette() {
  const isOpen = useDesk((state) => state.overlay === 'find');
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => setOverlay(open ? 'find' : 'none')}
    >
      <Modal className="sheet palette">
        <FindDialog />
      </Modal>
    </ModalOverlay>
  );
}

function FindDialog() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const found = useFoundPeople(text);
  const choose = (customerId: string) => {
    setOverlay('none');
    lookAt(customerId);
    // Shown at once from the cache, or when the center has told; fresh in either case.
    void send({ kind: 'fetch-customer', customerId });
  };
  return (
    <Dialog className="sheet-dialog" aria-label={t('find.title')}>
      <Autocomplete filter={() => true} inputValue={text} onInputChange={setText}>
        <SearchField className="palette-search" aria-label={t('find.title')} autoFocus>
          <Input
            className="palette-input"
            placeholder={t('find.placeholder')}
            data-testid="find-people"
            maxLength={searchTextLimit}
            role="combobox"
            aria-expanded
          />
        </SearchField>
        <ListBox
          className="options palette-options"
          aria-label={t('find.people')}
          items={found.people}
          onAction={(key) => choose(String(key))}
          renderEmptyState={() => (
            <p className="palette-empty">
              {text.trim() === '' ? t('find.hint') : t('find.nobody')}
            </p>
          )}
        >
          {(person) => <FoundRow id={person.id} person={person} />}
        </ListBox>
      </Autocomplete>
      <footer className="find-foot">
        <Searched text={text} found={found} />
        <Button
          size="small"
          icon={UserPlus}
          testId="find-new-customer"
          onPress={() => {
            setOverlay('none');
            void beginNewCustomer(useDesk.getState());
          }}
        >
          {t('person.new')}
        </Button>
      </footer>
    </Dialog>
  );
}

function FoundRow({ id, person }: { readonly id: string; readonly person: FoundPerson }) {
  const { t } = useWords();
  const facts = [
    person.town,
    ...person.phones.slice(0, 2).map(({ number }) => phoneNumber(number)),
  ];
  return (
    <ListBoxItem
      id={id}
      className="option find-row"
      textValue={person.name}
      data-testid={`found-${person.id}`}
    >
      <span className="find-name">
        <bdi>{person.name}</bdi>
        {person.vip && <span className="chip chip-small chip-vip">{t('person.vip')}</span>}
      </span>
      <span className="find-facts">{facts.filter((fact) => fact !== '').join(' · ')}</span>
    </ListBoxItem>
  );
}

/** What was searched, in plain words: a list that is not whole never looks whole. */
function Searched(props: {
  readonly text: string;
  readonly found: ReturnType<typeof useFoundPeople>;
}) {
  const { t, format } = useWords();
  const { found } = props;
  const [shown, setShown] = useState('');
  const count = found.searched ?? 0;
  const here = t('find.searched-here', { count, people: format.count(count) });
  const there = {
    idle: '',
    asking: t('find.asking'),
    answered: t('find.searched-center'),
    away: t('find.center-away'),
  }[found.center];
  const words = [here, there, found.more ? t('find.more') : ''].filter((part) => part !== '');
  const line = props.text.trim() === '' ? '' : words.join(' ');
  // Told to a screen reader once it stands still, not at each letter.
  useEffect(() => {
    const timer = setTimeout(() => setShown(line), 600);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <p className="find-searched" data-testid="find-searched" data-center={found.center}>
      <span aria-hidden="true">{line}</span>
      <span className="only-spoken" aria-live="polite">
        {shown}
      </span>
    </p>
  );
}
