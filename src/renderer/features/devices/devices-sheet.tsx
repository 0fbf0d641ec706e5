import { setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { HeadsetCheck } from './headset-check.tsx';
import { HotkeyList } from './hotkey-list.tsx';
import './devices.css';

/** Before the shift: does the headset's every button arrive, and which keys work everywhere. */
export function DevicesSheet() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'devices');
  return (
    <Sheet
      className="devices"
      title={t('devices.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'devices' : 'none')}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="devices-body" tabIndex={0}>
        <HeadsetCheck />
        <HotkeyList />
      </div>
    </Sheet>
  );
}
