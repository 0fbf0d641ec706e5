import { ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';

export type ChoiceOption = { readonly id: string; readonly text: string };

/** One of several, chosen by keyboard or pointer; typing a few letters finds it. */
export function Choice(props: {
  readonly label: string;
  /** The label is there for a screen reader only: a table's header says it. */
  readonly isLabelHidden?: boolean;
  readonly options: readonly ChoiceOption[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly isDisabled?: boolean;
  readonly testId: string;
}) {
  const { label, options, value, onChange, testId } = props;
  return (
    <Select
      className="field pick"
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
      isDisabled={props.isDisabled ?? false}
      {...(props.isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!props.isLabelHidden && <Label className="field-label">{label}</Label>}
      <Button className="field-input field-select pick-button" data-testid={testId}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={[...options]}>
          {({ id, text }) => (
            <ListBoxItem id={id} className="option" textValue={text}>
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
