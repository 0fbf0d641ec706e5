import { Phone } from 'lucide-react';
import { useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';

/** A number typed or pasted. main reads it, and asks the do-not-call list before it dials. */
export function DialBox() {
  const { t } = useWords();
  const [text, setText] = useState('');
  // It keeps its place and its text during a call: somebody may be typing when it rings.
  // Without a line it can be pressed all the same: main says why nothing is dialed.
  const free = useSnapshot(({ work }) => work === null || work.stage === 'preview');
  const keyPrint = useKeyPrint('go-to-dial-box');
  return (
    <Form
      className="dial-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (free && text.trim() !== '') ask({ kind: 'dial-number', text });
      }}
    >
      <TextField className="field" value={text} onChange={setText}>
        <Label className="field-label">
          {t('dial.label')}
          <KeyCap>{keyPrint}</KeyCap>
        </Label>
        <div className="dial-row">
          <Input
            className="field-input"
            data-testid="dial-number"
            inputMode="tel"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('dial.placeholder')}
          />
          <Button
            type="submit"
            className="dial-button"
            aria-label={t('dial.call')}
            data-testid="dial-number-call"
            isDisabled={!free || text.trim() === ''}
          >
            <Phone aria-hidden="true" />
          </Button>
        </div>
      </TextField>
    </Form>
  );
}
