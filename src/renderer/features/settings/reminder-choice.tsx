import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { SegmentChooser } from '../../design/segment-chooser.tsx';
import { useWords } from '../../messages/use-words.ts';

const offered = [0, 5, 10, 15, 30];

/** How long before its time a callback is told. */
export function ReminderChoice() {
  const { t } = useWords();
  const minutes = useSnapshot(({ app }) => app.remindBeforeMinutes);
  return (
    <SegmentChooser
      label={t('settings.remind-before')}
      choices={offered.map((one) => ({
        id: String(one),
        name: one === 0 ? t('settings.remind-at-time') : t('today.minutes', { minutes: one }),
      }))}
      chosen={String(minutes)}
      testId="remind-before"
      onChoose={(one) => ask({ kind: 'set-remind-before', minutes: Number(one) })}
    />
  );
}
