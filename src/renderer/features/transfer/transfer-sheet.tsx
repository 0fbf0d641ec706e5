import { useEffect, useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { TransferTarget } from '../../../contract/ipc/transfer-view.ts';
import { askAndWait, setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { SegmentChooser } from '../../design/segment-chooser.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { StateMark } from '../../design/state-badge.tsx';
import { useWords } from '../../messages/use-words.ts';
import { colleagueStates, findColleagues, isDialable } from './colleague-state.ts';
import { useColleagues } from './use-colleagues.ts';
import './transfer.css';

/** Whom the customer is to go to: a colleague, or any number; asked first, or at once. */
export function TransferSheet() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'transfer');
  return (
    <Sheet
      title={t('transfer.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'transfer' : 'none')}
      className="palette"
    >
      <Chooser />
    </Sheet>
  );
}

type Row = { readonly id: string; readonly target: TransferTarget; readonly facts: RowFacts };
type RowFacts = { readonly name: string; readonly extension: string; readonly state: string };

function Chooser() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const asks = useDesk((state) => state.transferAsks);
  const keyPrint = useKeyPrint('transfer');
  const { known, center } = useColleagues();
  const rows = findColleagues(known, text).map(
    ({ name, extension, state }): Row => ({
      id: `colleague-${extension}`,
      target: { kind: 'colleague', extension, name },
      facts: { name, extension, state },
    }),
  );
  const number = text.trim();
  if (isDialable(number)) {
    const facts = { name: t('transfer.number', { number }), extension: '', state: '' };
    rows.push({ id: 'number', target: { kind: 'number', text: number }, facts });
  }
  async function choose(id: string): Promise<void> {
    const row = rows.find((one) => one.id === id);
    if (!row) return;
    if (await askAndWait({ kind: 'transfer', to: row.target, ask: asks })) setOverlay('none');
  }
  return (
    <>
      <Autocomplete filter={() => true} inputValue={text} onInputChange={setText}>
        <div className="transfer-way">
          <SegmentChooser
            label={t('transfer.way')}
            testId="transfer-way"
            chosen={asks ? 'ask' : 'at-once'}
            choices={[
              { id: 'ask', name: t('transfer.ask-first') },
              { id: 'at-once', name: t('transfer.at-once') },
            ]}
            onChoose={(way) => useDesk.setState({ transferAsks: way === 'ask' })}
          />
          <p className="transfer-hint">
            {t(asks ? 'transfer.ask-hint' : 'transfer.at-once-hint')} {t('transfer.other-way')}{' '}
            <KeyCap spoken>{keyPrint}</KeyCap>
          </p>
        </div>
        <SearchField className="palette-search" aria-label={t('transfer.who')} autoFocus>
          <Input
            className="palette-input"
            placeholder={t('transfer.placeholder')}
            data-testid="transfer-search"
            maxLength={80}
            role="combobox"
            aria-expanded
          />
        </SearchField>
        <ListBox
          className="options palette-options"
          aria-label={t('transfer.who')}
          items={rows}
          onAction={(key) => void choose(String(key))}
          renderEmptyState={() => (
            <p className="palette-empty">
              {center === 'asking' ? t('transfer.looking') : t('transfer.nobody')}
            </p>
          )}
        >
          {(row) => <TargetRow id={row.id} facts={row.facts} />}
        </ListBox>
      </Autocomplete>
      <CenterAway away={center === 'away'} />
    </>
  );
}

function TargetRow({ id, facts }: { readonly id: string; readonly facts: RowFacts }) {
  const { t } = useWords();
  const state = Object.hasOwn(colleagueStates, facts.state)
    ? colleagueStates[facts.state as keyof typeof colleagueStates]
    : null;
  return (
    <ListBoxItem
      id={id}
      className="option transfer-row"
      textValue={facts.name}
      data-testid={`transfer-${id}`}
    >
      <span className="transfer-name">
        <bdi>{facts.name}</bdi>
      </span>
      {state && (
        <span className={`transfer-standing state-${state.tone}`}>
          <StateMark shape={state.shape} />
          {t(state.word)}
        </span>
      )}
      {facts.extension !== '' && <span className="transfer-extension">{facts.extension}</span>}
    </ListBoxItem>
  );
}

/** Said once it stands, not at each try. */
function CenterAway({ away }: { readonly away: boolean }) {
  const { t } = useWords();
  const [told, setTold] = useState(false);
  useEffect(() => setTold(away), [away]);
  return (
    <p className="transfer-center" role="status">
      {told && t('transfer.center-away')}
    </p>
  );
}
