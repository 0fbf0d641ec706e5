import { ChevronDown, PhoneIncoming, Plug, Unplug } from 'lucide-react';
import { useId, useState } from 'react';
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ringHint } from './ring-hint.ts';
import './practice.css';

const anyone = 'anyone';

/** Practice: let somebody call, take the center away, bring it back. Always says what it is. */
export function PracticePanel() {
  const { t } = useWords();
  const practice = useSnapshot((snapshot) => snapshot.practice);
  const hint = useSnapshot(ringHint);
  const hintId = useId();
  const [caller, setCaller] = useState<string>(anyone);
  if (!practice) return null;
  const chosen = practice.callers.some(({ number }) => number === caller) ? caller : anyone;
  const centerHere = practice.center === 'running' || practice.center === 'starting';
  return (
    <section className="practice" data-testid="practice-panel" aria-labelledby="practice-title">
      <h2 className="practice-title" id="practice-title">
        {t('practice.title')}
      </h2>
      <p className="practice-hint" id={hintId} data-testid="practice-hint">
        {t(hint)}
      </p>
      {practice.callers.length > 0 && (
        <Select
          className="practice-caller"
          value={chosen}
          onChange={(key) => setCaller(String(key))}
        >
          <Label className="only-spoken">{t('practice.who')}</Label>
          <AriaButton className="field-input field-select" data-testid="practice-caller">
            <SelectValue />
            <ChevronDown aria-hidden="true" />
          </AriaButton>
          <Popover className="popover">
            <ListBox className="options">
              <ListBoxItem id={anyone} className="option" textValue={t('practice.anyone')}>
                {t('practice.anyone')}
              </ListBoxItem>
              {practice.callers.map((one) => (
                <ListBoxItem
                  key={one.number}
                  id={one.number}
                  className="option"
                  textValue={one.name}
                  data-testid={`practice-caller-${one.number}`}
                >
                  <bdi>{one.name}</bdi>
                </ListBoxItem>
              ))}
            </ListBox>
          </Popover>
        </Select>
      )}
      <Button
        icon={PhoneIncoming}
        size="small"
        isDisabled={hint !== 'practice.hint' && hint !== 'practice.hint-second'}
        aria-describedby={hintId}
        testId="practice-ring"
        onPress={() => ask({ kind: 'practice-ring', number: chosen === anyone ? null : chosen })}
      >
        {t('practice.ring')}
      </Button>
      {centerHere ? (
        <Button
          icon={Unplug}
          size="small"
          isDisabled={practice.center === 'starting'}
          testId="practice-center-away"
          onPress={() => ask({ kind: 'practice-center', running: false })}
        >
          {practice.center === 'starting' ? t('practice.center-starting') : t('practice.away')}
        </Button>
      ) : (
        <Button
          icon={Plug}
          size="small"
          isDisabled={practice.center === 'stopping'}
          testId="practice-center-back"
          onPress={() => ask({ kind: 'practice-center', running: true })}
        >
          {practice.center === 'stopping' ? t('practice.center-stopping') : t('practice.back')}
        </Button>
      )}
    </section>
  );
}
