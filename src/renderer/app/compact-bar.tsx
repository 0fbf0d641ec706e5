import { Maximize2, Mic, MicOff, PhoneIncoming, Play, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { HangUpIcon, HoldIcon } from '../design/call-icons.tsx';
import { CallState } from '../features/call-bar/call-state.tsx';
import { CallWho } from '../features/call-bar/call-who.tsx';
import { shownState } from '../features/call-bar/desk-state.ts';
import { ReadyToggle } from '../features/call-bar/ready-toggle.tsx';
import { SecondWho } from '../features/second-call/second-who.tsx';
import { MissingFields } from '../features/wrap-up/missing-fields.tsx';
import { useWords } from '../messages/use-words.ts';
import { compactPart } from './compact-part.ts';
import { listenForKeys } from './keyboard.ts';
import { ActionButton } from './store/action-button.tsx';
import { isHeldHere, useAvailable } from './store/actions.ts';
import { ask, useDesk, useSnapshot } from './store/desk-store.ts';
import type { ActionId } from './store/keys.ts';
import './compact-bar.css';

/** What the bar's keys may do: what its buttons do. */
const commands: ReadonlySet<ActionId> = new Set([
  'answer',
  'reject',
  'hang-up',
  'mute',
  'hold',
  'next',
  'do-not-call',
  'ready',
  'compact',
]);

/** State, who and the few buttons of a call, in one row over all other programs. */
export function CompactBar() {
  const { t } = useWords();
  const kind = useSnapshot((snapshot) => shownState(snapshot).kind);
  const part = useSnapshot(compactPart);
  useEffect(() => listenForKeys(window, commands), []);
  return (
    <main className="compact" data-state={kind} aria-label={t('action.compact')}>
      <h1 className="only-spoken">{t('app.name')}</h1>
      <CallState />
      {(part === 'ringing' || part === 'usual') && <CallWho />}
      <SecondWho />
      <MissingFields />
      <div className="compact-buttons">
        <CompactButtons />
      </div>
      <AriaButton
        className="compact-tool"
        aria-label={t('compact.open-desk')}
        data-testid="compact-open-desk"
        onPress={() => ask({ kind: 'show-desk' })}
      >
        <Maximize2 aria-hidden="true" />
      </AriaButton>
      <AriaButton
        className="compact-tool"
        aria-label={t('compact.close')}
        data-testid="compact-close"
        onPress={() => ask({ kind: 'set-compact', shown: false })}
      >
        <X aria-hidden="true" />
      </AriaButton>
    </main>
  );
}

function CompactButtons() {
  const { t } = useWords();
  const part = useSnapshot(compactPart);
  const stage = useSnapshot(({ work }) => work?.stage ?? null);
  const signalling = useSnapshot(({ call }) => call?.signalling ?? null);
  const muted = useSnapshot(({ call }) => call?.muted ?? false);
  const held = useDesk(isHeldHere);
  const hangsUp = useAvailable('hang-up');
  const marks = useAvailable('do-not-call');
  if (part === 'ringing' || part === 'second-rings') {
    return (
      <>
        <ActionButton
          action="reject"
          size="small"
          icon={HangUpIcon}
          tone="danger-line"
          testId="reject"
        >
          {t('call.reject')}
        </ActionButton>
        <ActionButton
          action="answer"
          size="small"
          icon={PhoneIncoming}
          tone="answer"
          testId="answer"
        >
          {t('call.answer')}
        </ActionButton>
      </>
    );
  }
  return (
    <>
      {signalling === 'established' && (
        <>
          <ActionButton
            action="mute"
            size="small"
            icon={muted ? MicOff : Mic}
            tone={muted ? 'muted-on' : 'plain'}
            aria-pressed={muted}
            testId="mute"
          >
            {muted ? t('call.muted') : t('call.mute')}
          </ActionButton>
          <ActionButton
            action="hold"
            size="small"
            icon={held ? Play : HoldIcon}
            tone={held ? 'hold-on' : 'plain'}
            testId="hold"
          >
            {held ? t('call.resume') : t('call.hold')}
          </ActionButton>
        </>
      )}
      {hangsUp && (
        <ActionButton
          action="hang-up"
          size="small"
          icon={HangUpIcon}
          tone="danger"
          testId="hang-up"
        >
          {t('call.end')}
        </ActionButton>
      )}
      {stage === 'wrap-up' && (
        <>
          {marks && (
            <ActionButton action="do-not-call" size="small" tone="danger-line" testId="do-not-call">
              {t('wrap-up.do-not-call')}
            </ActionButton>
          )}
          <ActionButton action="next" size="small" tone="primary" testId="next">
            {t('call.save-and-next')}
          </ActionButton>
        </>
      )}
      {stage === null && <ReadyToggle />}
    </>
  );
}
