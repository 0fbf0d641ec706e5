import { TriangleAlert } from 'lucide-react';
import type { DeskError } from '../../../contract/ipc/desk-api.ts';
import { useWords } from '../../messages/use-words.ts';

/** Why what was pressed was not done, beside it: on a sheet the notices lie behind the veil. */
export function Refused({ error }: { readonly error: DeskError | null }) {
  const { t } = useWords();
  const words = error && refusalWords(error);
  return (
    <div role="alert">
      {words && (
        <p className="missing" data-testid="refused" dir="auto">
          <TriangleAlert aria-hidden="true" />
          <span>
            {t(words.title)}. {t(words.text)}
          </span>
        </p>
      )}
    </div>
  );
}

function refusalWords(error: DeskError) {
  if (error.kind === 'not-saved') {
    // The disk may refuse for more than being full; only then is there something to free.
    return error.reason === 'disk-full'
      ? ({ title: 'notice.disk-full', text: 'refusal.disk-full-text' } as const)
      : ({ title: 'notice.disk-failed', text: 'refusal.disk-failed-text' } as const);
  }
  return error.kind === 'not-now'
    ? ({ title: 'refusal.not-now', text: 'refusal.not-now-text' } as const)
    : ({ title: 'refusal.failed', text: 'refusal.failed-text' } as const);
}
