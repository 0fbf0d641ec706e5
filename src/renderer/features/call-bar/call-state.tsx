import { comesReason, isBusy, reasonLabel } from '../../app/store/agent.ts';
import { useRunningSeconds } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { runningTime } from '../../design/format.ts';
import { StateBadge } from '../../design/state-badge.tsx';
import { standingWords } from '../../messages/standing-words.ts';
import { useWords } from '../../messages/use-words.ts';
import { type DeskStateKind, shownState } from './desk-state.ts';

const words = {
  ringing: 'state.ringing',
  calling: 'state.calling',
  answering: 'state.answering',
  'on-call': 'state.on-call',
  muted: 'state.muted',
  held: 'state.held',
  'held-there': 'state.held-there',
  ending: 'state.ending',
  'wrap-up': 'state.wrap-up',
  overrun: 'state.wrap-up',
  ready: 'state.ready',
  'not-ready': 'state.not-ready',
  'no-line': 'state.no-line',
  moved: 'state.moved',
} as const satisfies Record<DeskStateKind, string>;

/** What the agent has chosen to come after this conversation. */
function Then() {
  const { t } = useWords();
  const then = useSnapshot((snapshot) => (isBusy(snapshot) ? snapshot.agent.next : null));
  const reason = useSnapshot(comesReason);
  if (!then) return null;
  return (
    <span className="chip call-then" role="status" data-testid="then" dir="auto">
      {t('agent.then', { what: standingWords(t, then, reason) })}
    </span>
  );
}

/** The agent's state: color, word, shape and clock. Spoken when it changes, the clock is not. */
export function CallState() {
  const { t } = useWords();
  const kind = useSnapshot((snapshot) => shownState(snapshot).kind);
  const tone = useSnapshot((snapshot) => shownState(snapshot).tone);
  const shape = useSnapshot((snapshot) => shownState(snapshot).shape);
  const sinceMs = useSnapshot((snapshot) => shownState(snapshot).sinceMs);
  const limitMs = useSnapshot((snapshot) => shownState(snapshot).limitMs ?? null);
  const reason = useSnapshot(({ agent }) =>
    agent.state === 'not-ready' ? reasonLabel(agent, agent.reasonId) : null,
  );
  const seconds = useRunningSeconds(sinceMs ?? 0);
  const word = kind === 'not-ready' && reason !== null ? reason : t(words[kind]);
  return (
    <>
      <StateBadge
        testId="call-state"
        tone={tone}
        shape={shape}
        word={word}
        time={sinceMs === null ? undefined : clockText(seconds, limitMs)}
      />
      <span className="only-spoken" role="status">
        {word}
      </span>
      <Then />
    </>
  );

  function clockText(spentSeconds: number, limit: number | null): string {
    if (limit === null) return runningTime(spentSeconds);
    const leftSeconds = Math.round(limit / 1000) - spentSeconds;
    return leftSeconds > 0
      ? t('wrap-up.left', { time: runningTime(leftSeconds) })
      : t('wrap-up.over', { time: runningTime(-leftSeconds) });
  }
}
