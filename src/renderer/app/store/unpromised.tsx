import { TriangleAlert } from 'lucide-react';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useWords } from '../../messages/use-words.ts';

/** After the first Next: a callback is typed and not promised. To stand in a live region. */
export function Unpromised({ work }: { readonly work: WorkView | null }) {
  const { t } = useWords();
  if (!work?.unpromisedTold) return null;
  return (
    <p className="missing" data-testid="unpromised" dir="auto">
      <TriangleAlert aria-hidden="true" />
      <span>{t('wrap-up.unpromised')}</span>
    </p>
  );
}
