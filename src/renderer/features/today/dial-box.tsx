import { Phone, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { perform, useAvailable } from '../../app/store/actions.ts';
import { ask, present, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { takePhoneLink, typeDialText, useDialText } from '../../app/store/dial-text.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';
import { type DialProblem, dialStep } from './dial-step.ts';
import { DialSuggestions, useDialSuggestions } from './dial-suggestions.tsx';
import './dial-box.css';

/**
 * A number typed or pasted in any form, a name, the last dialed, or what another program's link
 * says. main reads it, and asks the do-not-call list before it dials; nothing here dials by itself.
 */
export function DialBox() {
  const { t } = useWords();
  const { text, from } = useDialText();
  const [problem, setProblem] = useState<DialProblem | null>(null);
  const link = useSnapshot(({ phoneLink }) => phoneLink);
  const found = useDialSuggestions(from === 'typed' ? text : '');
  const suggestions = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const keyPrint = useKeyPrint('go-to-dial-box');
  const redials = useAvailable('redial');

  useEffect(() => takePhoneLink(link), [link]);

  function change(value: string): void {
    setProblem(null);
    typeDialText(value);
  }

  function choose(number: string): void {
    change('');
    useDialText.setState({ text: number, from: 'last-dialed', place: -1 });
    input.current?.focus();
  }

  function submit(): void {
    const step = dialStep(present(useDesk.getState()), text, found);
    setProblem(step.kind === 'problem' ? step.problem : null);
    if (step.kind === 'dial') ask({ kind: 'dial-number', text });
    if (step.kind === 'fill') choose(step.number);
    if (step.kind === 'choose') focusFirst(suggestions.current);
  }

  const said = problem ? t(`dial.${problem}`) : from === 'link' ? t('dial.from-link') : '';
  return (
    <Form
      className="dial-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField className="field" value={text} onChange={change}>
        <Label className="field-label">
          {t('dial.label')}
          <KeyCap>{keyPrint}</KeyCap>
        </Label>
        <div className="dial-row">
          <Input
            ref={input}
            className="field-input"
            data-testid="dial-number"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('dial.placeholder')}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
              if (focusFirst(suggestions.current)) event.preventDefault();
            }}
          />
          <Button
            type="submit"
            className="dial-button"
            aria-label={t('dial.call')}
            data-testid="dial-number-call"
          >
            <Phone aria-hidden="true" />
          </Button>
        </div>
      </TextField>
      <p className="dial-said" role="status" data-testid="dial-said">
        {said}
      </p>
      <DialSuggestions ref={suggestions} found={found?.numbers ?? []} onChoose={choose} />
      {redials && text === '' && (
        <RedialButton label={t('action.redial')} onPress={() => perform('redial')} />
      )}
    </Form>
  );
}

function RedialButton(props: { readonly label: string; readonly onPress: () => void }) {
  const keyPrint = useKeyPrint('redial');
  return (
    <Button className="dial-again" data-testid="redial" onPress={props.onPress}>
      <RotateCcw aria-hidden="true" />
      <span>{props.label}</span>
      <KeyCap>{keyPrint}</KeyCap>
    </Button>
  );
}

function focusFirst(list: HTMLElement | null): boolean {
  const first = list?.querySelector<HTMLElement>('[role="option"]');
  first?.focus();
  return first != null;
}
