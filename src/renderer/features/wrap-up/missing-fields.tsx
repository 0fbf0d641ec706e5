import { TriangleAlert } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { Unpromised } from '../../app/store/unpromised.tsx';
import { workCampaign } from '../../app/store/work.ts';
import { useWords } from '../../messages/use-words.ts';

/** After the first Next: what is missing. The second Next goes on without it. */
export function MissingFields() {
  const { t } = useWords();
  const work = useSnapshot((snapshot) => snapshot.work);
  const ids = work?.missingFieldIds ?? [];
  const campaign = useSnapshot(workCampaign);
  const labels = campaign?.wrapUpFields
    .filter((field) => ids.includes(field.id))
    .map((field) => field.label);
  return (
    <div role="status">
      {labels !== undefined && labels.length > 0 && (
        <p className="missing" data-testid="missing-fields" dir="auto">
          <TriangleAlert aria-hidden="true" />
          <span>{t('wrap-up.missing', { count: labels.length, fields: labels.join(', ') })}</span>
        </p>
      )}
      <Unpromised work={work} />
    </div>
  );
}
