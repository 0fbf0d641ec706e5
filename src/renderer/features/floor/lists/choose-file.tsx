import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components';
import { useSnapshot } from '../../../app/store/desk-store.ts';
import { Button } from '../../../design/button.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { Choice } from '../choice.tsx';
import { beginImport } from './import-store.ts';

/** Which campaign, and the file: chosen, or dropped here. */
export function ChooseFile() {
  const { t } = useWords();
  const campaigns = useSnapshot((snapshot) => snapshot.campaigns);
  const outbound = campaigns.filter(({ direction }) => direction === 'outbound');
  const [chosen, choose] = useState('');
  const campaignId = outbound.some(({ id }) => id === chosen) ? chosen : (outbound[0]?.id ?? '');
  const take = (file: File | undefined) => {
    if (file && campaignId !== '') void beginImport(file, campaignId);
  };
  if (outbound.length === 0) return <p className="floor-hint">{t('import.no-campaign')}</p>;
  return (
    <section className="import-choose" aria-labelledby="import-choose">
      <h2 className="floor-heading" id="import-choose">
        {t('import.title')}
      </h2>
      <Choice
        label={t('import.campaign')}
        options={outbound.map(({ id, name }) => ({ id, text: name }))}
        value={campaignId}
        onChange={choose}
        testId="import-campaign"
      />
      <DropZone
        className="import-drop"
        aria-label={t('import.drop')}
        onDrop={({ items }) => {
          const dropped = items.find(isFileDropItem);
          if (dropped) void dropped.getFile().then(take);
        }}
      >
        <FileUp aria-hidden="true" className="import-drop-icon" />
        <Text slot="label">{t('import.drop')}</Text>
        <FileTrigger
          acceptedFileTypes={['.csv', '.txt', '.tsv', '.xlsx', '.vcf', 'text/csv', 'text/vcard']}
          onSelect={(files) => take(files?.[0])}
        >
          <Button tone="primary" testId="import-file">
            {t('import.choose-file')}
          </Button>
        </FileTrigger>
      </DropZone>
      <p className="floor-hint">{t('import.formats')}</p>
    </section>
  );
}
