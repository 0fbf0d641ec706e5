import { Input, Label, TextField } from 'react-aria-components';
import type { ScriptRunView } from '../../../contract/ipc/desk-snapshot.ts';
import { fieldLimit } from '../../../contract/record/text-limit.ts';
import type { ScriptNode } from '../../../domain/script/script.ts';
import { useTyped } from '../../app/store/typing.ts';
import { useWords } from '../../messages/use-words.ts';

/** Where the agent writes what was answered. */
export function ScriptAnswer(props: {
  readonly workId: string;
  readonly node: Extract<ScriptNode, { kind: 'ask' }>;
  readonly run: ScriptRunView;
}) {
  const { workId, node, run } = props;
  const { t } = useWords();
  const slot = { kind: 'answer', answer: node.answer } as const;
  const [value, type] = useTyped(workId, slot, run.answers[node.answer] ?? '');
  return (
    <TextField className="field script-answer" maxLength={fieldLimit} value={value} onChange={type}>
      <Label className="field-label">{t('script.answer')}</Label>
      <Input
        className="field-input"
        data-testid="script-answer"
        dir="auto"
        type={node.input === 'date' ? 'date' : 'text'}
        inputMode={node.input === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
      />
    </TextField>
  );
}
