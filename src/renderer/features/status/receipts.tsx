import { Check, CircleX } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Popover } from '../../design/popover.tsx';
import { rejectionWords } from '../../messages/rejection-words.ts';
import { useWords } from '../../messages/use-words.ts';

/** The count of what waits, and what the center has answered. */
export function WaitingToSend() {
  const { t, format } = useWords();
  const waiting = useSnapshot(({ outbox }) => outbox.waiting);
  const rejected = useSnapshot(({ outbox }) => outbox.rejected);
  const isOpen = useDesk((state) => state.overlay === 'receipts');
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={anchor}
        className={waiting > 0 ? 'status-button status-away' : 'status-button'}
        data-testid="receipts"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => perform('receipts')}
      >
        {t('status.waiting')} <strong data-testid="waiting">{format.count(waiting)}</strong>
        {rejected > 0 && (
          <strong className="status-bad">{t('status.rejected', { count: rejected })}</strong>
        )}
      </Button>
      <Popover
        anchor={anchor}
        label={t('receipts.title')}
        className="receipts"
        placement="top end"
        isOpen={isOpen}
        onClose={() => setOverlay('none')}
      >
        <h2 className="popover-title">{t('receipts.title')}</h2>
        {waiting > 0 && (
          <p className="receipts-waiting">{t('receipts.waiting', { count: waiting })}</p>
        )}
        <ReceiptList />
      </Popover>
    </>
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
              <Whose customerId={receipt.customerId} />
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
                  {t('receipts.rejected')} <Reason code={receipt.reason} />
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Whose entry it is, as far as the records on this computer know. */
function Whose({ customerId }: { readonly customerId: string | null }) {
  const name = useCustomer(customerId)?.name.full ?? '';
  if (name === '') return null;
  return (
    <span className="receipt-person">
      {' · '}
      <bdi>{name}</bdi>
    </span>
  );
}

/** Why the center refused; a code nobody has words for is shown as it came. */
function Reason({ code }: { readonly code: string }) {
  const { t } = useWords();
  const words = rejectionWords(code);
  return <bdi>{words ? t(words) : code}</bdi>;
}

const kinds = {
  summary: 'receipts.summary',
  'dnc-entry': 'receipts.dnc-entry',
  'dnc-withdrawal': 'receipts.dnc-withdrawal',
  'call-log': 'receipts.call-log',
  callback: 'receipts.callback',
  'callback-change': 'receipts.callback-change',
  'customer-created': 'receipts.customer-created',
  'customer-changed': 'receipts.customer-changed',
  'number-attached': 'receipts.number-attached',
  'promise-made': 'receipts.promise-made',
  'promise-settled': 'receipts.promise-settled',
} as const;
