import { perform } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/** Looks at what was recorded of the call in front, to send it. */
export function ReportCall() {
  const { t } = useWords();
  const canReport = useSnapshot(
    ({ call, blackBox }) => call !== null && blackBox.callIds.includes(call.callId),
  );
  if (!canReport) return null;
  return (
    <Button size="small" testId="report-call" onPress={() => perform('black-box')}>
      {t('black-box.report')}
    </Button>
  );
}
