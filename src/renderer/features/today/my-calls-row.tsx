import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The day's calls; opens what came before them too. */
export function MyCallsRow() {
  const { t, format } = useWords();
  const calls = useSnapshot(({ today }) => today.calls);
  return (
    <Button
      className="today-row today-button"
      data-testid="my-calls"
      aria-haspopup="dialog"
      onPress={() => perform('my-calls')}
    >
      <span>{t('today.calls')}</span>
      <strong data-testid="today-calls">{format.count(calls)}</strong>
    </Button>
  );
}
