import { Grip, Mic, MicOff, Phone, PhoneForwarded, PhoneIncoming, Play, X } from 'lucide-react';
import { ActionButton } from '../../app/store/action-button.tsx';
import { isHeldHere, useAvailable } from '../../app/store/actions.ts';
import { useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { HangUpIcon, HoldIcon } from '../../design/call-icons.tsx';
import { useWords } from '../../messages/use-words.ts';
import { KeypadButton } from './keypad.tsx';
import { ReadyToggle } from './ready-toggle.tsx';

/** What can be done with the call now; each button keeps its place while the call lasts. */
export function CallButtons() {
  const { t } = useWords();
  const stage = useSnapshot(({ work }) => work?.stage ?? null);
  const signalling = useSnapshot(({ call }) => call?.signalling ?? null);
  const skips = useAvailable('next');
  const dials = useAvailable('dial');
  const asks = useSnapshot(({ call }) => call?.transfer?.kind === 'consulting');
  // Whom it would end then, the card of the transfer says.
  const hangsUp = useAvailable('hang-up') && !asks;
  const hasLimit = useAvailable('more-time');
  if (signalling === 'alerting') {
    return (
      <>
        <ActionButton action="reject" icon={HangUpIcon} tone="danger-line" testId="reject">
          {t('call.reject')}
        </ActionButton>
        <ActionButton action="answer" icon={PhoneIncoming} tone="answer" testId="answer">
          {t('call.answer')}
        </ActionButton>
      </>
    );
  }
  if (stage === 'wrap-up') {
    return (
      <>
        {hasLimit && (
          <ActionButton action="more-time" testId="more-time">
            {t('wrap-up.more-time')}
          </ActionButton>
        )}
        <ActionButton action="next" tone="primary" testId="next">
          {t('call.save-and-next')}
        </ActionButton>
      </>
    );
  }
  if (stage === 'preview') {
    return (
      <>
        <ActionButton action="close-preview" icon={X} testId="close-preview">
          {t('call.back-to-list')}
        </ActionButton>
        {skips && (
          <ActionButton action="next" testId="next">
            {t('call.skip')}
          </ActionButton>
        )}
        {dials && (
          <ActionButton action="dial" icon={Phone} tone="primary" testId="dial">
            {t('call.dial')}
          </ActionButton>
        )}
      </>
    );
  }
  return (
    <>
      {signalling === 'established' && <TalkButtons />}
      {hangsUp && (
        <ActionButton action="hang-up" icon={HangUpIcon} tone="danger" testId="hang-up">
          {t('call.end')}
        </ActionButton>
      )}
      {stage === null && <ReadyToggle />}
    </>
  );
}

function TalkButtons() {
  const { t } = useWords();
  const muted = useSnapshot(({ call }) => call?.muted ?? false);
  const held = useDesk(isHeldHere);
  const passesOn = useAvailable('transfer');
  const mayHold = useAvailable('hold');
  const asks = useSnapshot(({ call }) => call?.transfer?.kind === 'consulting');
  return (
    <>
      <ActionButton
        action="mute"
        icon={muted ? MicOff : Mic}
        tone={muted ? 'muted-on' : 'plain'}
        aria-pressed={muted}
        testId="mute"
      >
        {muted ? t('call.muted') : t('call.mute')}
      </ActionButton>
      {mayHold && !asks && (
        <ActionButton
          action="hold"
          icon={held ? Play : HoldIcon}
          tone={held ? 'hold-on' : 'plain'}
          testId="hold"
        >
          {held ? t('call.resume') : t('call.hold')}
        </ActionButton>
      )}
      {passesOn && (
        <ActionButton action="transfer" icon={PhoneForwarded} testId="transfer">
          {t('transfer.button')}
        </ActionButton>
      )}
      <KeypadButton icon={Grip} />
    </>
  );
}
