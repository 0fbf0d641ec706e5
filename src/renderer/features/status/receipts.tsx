import { Check, CircleX } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The count of what waits, and what the center has answered. */
export function WaitingToSend() {
  const { t, format } = useWords();
  const waiting = useSnapshot(({ outbox }) => outbox.waiting);
  const rejected = useSnapshot(({ outbox }) => outbox.rejected);
  const isOpen = useDesk((state) => state.overlay === 'receipts');
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={(open) => setOverlay(open ? 'receipts' : 'none')}>
      <Button
        className={waiting > 0 ? 'status-button status-away' : 'status-button'}
        data-testid="receipts"
      >
        {t('status.waiting')} <strong data-testid="waiting">{format.count(waiting)}</strong>
        {rejected > 0 && (
          <strong className="status-bad">{t('status.rejected', { count: rejected })}</strong>
        )}
      </Button>
      <Popover className="popover" placement="top end" isNonModal>
        <Dialog className="popover-dialog receipts" aria-label={t('receipts.title')}>
          <h2 className="popover-title">{t('receipts.title')}</h2>
          <p className="receipts-waiting">{t('receipts.waiting', { count: waiting })}</p>
          <ReceiptList />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Newest first, each with the center's own reference. */
export function ReceiptList() {
  const { t, format } = useWords();
  const receipts = useSnapshot(({ outbox }) => outbox.receipts);
  if (receipts.length === 0) return <p className="receipts-none">{t('receipts.none')}</p>;
  return (
    <ul className="receipts-list">
      {receipts.map((receipt) => (
        <li key={receipt.key} className="receipt" data-testid={`receipt-${receipt.key}`}>
          {receipt.outcome === 'stored' ? (
            <Check aria-hidden="true" className="status-good" />
          ) : (
            <CircleX aria-hidden="true" className="status-bad" />
          )}
          <div>
            <p className="receipt-title">
              {t(kinds[receipt.kind])}
              <span className="receipt-time">{format.clock(receipt.at)}</span>
            </p>
            <p className="receipt-facts">
              {receipt.outcome === 'stored' ? (
                <>
                  {t('receipts.stored')}{' '}
                  <bdi className="receipt-reference">{receipt.reference}</bdi>
                </>
              ) : (
                <>
                  {t('receipts.rejected')} <bdi>{receipt.reason}</bdi>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

const kinds = {
  summary: 'receipts.summary',
  'dnc-entry': 'receipts.dnc-entry',
  'dnc-withdrawal': 'receipts.dnc-withdrawal',
  'call-log': 'receipts.call-log',
} as const;
