import { useSnapshot } from '../../app/store/desk-store.ts';
import { useLeads } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';

/** How many of the list have not been called. */
export function PreviewCount() {
  const { t, format } = useWords();
  const campaignId = useSnapshot((snapshot) => snapshot.campaignId);
  const leads = useLeads(campaignId);
  if (campaignId === null) return null;
  const left = leads?.filter(({ lead }) => lead.status === 'new').length;
  return (
    <p className="today-row today-current">
      <span>{t('today.preview-list')}</span>
      <strong data-testid="preview-count">{left === undefined ? '' : format.count(left)}</strong>
    </p>
  );
}
