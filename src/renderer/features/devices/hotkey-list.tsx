import { Check, Circle, CircleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Switch } from 'react-aria-components';
import type { HotkeysView } from '../../../contract/ipc/headset-view.ts';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';
import { acceleratorLabel } from './accelerator.ts';
import { isMac, useHotkeyPress } from './use-hotkey-press.ts';

type Row = HotkeysView['keys'][number];

/** Keys that act while another program is in front. */
export function HotkeyList() {
  const { t } = useWords();
  const hotkeys = useSnapshot((snapshot) => snapshot.hotkeys);
  const [taking, setTaking] = useState<Row['action'] | null>(null);
  const refused = useHotkeyPress(taking, () => setTaking(null));
  return (
    <section className="devices-part" aria-labelledby="hotkeys-title">
      <h3 className="group-label" id="hotkeys-title">
        {t('hotkeys.title')}
      </h3>
      <p className="devices-hint">{t('hotkeys.hint')}</p>
      <Toggle
        testId="hotkeys-on"
        isOn={hotkeys.on}
        onChange={(on) => ask({ kind: 'set-hotkeys', on })}
      >
        {t('hotkeys.on')}
      </Toggle>
      {hotkeys.on && (
        <>
          <ul className="devices-rows">
            {hotkeys.keys.map((row) => (
              <HotkeyRow
                key={row.action}
                row={row}
                isTaking={taking === row.action}
                refused={refused}
                onTake={() => setTaking(taking === row.action ? null : row.action)}
              />
            ))}
          </ul>
          <Toggle
            testId="media-keys"
            isOn={hotkeys.mediaKeys}
            onChange={(on) => ask({ kind: 'set-media-keys', on })}
          >
            {t('hotkeys.media-keys')}
            <span className="devices-row-does">
              {hotkeys.mediaKeysRefused
                ? t('hotkeys.media-keys-taken')
                : t('hotkeys.media-keys-hint')}
            </span>
          </Toggle>
        </>
      )}
    </section>
  );
}

function HotkeyRow(props: {
  readonly row: Row;
  readonly isTaking: boolean;
  readonly refused: boolean;
  readonly onTake: () => void;
}) {
  const { row, isTaking, refused, onTake } = props;
  const { t } = useWords();
  const { action, accelerator, state } = row;
  const name = t(`hotkeys.action-${action}`);
  const keys = accelerator === null ? '' : acceleratorLabel(accelerator, isMac);
  return (
    <li
      className={`devices-row devices-row-${state}`}
      data-testid={`hotkey-${action}`}
      data-state={state}
    >
      <StateIcon state={state} />
      <span className="devices-row-name">
        {name}
        {(isTaking || state === 'refused') && (
          <span className="devices-row-does" role="status">
            {isTaking ? t(refused ? 'hotkeys.refused' : 'hotkeys.press') : t('hotkeys.taken')}
          </span>
        )}
      </span>
      <Button
        className="devices-key"
        aria-label={
          accelerator === null ? t('hotkeys.add', { name }) : t('hotkeys.change', { name, keys })
        }
        aria-pressed={isTaking}
        data-testid={`hotkey-take-${action}`}
        onPress={onTake}
      >
        {isTaking || keys === '' ? <span aria-hidden="true">…</span> : <KeyCap>{keys}</KeyCap>}
      </Button>
      {accelerator === null ? (
        <span className="devices-tool" />
      ) : (
        <Button
          className="devices-tool"
          aria-label={t('hotkeys.remove', { name })}
          onPress={() => ask({ kind: 'set-hotkey', action, accelerator: null })}
        >
          <X aria-hidden="true" />
        </Button>
      )}
    </li>
  );
}

function StateIcon({ state }: { readonly state: Row['state'] }) {
  if (state === 'registered') return <Check aria-hidden="true" />;
  if (state === 'refused') return <CircleAlert aria-hidden="true" />;
  return <Circle aria-hidden="true" />;
}

function Toggle(props: {
  readonly testId: string;
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Switch
      className="switch"
      isSelected={props.isOn}
      onChange={props.onChange}
      data-testid={props.testId}
    >
      <span className="switch-track" />
      <span>{props.children}</span>
    </Switch>
  );
}
