import { LogOut, Settings as SettingsIcon } from 'lucide-react';
import { useRef } from 'react';
import {
  Button as AriaButton,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { ask, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { Popover } from '../../design/popover.tsx';
import { languages } from '../../messages/messages.ts';
import { useWords } from '../../messages/use-words.ts';
import './settings.css';

/** Language, look, keys, and the way out. */
export function Settings() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'settings');
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <AriaButton
        ref={anchor}
        className="settings-button"
        aria-label={t('settings.title')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid="settings"
        onPress={() => perform('settings')}
      >
        <SettingsIcon aria-hidden="true" />
      </AriaButton>
      <Popover
        anchor={anchor}
        label={t('settings.title')}
        className="settings"
        placement="top end"
        isOpen={isOpen}
        onClose={() => setOverlay('none')}
      >
        <Who />
        <LanguageChooser />
        <ThemeChooser />
        <SingleKeys />
        <SignOut />
      </Popover>
    </>
  );
}

function Who() {
  const { t } = useWords();
  const session = useSnapshot((snapshot) => snapshot.session);
  const version = useSnapshot(({ app }) => app.version);
  return (
    <div className="settings-who">
      {session.state === 'signed-in' && (
        <>
          <p className="settings-name">
            <bdi>{session.agent.name}</bdi>
          </p>
          <p className="settings-facts">
            <bdi>{session.center.name}</bdi> ·{' '}
            {t('settings.extension', { extension: session.agent.extension })}
          </p>
        </>
      )}
      <p className="settings-facts">{t('settings.version', { version })}</p>
    </div>
  );
}

function LanguageChooser() {
  const { t } = useWords();
  const language = useSnapshot(({ app }) => app.language);
  return (
    <div className="field">
      <span className="field-label" id="language-label">
        {t('settings.language')}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-labelledby="language-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[language]}
        onSelectionChange={(keys) => {
          const chosen = languages.find(({ code }) => keys.has(code));
          if (chosen) ask({ kind: 'set-language', language: chosen.code });
        }}
      >
        {languages.map(({ code, name }) => (
          <ToggleButton key={code} id={code} className="segment" data-testid={`language-${code}`}>
            <span lang={code}>{name}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

const themes = ['system', 'light', 'dark', 'contrast'] as const;

function ThemeChooser() {
  const { t } = useWords();
  const theme = useSnapshot(({ app }) => app.theme);
  return (
    <div className="field">
      <span className="field-label" id="theme-label">
        {t('settings.theme')}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-labelledby="theme-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onSelectionChange={(keys) => {
          const chosen = themes.find((name) => keys.has(name));
          if (chosen) ask({ kind: 'set-theme', theme: chosen });
        }}
      >
        {themes.map((name) => (
          <ToggleButton key={name} id={name} className="segment" data-testid={`theme-${name}`}>
            {t(`settings.theme-${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

function SingleKeys() {
  const { t } = useWords();
  const on = useSnapshot(({ app }) => app.singleKeys);
  return (
    <Switch
      className="switch"
      isSelected={on}
      onChange={(value) => ask({ kind: 'set-single-keys', on: value })}
      data-testid="single-keys"
    >
      <span className="switch-track" />
      <span>
        {t('settings.single-keys')}
        <span className="settings-facts switch-hint">{t('settings.single-keys-hint')}</span>
      </span>
    </Switch>
  );
}

function SignOut() {
  const { t } = useWords();
  const signedIn = useSnapshot(({ session }) => session.state === 'signed-in');
  const talking = useSnapshot(({ work }) => work?.stage === 'call');
  if (!signedIn) return null;
  return (
    <div className="settings-out">
      <Button
        icon={LogOut}
        size="small"
        isDisabled={talking}
        testId="sign-out"
        onPress={() => {
          setOverlay('none');
          ask({ kind: 'sign-out' });
        }}
      >
        {t('settings.sign-out')}
      </Button>
      {talking && <p className="settings-facts">{t('settings.sign-out-after')}</p>}
    </div>
  );
}
