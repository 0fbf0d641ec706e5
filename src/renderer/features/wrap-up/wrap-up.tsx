import { useSnapshot } from '../../app/store/desk-store.ts';
import { Promised } from '../../app/store/promised.tsx';
import { workCampaign } from '../../app/store/work.ts';
import { useWords } from '../../messages/use-words.ts';
import { CallbackEnd } from './callback-end.tsx';
import { MissingFields } from './missing-fields.tsx';
import { Note } from './note.tsx';
import { Outcomes } from './outcomes.tsx';
import { SavedState } from './saved-state.tsx';
import { WrapUpFieldInput } from './wrap-up-field.tsx';
import { WrapUpExtensions, WrapUpTime } from './wrap-up-time.tsx';
import './wrap-up.css';

/** The record of the conversation. It fills during the call; nothing in it moves at hang-up. */
export function WrapUp() {
  const { t } = useWords();
  const work = useSnapshot((snapshot) => snapshot.work);
  const campaign = useSnapshot(workCampaign);
  if (!work) return null;
  return (
    <div className="wrap-up">
      <h2 className="group-label wrap-up-head">
        {work.stage === 'wrap-up' ? t('wrap-up.title-after') : t('wrap-up.title')}
        {work.stage === 'wrap-up' && <WrapUpExtensions />}
      </h2>
      {work.stage === 'wrap-up' && <WrapUpTime />}
      <Outcomes work={work} campaign={campaign} />
      <CallbackEnd work={work} />
      <Promised work={work} />
      {campaign?.wrapUpFields.map((field) => (
        <WrapUpFieldInput key={`${work.workId}/${field.id}`} work={work} field={field} />
      ))}
      <Note key={work.workId} work={work} />
      <MissingFields />
      <SavedState />
    </div>
  );
}
