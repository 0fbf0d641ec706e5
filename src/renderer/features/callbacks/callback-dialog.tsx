import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { scriptNode, settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { useCustomer } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';
import { CallbackForm } from './callback-form.tsx';
import './callbacks.css';

/** When to call again: opened from the script, the summary or the record. */
export function CallbackDialog() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'callback');
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => setOverlay(open ? 'callback' : 'none')}
    >
      <Modal className="sheet callback-sheet">
        <Dialog className="sheet-dialog">
          <header className="sheet-head">
            <Heading slot="title" className="sheet-title">
              {t('callback.title')}
            </Heading>
            <Button slot="close" className="sheet-close" aria-label={t('callback.close')}>
              <X aria-hidden="true" />
            </Button>
          </header>
          <DialogBody />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function DialogBody() {
  const work = useSnapshot((snapshot) => snapshot.work);
  const node = useSnapshot(scriptNode);
  const customer = useCustomer(settledCustomerId(work));
  // While the record is read nothing is known of the zone: a moment, and never a guess.
  if (!work || work.number === null || customer === undefined) return null;
  const promised = work.promised;
  const mine = node?.kind === 'callback' ? node.owner === 'mine' : true;
  return (
    <CallbackForm
      key={work.workId}
      name={customer?.name.full || phoneNumber(work.number)}
      knownZone={customer?.timeZone ?? null}
      before={promised ?? { dueAt: null, timeZone: null, wish: '', mine }}
      command={(terms) => ({ kind: 'promise-callback', workId: work.workId, ...terms })}
      onDone={() => setOverlay('none')}
    />
  );
}
