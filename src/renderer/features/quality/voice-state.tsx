import { AudioLines, TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Popover } from '../../design/popover.tsx';
import { useWords } from '../../messages/use-words.ts';
import { VoicePlot } from './voice-plot.tsx';
import './voice.css';

/** How the call in front sounds, in one number; behind it the last two minutes. */
export function VoiceState({ children }: { readonly children?: React.ReactNode }) {
  const { t, format } = useWords();
  const quality = useSnapshot(({ call }) => call?.quality ?? null);
  const isOpen = useDesk((state) => state.overlay === 'voice');
  const anchor = useRef<HTMLButtonElement>(null);
  if (quality === null || quality.estimate === null) return null;
  const isBad = quality.warnings.length > 0;
  return (
    <>
      <Button
        ref={anchor}
        className="status-button"
        data-testid="voice-state"
        data-state={isBad ? 'warned' : 'good'}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => perform('voice')}
      >
        {t('voice.status')}{' '}
        <strong className={isBad ? 'status-away' : 'status-good'}>
          {isBad ? <TriangleAlert aria-hidden="true" /> : <AudioLines aria-hidden="true" />}
          {format.score(quality.estimate)}
          <span className="only-spoken">{t('voice.estimated')}</span>
        </strong>
      </Button>
      <Popover
        anchor={anchor}
        label={t('voice.title')}
        className="voice"
        placement="top end"
        isOpen={isOpen}
        onClose={() => setOverlay('none')}
      >
        <h2 className="popover-title">{t('voice.title')}</h2>
        <VoicePlot />
        {children}
      </Popover>
    </>
  );
}
