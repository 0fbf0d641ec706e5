import { Switch } from 'react-aria-components';

/** A setting that is on or off, with a word on what it does. */
export function SwitchRow(props: {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly testId: string;
  readonly onChange: (on: boolean) => void;
}) {
  const { label, hint, on, testId, onChange } = props;
  return (
    <Switch className="switch" isSelected={on} onChange={onChange} data-testid={testId}>
      <span className="switch-track" />
      <span>
        {label}
        {hint !== undefined && <span className="settings-facts switch-hint">{hint}</span>}
      </span>
    </Switch>
  );
}
