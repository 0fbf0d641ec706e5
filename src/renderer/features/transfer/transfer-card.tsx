import type { TransferView } from '../../../contract/ipc/transfer-view.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useAvailable } from '../../app/store/actions.ts';
import { useRunningSeconds } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { phoneNumber, runningTime } from '../../design/format.ts';
import { StateMark } from '../../design/state-badge.tsx';
import { useWords } from '../../messages/use-words.ts';
import { endWords } from './end-words.ts';
import { transferState } from './transfer-state.ts';
import './transfer.css';

/** Where the customer is on the way to, in the reserved corner; nothing in it takes the focus. */
export function TransferCard() {
  const view = useSnapshot(({ call }) =>
    call?.signalling === 'established' ? call.transfer : null,
  );
  return view && <Card view={view} />;
}

function Card({ view }: { readonly view: TransferView }) {
  const { t } = useWords();
  const { kind, tone, shape, sinceMs } = transferState(view);
  const seconds = useRunningSeconds(sinceMs ?? 0);
  const completes = useAvailable('complete-transfer');
  const swaps = useAvailable('swap');
  const joins = useAvailable('join');
  const cancels = useAvailable('cancel-transfer');
  const to = view.to.startsWith('+') ? phoneNumber(view.to) : view.to;
  const why = view.failure === null ? null : endWords(view.failure);
  return (
    <section
      className={`transfer state-${tone}`}
      aria-label={t('transfer.card')}
      data-testid="transfer-card"
      data-state={kind}
    >
      <p className="transfer-state">
        <StateMark shape={shape} />
        <span role="status">{t(`transfer.${kind}`)}</span>
        {sinceMs !== null && <span className="transfer-time">{runningTime(seconds)}</span>}
      </p>
      <p className="transfer-to" data-testid="transfer-to">
        <bdi>{to}</bdi>
      </p>
      {why !== null && (
        <p className="transfer-why" role="status" data-testid="transfer-why">
          {t('transfer.why', { why: t(why) })}
        </p>
      )}
      {completes && (
        <ActionButton
          action="complete-transfer"
          size="small"
          tone="primary"
          testId="complete-transfer"
        >
          {t('transfer.complete')}
        </ActionButton>
      )}
      {joins && (
        <ActionButton action="join" size="small" testId="join">
          {view.joined ? t('transfer.part') : t('transfer.join')}
        </ActionButton>
      )}
      {swaps && (
        <ActionButton action="swap" size="small" testId="swap-colleague">
          {view.colleague?.front ? t('transfer.to-customer') : t('transfer.to-colleague')}
        </ActionButton>
      )}
      {cancels && (
        <ActionButton action="cancel-transfer" size="small" testId="cancel-transfer">
          {view.kind === 'failed' ? t('transfer.seen') : t('transfer.cancel')}
        </ActionButton>
      )}
    </section>
  );
}
