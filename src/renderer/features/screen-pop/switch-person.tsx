import { Users } from 'lucide-react';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { ask } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/** Back to the choice, when it turns out to be somebody else on the same number. */
export function SwitchPerson({ work }: { readonly work: WorkView }) {
  const { t } = useWords();
  if (work.person.match !== 'customer') return null;
  return (
    <Button
      size="small"
      icon={Users}
      testId="person-switch"
      onPress={() => ask({ kind: 'choose-person', workId: work.workId, customerId: null })}
    >
      {t('person.others', { count: work.person.others.length })}
    </Button>
  );
}
