import { TriangleAlert } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { warningWords } from './voice-words.ts';
import './voice.css';

/** The most urgent trouble with the sound and what helps, in one quiet line above the status. */
export function VoiceWarning() {
  const { t } = useWords();
  const cause = useSnapshot(({ call }) => call?.quality?.warnings[0] ?? null);
  return (
    <div role="status" className="voice-warning-place">
      {cause !== null && (
        <p className="voice-warning" data-testid="voice-warning" data-cause={cause}>
          <TriangleAlert aria-hidden="true" />
          {t(warningWords[cause])}
        </p>
      )}
    </div>
  );
}
