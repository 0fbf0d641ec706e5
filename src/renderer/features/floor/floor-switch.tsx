import { Headset, LayoutList } from 'lucide-react';
import { perform } from '../../app/store/actions.ts';
import { mayRunFloor, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/** The way between one's own desk and the floor; absent for agents. */
export function FloorSwitch() {
  const { t } = useWords();
  const allowed = useSnapshot(mayRunFloor);
  const onFloor = useDesk((state) => state.view === 'floor');
  const keyPrint = useKeyPrint('floor');
  if (!allowed) return null;
  return (
    <Button
      icon={onFloor ? Headset : LayoutList}
      size="small"
      keyPrint={keyPrint}
      testId="floor-switch"
      onPress={() => perform('floor')}
    >
      {onFloor ? t('floor.to-desk') : t('floor.to-floor')}
    </Button>
  );
}
