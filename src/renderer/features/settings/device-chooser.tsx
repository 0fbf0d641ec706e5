import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { useWords } from '../../messages/use-words.ts';

/** No device has this label. */
const none = '\u0000';

/** One sound device by its label, or the choice that is made without one. */
export function DeviceChooser(props: {
  readonly label: string;
  readonly labels: readonly string[];
  readonly chosen: string | null;
  /** What no choice means. */
  readonly unset: string;
  readonly testId: string;
  readonly onChoose: (label: string | null) => void;
}) {
  const { label, labels, chosen, unset, testId, onChoose } = props;
  const { t } = useWords();
  const away = chosen !== null && !labels.includes(chosen);
  return (
    <Select
      className="field"
      value={chosen ?? none}
      onChange={(key) => onChoose(key === none ? null : String(key))}
    >
      <Label className="field-label">{label}</Label>
      <AriaButton className="field-input field-select" data-testid={testId}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="options">
          <ListBoxItem id={none} className="option" textValue={unset}>
            {unset}
          </ListBoxItem>
          {labels.map((name) => (
            <ListBoxItem key={name} id={name} className="option" textValue={name}>
              <bdi>{name}</bdi>
            </ListBoxItem>
          ))}
          {away && (
            <ListBoxItem id={chosen} className="option" textValue={chosen}>
              <bdi>{t('sound.away', { name: chosen })}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
