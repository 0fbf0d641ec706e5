import { Label, TextArea, TextField } from 'react-aria-components';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { noteLimit } from '../../../contract/record/text-limit.ts';
import { useTyped } from '../../app/store/typing.ts';
import { useWords } from '../../messages/use-words.ts';

/** The note: each keystroke leaves this page at once, Enter is a new line. */
export function Note({ work }: { readonly work: WorkView }) {
  const { t } = useWords();
  const [value, type] = useTyped(work.workId, { kind: 'note' }, work.summary.note);
  return (
    <TextField className="field note" maxLength={noteLimit} value={value} onChange={type}>
      <Label className="field-label">{t('wrap-up.note')}</Label>
      <TextArea className="field-input note-text" data-testid="note" dir="auto" rows={5} />
    </TextField>
  );
}
