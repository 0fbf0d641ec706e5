import { ActionButton } from '../../app/store/action-button.tsx';
import { useAvailable } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

export function ReadyToggle() {
  const { t } = useWords();
  const available = useAvailable('ready');
  const ready = useSnapshot(({ agent }) => agent.state === 'ready');
  if (!available) return null;
  return (
    <ActionButton action="ready" tone={ready ? 'plain' : 'primary'} testId="ready-toggle">
      {ready ? t('ready.stop') : t('ready.start')}
    </ActionButton>
  );
}
