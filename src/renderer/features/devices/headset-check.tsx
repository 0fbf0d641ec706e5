import { Check, Circle, CircleSlash, Headphones } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { HeadsetView } from '../../../contract/ipc/headset-view.ts';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The shift check: press each button and see what arrived. */
export function HeadsetCheck() {
  const { t } = useWords();
  const headset = useSnapshot((snapshot) => snapshot.headset);
  const active = headset?.devices.find((device) => device.active);
  return (
    <section className="devices-part" aria-labelledby="headset-check-title">
      <h3 className="group-label" id="headset-check-title">
        {t('headset.title')}
      </h3>
      {headset === null || !active ? (
        <p className="devices-none" data-testid="headset-none">
          <CircleSlash aria-hidden="true" />
          {headset === null ? t('headset.none') : t('headset.unplugged', { name: headset.name })}
        </p>
      ) : (
        <>
          <p className="devices-name">
            <Headphones aria-hidden="true" />
            <bdi>{headset.name}</bdi>
          </p>
          {headset.devices.length > 1 && <HeadsetChooser devices={headset.devices} />}
          <p className="devices-hint">{t('headset.check')}</p>
          <ButtonRows key={active.deviceId} buttons={headset.buttons} />
          <p className="devices-hint">{t('headset.not-certified')}</p>
        </>
      )}
    </section>
  );
}

function HeadsetChooser({ devices }: { readonly devices: HeadsetView['devices'] }) {
  const { t } = useWords();
  const active = devices.find((device) => device.active);
  return (
    <div className="field">
      <span className="field-label" id="headset-label">
        {t('headset.which')}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-labelledby="headset-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={active ? [active.deviceId] : []}
        onSelectionChange={(keys) => {
          const chosen = devices.find(({ deviceId }) => keys.has(deviceId));
          if (chosen) ask({ kind: 'choose-headset', deviceId: chosen.deviceId });
        }}
      >
        {devices.map(({ deviceId, name }) => (
          <ToggleButton key={deviceId} id={deviceId} className="segment">
            <bdi>{name}</bdi>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

/** Counts from the moment the check was opened. */
function ButtonRows({ buttons }: { readonly buttons: HeadsetView['buttons'] }) {
  const { t } = useWords();
  const [before] = useState(() => new Map(buttons.map((one) => [one.button, one.presses])));
  return (
    <ul className="devices-rows">
      {buttons.map(({ button, presses }) => {
        const arrived = presses > (before.get(button) ?? 0);
        return (
          <li
            key={button}
            className={arrived ? 'devices-row devices-row-arrived' : 'devices-row'}
            data-testid={`headset-${button}`}
            data-arrived={arrived}
          >
            {arrived ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
            <span className="devices-row-name">
              {t(`headset.button-${button}`)}
              <span className="devices-row-does">{t(`headset.does-${button}`)}</span>
            </span>
            <span className="devices-row-state" role="status">
              {arrived ? t('headset.arrived') : t('headset.waiting')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
