import { useWords } from '../../messages/use-words.ts';
import { CampaignChooser } from './campaign-chooser.tsx';
import { DayFigures } from './day-figures.tsx';
import { DialBox } from './dial-box.tsx';
import { PreviewCount } from './preview-count.tsx';
import { UndoCard } from './undo-card.tsx';
import { UnfinishedEdits } from './unfinished-edits.tsx';
import './today.css';

/** The day at one glance: the list, what was done, a number to dial, and the last mark's undo. */
export function Today() {
  const { t } = useWords();
  return (
    <div className="today">
      <CampaignChooser />
      <PreviewCount />
      <h2 className="group-label today-label">{t('today.title')}</h2>
      <DayFigures />
      <DialBox />
      <UndoCard />
      <UnfinishedEdits />
    </div>
  );
}
