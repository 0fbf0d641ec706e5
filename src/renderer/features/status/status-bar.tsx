import { Keyboard } from 'lucide-react';
import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { CenterState } from './center-state.tsx';
import { DoNotCallAge } from './do-not-call-age.tsx';
import { HeadsetState } from './headset-state.tsx';
import { LineState } from './line-state.tsx';
import { WaitingToSend } from './receipts.tsx';
import './status.css';

/** Plain facts about the line, the center and what waits. */
export function StatusBar(props: {
  readonly settings: React.ReactNode;
  /** How the call sounds, beside the line it is on. */
  readonly voice: React.ReactNode;
  /** What is wrong with it, in a line of its own. */
  readonly warning: React.ReactNode;
}) {
  const { settings, voice, warning } = props;
  const { t } = useWords();
  const practice = useSnapshot(
    ({ session }) => session.state === 'signed-in' && session.center.practice,
  );
  return (
    <footer className="status">
      {warning}
      <LineState />
      {voice}
      <HeadsetState />
      {practice && <span className="chip chip-practice">{t('practice.title')}</span>}
      <span className="status-gap" />
      <CenterState />
      <WaitingToSend />
      <DoNotCallAge />
      <span className="status-tools">
        <Button
          className="status-button"
          aria-label={t('keys.title')}
          data-testid="key-sheet"
          onPress={() => perform('key-sheet')}
        >
          <Keyboard aria-hidden="true" />
        </Button>
        {settings}
      </span>
    </footer>
  );
}
