import { Check } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { StateMark } from '../../design/state-badge.tsx';
import { useWords } from '../../messages/use-words.ts';

/** The center, calmly: when it is away, the calls go on and what was written waits safely. */
export function CenterState() {
  const { t, format } = useWords();
  const center = useSnapshot((snapshot) => snapshot.center);
  const waiting = useSnapshot(({ outbox }) => outbox.waiting);
  const talking = useSnapshot(({ call }) => call !== null && call.signalling === 'established');
  if (center.state === 'reachable') {
    return (
      <span className="status-item" data-testid="center-state" data-state={center.state}>
        {t('status.center')}
        <strong className="status-good">
          <Check aria-hidden="true" />
          <span className="only-spoken">{t('status.center-reachable')}</span>
        </strong>
      </span>
    );
  }
  const since = center.since === null ? '' : format.clock(center.since);
  const state =
    center.state === 'refused'
      ? t(refusals[center.reason ?? 'malformed'])
      : center.state === 'connecting'
        ? t('status.center-connecting')
        : since === ''
          ? t('status.center-offline')
          : t('status.center-offline-since', { time: since });
  return (
    <span
      className="status-item status-away"
      role="status"
      data-testid="center-state"
      data-state={center.state}
    >
      <StateMark shape="half" />
      <strong>
        {state} {talking && t('status.calls-go-on')}{' '}
        {waiting > 0 && t('status.waits-safely', { count: waiting })}
      </strong>
    </span>
  );
}

const refusals = {
  protocol: 'status.refused-protocol',
  token: 'status.refused-token',
  malformed: 'status.refused-malformed',
  moved: 'status.refused-moved',
  'other-center': 'status.refused-other-center',
} as const;
