import type { PastCall } from '../../../contract/ipc/desk-api.ts';
import { runningTime } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/** How a call sounded: the estimate, and what stood longest in its way. */
export function CallVoice({ quality }: { readonly quality: NonNullable<PastCall['quality']> }) {
  const { t, format } = useWords();
  const longest = quality.warnings.toSorted((one, other) => other.seconds - one.seconds)[0];
  return (
    <p className="past-call-voice">
      {t('voice.of-call', { score: format.score(quality.estimate) })}
      {longest && (
        <>
          {' · '}
          <span className="past-call-trouble">
            {t('voice.for-time', {
              what: t(`voice.brief.${longest.cause}`),
              time: runningTime(longest.seconds),
            })}
          </span>
        </>
      )}
    </p>
  );
}
