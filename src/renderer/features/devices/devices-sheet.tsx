import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { HeadsetCheck } from './headset-check.tsx';
import { HotkeyList } from './hotkey-list.tsx';
import './devices.css';

/** Before the shift: does the headset's every button arrive, and which keys work everywhere. */
export function DevicesSheet() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'devices');
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => setOverlay(open ? 'devices' : 'none')}
    >
      <Modal className="sheet devices">
        <Dialog className="sheet-dialog">
          <header className="devices-head">
            <Heading slot="title" className="devices-title">
              {t('devices.title')}
            </Heading>
            <Button slot="close" className="devices-close" aria-label={t('keys.close')}>
              <X aria-hidden="true" />
            </Button>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <div className="devices-body" tabIndex={0}>
            <HeadsetCheck />
            <HotkeyList />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
