import {
  Headphones,
  Keyboard,
  LogOut,
  PictureInPicture2,
  Settings as SettingsIcon,
} from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { ActionButton } from '../../app/store/action-button.tsx';
import { perform } from '../../app/store/actions.ts';
import { ask, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { Popover } from '../../design/popover.tsx';
import { useWords } from '../../messages/use-words.ts';
import { Appearance } from './appearance.tsx';
import { NotificationChoice } from './notification-choice.tsx';
import { ReminderChoice } from './reminder-choice.tsx';
import { SoundDevices } from './sound-devices.tsx';
import { SwitchRow } from './switch-row.tsx';
import './settings.css';

/** What this computer is set to, and the way out. */
export function Settings() {
  const { t } = useWords();
  const signedIn = useSnapshot(({ session }) => session.state === 'signed-in');
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
        <SignOut />
        <Section title={t('settings.look-title')}>
          <Appearance />
        </Section>
        <Section title={t('sound.title')}>
          <SoundDevices />
        </Section>
        <Section title={t('settings.notifications-title')}>
          <NotificationChoice />
          <ReminderChoice />
        </Section>
        {signedIn && (
          <Section title={t('keys.title')}>
            <SingleKeys />
          </Section>
        )}
        <Section title={t('settings.dialing')}>
          <PhoneLinks />
        </Section>
        {signedIn && (
          <Section title={t('keys.window')}>
            <CompactButton />
          </Section>
        )}
        {signedIn && (
          <Section title={t('devices.title')}>
            <DevicesButton />
          </Section>
        )}
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

function SingleKeys() {
  const { t } = useWords();
  const on = useSnapshot(({ app }) => app.singleKeys);
  return (
    <>
      <SwitchRow
        label={t('settings.single-keys')}
        hint={t('settings.single-keys-hint')}
        on={on}
        testId="single-keys"
        onChange={(value) => ask({ kind: 'set-single-keys', on: value })}
      />
      <Button
        size="small"
        icon={Keyboard}
        testId="settings-keys"
        onPress={() => perform('key-sheet')}
      >
        {t('settings.keys')}
      </Button>
    </>
  );
}

function PhoneLinks() {
  const { t } = useWords();
  const on = useSnapshot(({ app }) => app.phoneLinks);
  return (
    <SwitchRow
      label={t('settings.phone-links')}
      hint={t('settings.phone-links-hint')}
      on={on}
      testId="phone-links"
      onChange={(value) => ask({ kind: 'set-phone-links', on: value })}
    />
  );
}

function CompactButton() {
  const { t } = useWords();
  const shown = useSnapshot(({ windows }) => windows.compact);
  return (
    <ActionButton action="compact" size="small" icon={PictureInPicture2} testId="settings-compact">
      {shown ? t('compact.close') : t('compact.show')}
    </ActionButton>
  );
}

function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-section">
      <h2 className="group-label">{props.title}</h2>
      {props.children}
    </section>
  );
}

/** Where the headset is checked and the keys for the whole computer are chosen. */
function DevicesButton() {
  const { t } = useWords();
  return (
    <ActionButton action="devices" size="small" icon={Headphones} testId="open-devices">
      {t('devices.open')}
    </ActionButton>
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
