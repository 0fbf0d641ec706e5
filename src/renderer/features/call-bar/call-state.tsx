import { useRunningSeconds } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { runningTime } from '../../design/format.ts';
import { StateBadge } from '../../design/state-badge.tsx';
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
  ready: 'state.ready',
  'not-ready': 'state.not-ready',
  'no-line': 'state.no-line',
} as const satisfies Record<DeskStateKind, string>;

/** The agent's state: color, word, shape and clock. Spoken when it changes, the clock is not. */
export function CallState() {
  const { t } = useWords();
  const kind = useSnapshot((snapshot) => shownState(snapshot).kind);
  const tone = useSnapshot((snapshot) => shownState(snapshot).tone);
  const shape = useSnapshot((snapshot) => shownState(snapshot).shape);
  const sinceMs = useSnapshot((snapshot) => shownState(snapshot).sinceMs);
  const seconds = useRunningSeconds(sinceMs ?? 0);
  const time = sinceMs === null ? undefined : runningTime(seconds);
  return (
    <>
      <StateBadge testId="call-state" tone={tone} shape={shape} word={t(words[kind])} time={time} />
      <span className="only-spoken" role="status">
        {t(words[kind])}
      </span>
    </>
  );
}
