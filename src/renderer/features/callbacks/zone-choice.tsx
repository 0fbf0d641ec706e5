import { useMemo } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useMinute } from '../../app/store/clock.ts';
import { allZones, zoneHere, zonePlace } from '../../design/zone-offset.ts';
import { useWords } from '../../messages/use-words.ts';

/** Whose clock is meant. Where the record does not say, the agent asks; nothing is guessed. */
export function ZoneChoice(props: {
  readonly zone: string | null;
  /** The record says so. */
  readonly isKnown: boolean;
  readonly onChange: (zone: string | null) => void;
}) {
  const { zone, isKnown, onChange } = props;
  const { t, format } = useWords();
  const nowMs = useMinute();
  const zones = useMemo(
    () => [...new Set([zoneHere(), ...allZones()])].map((id) => ({ id, name: zoneName(id) })),
    [],
  );
  if (isKnown && zone !== null) {
    const time = format.dayAndTime(nowMs, nowMs, zone) ?? '';
    return <p className="callback-zone">{t('callback.zone', { place: zonePlace(zone), time })}</p>;
  }
  return (
    <div className="callback-zone-unknown">
      <p className="callback-zone">{t('callback.zone-unknown')}</p>
      <ComboBox
        className="field"
        selectedKey={zone}
        defaultItems={zones}
        menuTrigger="focus"
        onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      >
        <Label className="field-label">{t('callback.zone-choose')}</Label>
        <Input className="field-input" data-testid="callback-zone" />
        <Popover className="popover">
          <ListBox className="options">
            {(one: { id: string; name: string }) => (
              <ListBoxItem id={one.id} className="option" textValue={one.name}>
                {one.name}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}

/** `Los Angeles (America)`: people look for their town first. */
function zoneName(id: string): string {
  const [region, ...rest] = id.split('/');
  return rest.length === 0 ? id : `${zonePlace(id)} (${region})`;
}
