import { reasonLabel } from '../../app/store/agent.ts';
import { useRunningSeconds } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { durationWords } from '../../messages/duration-words.ts';
import { useWords } from '../../messages/use-words.ts';
import { stateTimes } from './state-times.ts';

/** What the journal of this computer counts since midnight. */
export function DayFigures() {
  const { t, format } = useWords();
  const today = useSnapshot((snapshot) => snapshot.today);
  const agent = useSnapshot((snapshot) => snapshot.agent);
  const runningMs = useRunningSeconds(agent.forMs) * 1_000;
  const rows = [
    { id: 'talk', label: t('today.talk'), value: durationWords(t, today.talkMs) },
    { id: 'wrap-up', label: t('today.wrap-up'), value: durationWords(t, today.wrapUpMs) },
    ...stateTimes(today.states, agent, runningMs).map(({ state, reasonId, ms }) => ({
      id: reasonId === null ? state : `${state}-${reasonId}`,
      label: reasonLabel(agent, reasonId) ?? t(`state.${state}`),
      value: durationWords(t, ms),
    })),
    { id: 'do-not-call', label: t('today.do-not-call'), value: format.count(today.doNotCall) },
  ];
  return (
    <dl className="today-figures">
      {rows.map((row) => (
        <div key={row.id} className="today-row">
          <dt>{row.label}</dt>
          <dd data-testid={`today-${row.id}`}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
