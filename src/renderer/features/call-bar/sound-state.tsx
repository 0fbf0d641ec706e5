import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/**
 * A lost sound is told at once and calmly, in the line of facts; that it is back can be heard. The
 * place is always there, or a screen reader would not hear of what comes into it.
 */
export function SoundState() {
  const { t } = useWords();
  const sound = useSnapshot(({ call }) => (call?.signalling === 'established' ? call.sound : null));
  const isGone = sound !== null && sound !== 'whole';
  return (
    <>
      <span className="call-sound" role="status" data-testid="sound-state">
        {isGone && t(`call.sound-${sound}`)}
      </span>
      {isGone && ' · '}
    </>
  );
}
