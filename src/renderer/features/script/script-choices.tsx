import { ArrowRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { ScriptRunView } from '../../../contract/ipc/desk-snapshot.ts';
import { nodeOf } from '../../../domain/script/run.ts';
import type { Script, ScriptChoice, ScriptNode } from '../../../domain/script/script.ts';
import { chooseAnswer } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useChoiceKeyPrint } from '../../app/store/use-key-print.ts';
import { workCampaign } from '../../app/store/work.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';

/** The answers of a page, by digit. */
export function ScriptChoices(props: {
  readonly script: Script;
  readonly node: Extract<ScriptNode, { kind: 'choice' }>;
  readonly run: ScriptRunView;
}) {
  const { script, node, run } = props;
  const { t } = useWords();
  return (
    <ul className="script-choices" aria-label={t('script.answers')}>
      {node.choices.map((choice, index) => (
        <li key={choice.id}>
          <Choice
            choice={choice}
            digit={index + 1}
            target={nodeOf(script, choice.next)?.title ?? ''}
            isChosen={
              node.answer !== '' && run.answers[node.answer] === (choice.value || choice.label)
            }
          />
        </li>
      ))}
    </ul>
  );
}

function Choice(props: {
  readonly choice: ScriptChoice;
  readonly digit: number;
  readonly target: string;
  readonly isChosen: boolean;
}) {
  const { choice, digit, target, isChosen } = props;
  const keyPrint = useChoiceKeyPrint(digit);
  const { t } = useWords();
  const outcome = useSnapshot((snapshot) =>
    workCampaign(snapshot)?.dispositions.find(({ id }) => id === choice.dispositionId),
  );
  const marks = outcome?.effect === 'do-not-call';
  const leadsTo = marks ? t('script.marks-and-next') : target || outcome?.label;
  return (
    <Button
      className={marks ? 'choice choice-marks' : 'choice'}
      data-testid={`choice-${choice.id}`}
      onPress={() => chooseAnswer(choice.id)}
    >
      <KeyCap>{keyPrint}</KeyCap>
      <span className="choice-words">
        <span className="choice-label" dir="auto">
          {choice.label}
          {isChosen && <span className="choice-chosen">{t('script.chosen')}</span>}
        </span>
        {leadsTo && (
          <span className="choice-target">
            <ArrowRight aria-hidden="true" />
            <bdi>{leadsTo}</bdi>
          </span>
        )}
      </span>
    </Button>
  );
}
