import { useId } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** One of a few, all of them in sight. */
export function SegmentChooser<Choice extends string>(props: {
  readonly label: string;
  readonly choices: readonly {
    readonly id: Choice;
    readonly name: string;
    /** The language the name is in, where it is not the desk's. */
    readonly lang?: string;
  }[];
  readonly chosen: string;
  readonly testId: string;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { label, choices, chosen, testId, onChoose } = props;
  const labelId = useId();
  return (
    <div className="field">
      <span className="field-label" id={labelId}>
        {label}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-labelledby={labelId}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => {
          const found = choices.find(({ id }) => keys.has(id));
          if (found) onChoose(found.id);
        }}
      >
        {choices.map(({ id, name, lang }) => (
          <ToggleButton key={id} id={id} className="segment" data-testid={`${testId}-${id}`}>
            <span lang={lang}>{name}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
