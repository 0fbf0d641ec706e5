import { ListChecks } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** An empty list says what it is for and what happens meanwhile. */
export function EmptyList() {
  const { t } = useWords();
  const hasCampaign = useSnapshot(({ campaignId }) => campaignId !== null);
  return (
    <div className="list-empty">
      <ListChecks aria-hidden="true" />
      <p className="list-empty-title">{hasCampaign ? t('list.empty') : t('list.no-campaign')}</p>
      <p>{t('list.empty-hint')}</p>
    </div>
  );
}
