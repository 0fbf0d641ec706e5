import { RotateCcw, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { chordOnly, type KeyRefusal } from '../../app/store/key-choice.ts';
import { type ActionId, chordLabel, keyLabel } from '../../app/store/keys.ts';
import { useKeyTable } from '../../app/store/use-key-print.ts';
import { Button as DeskButton } from '../../design/button.tsx';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';
import { dropSingle, exchangeKeys, type TakeOutcome, type Taking } from './take-key.ts';

/** Keys that are not the agent's to change: answers by digit, outcomes by the campaign's letter. */
export function FixedKeyRow(props: {
  readonly name: string;
  readonly chord: string;
  readonly single: string | null;
}) {
  const { name, chord, single } = props;
  return (
    <div className="key-row">
      <dt dir="auto">{name}</dt>
      <dd>
        <KeyCap spoken>{chord}</KeyCap>
      </dd>
      <dd>{single !== null && <KeyCap spoken>{keyLabel(single)}</KeyCap>}</dd>
      <dd />
    </div>
  );
}

/** One command: its chord and its short form, each a button that takes another key. */
export function KeyRow(props: {
  readonly id: ActionId;
  readonly taking: Taking | null;
  readonly outcome: TakeOutcome | null;
  readonly onTake: (taking: Taking | null) => void;
}) {
  const { id, taking, outcome, onTake } = props;
  const { t } = useWords();
  const { chord, single } = useKeyTable()[id];
  const changed = useSnapshot(({ app }) => app.keys[id] !== undefined);
  const name = t(`action.${id}`);
  const mine = taking?.id === id ? taking.form : null;
  return (
    <div className="key-row" data-testid={`key-${id}`}>
      <dt dir="auto">{name}</dt>
      <dd>
        <KeyButton
          testId={`key-chord-${id}`}
          label={t('keys.change', { name, keys: chordLabel(chord) })}
          waits={mine === 'chord'}
          onPress={() => onTake(mine === 'chord' ? null : { id, form: 'chord' })}
        >
          {chordLabel(chord)}
        </KeyButton>
      </dd>
      <dd>
        {!chordOnly.has(id) && (
          <KeyButton
            testId={`key-single-${id}`}
            label={
              single === null
                ? t('keys.add-short', { name })
                : t('keys.change', { name, keys: keyLabel(single) })
            }
            waits={mine === 'single'}
            onPress={() => onTake(mine === 'single' ? null : { id, form: 'single' })}
          >
            {single === null ? '' : keyLabel(single)}
          </KeyButton>
        )}
      </dd>
      <dd>
        {changed && (
          <Button
            className="key-tool"
            aria-label={t('keys.reset', { name })}
            data-testid={`key-reset-${id}`}
            onPress={() => {
              onTake(null);
              ask({ kind: 'reset-keys', command: id });
            }}
          >
            <RotateCcw aria-hidden="true" />
          </Button>
        )}
      </dd>
      {mine && (
        <dd className="key-taking-place">
          <div className="key-taking" role="status">
            <TakingWords taking={{ id, form: mine }} outcome={outcome} onTake={onTake} />
            {mine === 'single' && single !== null && (
              <DeskButton
                size="small"
                icon={X}
                onPress={() => {
                  dropSingle(id);
                  onTake(null);
                }}
              >
                {t('keys.no-short')}
              </DeskButton>
            )}
          </div>
        </dd>
      )}
    </div>
  );
}

function KeyButton(props: {
  readonly testId: string;
  readonly label: string;
  readonly waits: boolean;
  readonly onPress: () => void;
  readonly children: string;
}) {
  const { testId, label, waits, onPress, children } = props;
  return (
    <Button
      className="key-button"
      aria-label={label}
      aria-pressed={waits}
      data-testid={testId}
      onPress={onPress}
    >
      {children === '' ? <span className="key-none" /> : <KeyCap>{waits ? '…' : children}</KeyCap>}
    </Button>
  );
}

/** What to press, why a press was not taken, or whose key it is. */
function TakingWords(props: {
  readonly taking: Taking;
  readonly outcome: TakeOutcome | null;
  readonly onTake: (taking: Taking | null) => void;
}) {
  const { taking, outcome, onTake } = props;
  const { t } = useWords();
  if (outcome?.kind === 'owned') {
    const { owner, pressed } = outcome;
    const keys = typeof pressed === 'string' ? keyLabel(pressed) : chordLabel(pressed);
    return (
      <>
        <span data-testid="key-conflict">
          {t('keys.owned', { keys, owner: t(`action.${owner}`) })}
        </span>
        <DeskButton
          size="small"
          testId="key-exchange"
          onPress={() => {
            exchangeKeys(taking, owner);
            onTake(null);
          }}
        >
          {t('keys.exchange')}
        </DeskButton>
      </>
    );
  }
  if (outcome?.kind === 'refused') {
    return <span data-testid="key-refused">{t(refusals[outcome.reason])}</span>;
  }
  return <span>{t(taking.form === 'chord' ? 'keys.press-chord' : 'keys.press-single')}</span>;
}

const refusals = {
  'text-editing': 'keys.refused-text-editing',
  system: 'keys.refused-system',
  'input-method': 'keys.refused-input-method',
  answers: 'keys.refused-answers',
  outcomes: 'keys.refused-outcomes',
  'no-modifier': 'keys.refused-no-modifier',
  costly: 'keys.refused-costly',
} as const satisfies Record<KeyRefusal, string>;
