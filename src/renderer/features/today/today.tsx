import { useWords } from '../../messages/use-words.ts';
import { CallbacksRow } from './callbacks-row.tsx';
import { CampaignChooser } from './campaign-chooser.tsx';
import { DayFigures } from './day-figures.tsx';
import { DialBox } from './dial-box.tsx';
import { MyCallsRow } from './my-calls-row.tsx';
import { OutcomeBars } from './outcome-bars.tsx';
import { PreviewCount } from './preview-count.tsx';
import { ReminderCards } from './reminder-cards.tsx';
import { UndoCard } from './undo-card.tsx';
import { UnfinishedEdits } from './unfinished-edits.tsx';
import './today.css';

/** The day at one glance: the list, calls owed, a number to dial, the last undo, what was done. */
export function Today() {
  const { t } = useWords();
  return (
    <div className="today">
      <CampaignChooser />
      <PreviewCount />
      <CallbacksRow />
      <MyCallsRow />
      <ReminderCards />
      <DialBox />
      <UndoCard />
      <UnfinishedEdits />
      <h2 className="group-label today-label">{t('today.title')}</h2>
      <DayFigures />
      <OutcomeBars />
    </div>
  );
}
