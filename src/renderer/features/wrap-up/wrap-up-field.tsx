import { ChevronDown } from 'lucide-react';
import {
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  TextField,
} from 'react-aria-components';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { fieldLimit } from '../../../contract/record/text-limit.ts';
import type { WrapUpField } from '../../../domain/campaign/campaign.ts';
import { useTyped } from '../../app/store/typing.ts';
import { useWords } from '../../messages/use-words.ts';

/** A field of the center's own, with where its value comes from. */
export function WrapUpFieldInput(props: { readonly work: WorkView; readonly field: WrapUpField }) {
  const { work, field } = props;
  const kept = work.summary.fields[field.id];
  const slot = { kind: 'field', fieldId: field.id } as const;
  const [value, type] = useTyped(work.workId, slot, kept?.value ?? '');
  const label = (
    <Label className="field-label">
      <span>
        <bdi>{field.label}</bdi>
        {field.required && <Required />}
      </span>
      <Source kept={kept} value={value} />
    </Label>
  );
  if (field.kind === 'choice') {
    const isMissing = work.missingFieldIds.includes(field.id);
    return (
      <ChoiceField
        field={field}
        value={value}
        onChange={type}
        label={label}
        isMissing={isMissing}
      />
    );
  }
  return (
    <TextField
      className="field"
      maxLength={fieldLimit}
      value={value}
      onChange={type}
      isInvalid={work.missingFieldIds.includes(field.id)}
    >
      {label}
      <Input
        className="field-input"
        data-testid={`field-${field.id}`}
        dir="auto"
        type={field.kind === 'date' ? 'date' : 'text'}
        inputMode={field.kind === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
      />
    </TextField>
  );
}

function ChoiceField(props: {
  readonly field: WrapUpField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: React.ReactNode;
  readonly isMissing: boolean;
}) {
  const { field, value, onChange, label, isMissing } = props;
  const { t } = useWords();
  // What the script wrote may be none of the options: it is still shown, as it is.
  const options = [...new Set(value === '' ? field.options : [value, ...field.options])];
  const inOrder = field.options.includes(value) ? field.options : options;
  return (
    <Select
      className="field"
      isInvalid={isMissing}
      value={value === '' ? null : value}
      onChange={(key) => onChange(String(key ?? ''))}
      placeholder={t('wrap-up.choose')}
    >
      {label}
      <Button className="field-input field-select" data-testid={`field-${field.id}`}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="options">
          {[...new Set(inOrder)].map((option) => (
            <ListBoxItem key={option} id={option} className="option" textValue={option}>
              <bdi>{option}</bdi>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

function Required() {
  const { t } = useWords();
  return <span className="field-source"> · {t('wrap-up.required')}</span>;
}

function Source(props: {
  readonly kept: WorkView['summary']['fields'][string] | undefined;
  readonly value: string;
}) {
  const { kept, value } = props;
  const { t } = useWords();
  if (kept?.source !== 'script' || value === '' || value !== kept.value) return null;
  return <span className="field-source">{t('wrap-up.from-script')}</span>;
}
