import type { PlacedTime } from '../../../domain/callback/local-time.ts';
import { useCallbackTime } from '../../app/store/callback-time.ts';
import { useWords } from '../../messages/use-words.ts';

/** What was typed, as both clocks show it, and what is special about that night. */
export function PlacedNote(props: {
  readonly placed: PlacedTime | null;
  readonly zone: string;
  readonly isOver: boolean;
}) {
  const { placed, zone, isOver } = props;
  const words = useWords();
  const { t } = words;
  const timeOf = useCallbackTime(words);
  const time = placed?.ok ? timeOf(new Date(placed.instantMs).toISOString(), zone) : null;
  return (
    <p className={isOver ? 'callback-placed callback-late' : 'callback-placed'} role="status">
      {time && (
        <span data-testid="callback-both">
          {time.here === null
            ? t('callback.same-clock', { there: time.there })
            : t('callback.both-clocks', { there: time.there, here: time.here })}
        </span>
      )}
      {placed?.ok && placed.rule === 'gap' && <span> {t('callback.gap')}</span>}
      {placed?.ok && placed.rule === 'overlap' && <span> {t('callback.overlap')}</span>}
      {isOver && <span> {t('callback.over')}</span>}
    </p>
  );
}
