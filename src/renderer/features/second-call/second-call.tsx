import type { OtherView } from '../../../contract/ipc/desk-snapshot.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useAvailable } from '../../app/store/actions.ts';
import { useRunningSeconds } from '../../app/store/clock.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { settledCustomerId } from '../../app/store/work.ts';
import { runningTime } from '../../design/format.ts';
import { StateMark } from '../../design/state-badge.tsx';
import { useLead } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';
import { useSecondName } from './second-name.ts';
import { secondState } from './second-state.ts';
import './second-call.css';

/** The reserved corner: it takes its room from nobody, and nothing in it takes the focus. */
export function SecondCall() {
  const other = useSnapshot((snapshot) => snapshot.other);
  return other && <SecondCard other={other} />;
}

function SecondCard({ other }: { readonly other: OtherView }) {
  const { t } = useWords();
  const { work, call } = other;
  const front = useSnapshot((snapshot) => snapshot.work);
  const frontCall = useSnapshot((snapshot) => snapshot.call);
  const { name, beside } = useSecondName(other);
  const frontCustomer = useCustomer(settledCustomerId(front));
  const lead = useLead(work.leadId);
  const swaps = useAvailable('swap');
  const { kind, tone, shape, sinceMs } = secondState(other);
  const seconds = useRunningSeconds(sinceMs ?? 0);

  const why = lead?.why || call?.reason || '';
  const facts = [
    call?.queue && why === '' ? t('person.queue', { queue: call.queue }) : why,
    beside,
  ].filter((fact) => fact !== '' && fact !== name);
  const talks = frontCall?.signalling === 'established';
  const frontName = frontCustomer?.name.given || frontCustomer?.name.full || '';

  return (
    <section
      className={`second state-${tone}`}
      aria-label={t('second.title')}
      data-testid="second-call"
      data-state={kind}
    >
      <p className="second-state">
        <StateMark shape={shape} />
        <span role="status">{t(`second.${kind}`)}</span>
        {sinceMs !== null && <span className="second-time">{runningTime(seconds)}</span>}
      </p>
      <p className="second-name" data-testid="second-name">
        <bdi>{name}</bdi>
      </p>
      {facts.map((fact) => (
        <p key={fact} className="second-fact" dir="auto">
          {fact}
        </p>
      ))}
      {kind === 'ringing' ? (
        <>
          <ActionButton action="answer" size="small" testId="answer-second">
            {talks && frontName !== ''
              ? t('second.answer-hold', { name: frontName })
              : t('call.answer')}
          </ActionButton>
          <ActionButton action="reject" size="small" testId="reject-second">
            {t('call.reject')}
          </ActionButton>
        </>
      ) : (
        swaps && (
          <ActionButton action="swap" size="small" testId="swap">
            {work.stage === 'call' ? t('second.switch') : t('second.go-to-wrap-up')}
          </ActionButton>
        )
      )}
      {kind === 'wrap-up' && !swaps && <p className="second-fact">{t('second.waits')}</p>}
    </section>
  );
}
