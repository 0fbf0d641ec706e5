import { Form, Input, Label, TextArea, TextField, useLocale } from 'react-aria-components';
import { noteLimit } from '../../../contract/record/text-limit.ts';
import type { CustomerEdit } from '../../../domain/customer/edit.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { ask, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { sendEdit } from '../../app/store/edits.ts';
import { useTyped } from '../../app/store/typing.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { Conflict } from './conflict.tsx';
import { fieldLabels, problemWords } from './field-words.ts';
import './record.css';

const titles = {
  correct: 'edit.title-correct',
  create: 'edit.title-create',
  promise: 'edit.title-promise',
} as const;

/**
 * What is written about a customer. Each letter is on the disk as soon as a note's; the form stays
 * until it is sent or thrown away, whatever comes in between.
 */
export function EditForm({ edit }: { readonly edit: CustomerEdit }) {
  const { t } = useWords();
  const conflicting = new Set<string>(edit.conflicts.map(({ field }) => field));
  return (
    <Form
      className="edit"
      data-edit-form={edit.kind}
      data-testid={`edit-${edit.kind}`}
      aria-label={t(titles[edit.kind])}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void sendEdit(edit.editId);
      }}
    >
      <div className="edit-head">
        <h3 className="edit-title">{t(titles[edit.kind])}</h3>
        <Saved />
      </div>
      {edit.conflicts.map((conflict) => (
        <Conflict key={conflict.field} edit={edit} conflict={conflict} />
      ))}
      {edit.kind === 'promise' ? (
        <PromiseFields edit={edit} />
      ) : (
        <RecordFields edit={edit} without={conflicting} />
      )}
      <div className="edit-foot">
        <div className="edit-buttons">
          <ActionButton action="send-edit" tone="primary" size="small" testId="edit-send">
            {t(edit.kind === 'promise' ? 'edit.promise' : 'edit.send')}
          </ActionButton>
          <Button
            size="small"
            tone="quiet"
            testId="edit-discard"
            onPress={() => ask({ kind: 'discard-edit', editId: edit.editId })}
          >
            {t('edit.discard')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

/** Whether what was typed is on the disk. */
function Saved() {
  const { t } = useWords();
  const typing = useDesk((state) =>
    Object.keys(state.drafts).some((key) => key.startsWith('edit:')),
  );
  const saved = useSnapshot((snapshot) => snapshot.saved);
  return <p className="edit-saved">{t(typing || !saved ? 'edit.saving' : 'edit.kept')}</p>;
}

function PromiseFields({ edit }: { readonly edit: CustomerEdit }) {
  return (
    <>
      <EditField edit={edit} field="text" lines />
      <EditField edit={edit} field="due" type="date" />
    </>
  );
}

function RecordFields(props: { readonly edit: CustomerEdit; readonly without: Set<string> }) {
  const { edit, without } = props;
  const phones = [...new Set([...Object.keys(edit.base), ...Object.keys(edit.typed)])].filter(
    (field) =>
      field.startsWith('phone:') &&
      (edit.typed[field] !== undefined || edit.base[field as 'phone:'] !== null),
  );
  const added = Object.keys(edit.typed).filter((field) => field.startsWith('new-phone:'));
  const open = added.some((field) => edit.typed[field] === '') ? [] : [added.length + 1];
  const numbers = [...phones, ...added, ...open.map((place) => `new-phone:${place}`)];
  const rows: readonly (readonly string[])[] = [
    ['full'],
    ['given', 'family'],
    ['say', 'title'],
    ...numbers.map((field) => [field]),
    ['email'],
    ['street'],
    ['town', 'region'],
    ['postalCode', 'country'],
    ['language', 'timeZone'],
    ['note'],
  ];
  // Somebody new is written down in the talk: the name, the numbers, where they live.
  const brief = new Set(['full', 'say', 'email', 'street', 'town', 'region', 'note', 'language']);
  return rows.map((row) => {
    const fields = row.filter(
      (field) =>
        !without.has(field) &&
        (edit.kind === 'correct' || brief.has(field) || field.includes('phone:')),
    );
    return fields.length === 0 ? null : (
      <div key={row.join()} className="edit-pair">
        {fields.map((field) => (
          <EditField key={field} edit={edit} field={field} lines={field === 'note'} />
        ))}
      </div>
    );
  });
}

function EditField(props: {
  readonly edit: CustomerEdit;
  readonly field: string;
  readonly lines?: boolean;
  readonly type?: 'text' | 'date';
}) {
  const { edit, field, lines = false, type: kind = 'text' } = props;
  const { t } = useWords();
  const { locale } = useLocale();
  const base = field.startsWith('phone:')
    ? field.slice('phone:'.length)
    : (edit.base[field as 'full'] ?? '');
  const [value, type] = useTyped(edit.editId, { kind: 'edit', field }, edit.typed[field] ?? base);
  const problem = useDesk((state) =>
    state.editProblems[edit.editId]?.find((one) => one.field === field),
  );
  return (
    <TextField
      className="field"
      value={value}
      onChange={type}
      maxLength={lines ? noteLimit : 500}
      isInvalid={problem !== undefined}
    >
      <Label className="field-label">{t(fieldLabels(field))}</Label>
      {lines ? (
        <TextArea
          className="field-input edit-note"
          dir="auto"
          data-testid={`edit-field-${field}`}
        />
      ) : (
        <Input
          className="field-input"
          dir="auto"
          type={kind}
          // A day is written in the order of the language, which a field learns from itself alone.
          {...(kind === 'date' && { lang: locale })}
          autoComplete="off"
          spellCheck={false}
          inputMode={field.includes('phone:') ? 'tel' : 'text'}
          data-testid={`edit-field-${field}`}
        />
      )}
      {problem && (
        <p className="edit-problem" role="alert">
          {t(problemWords[problem.kind])}
        </p>
      )}
    </TextField>
  );
}
