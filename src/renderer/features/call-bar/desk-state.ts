import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { liveCall } from '../../app/store/work.ts';
import type { DeskTone, StateShape } from '../../design/state-badge.tsx';

export type DeskStateKind =
  | 'ringing'
  | 'calling'
  | 'answering'
  | 'on-call'
  | 'muted'
  | 'held'
  | 'held-there'
  | 'ending'
  | 'wrap-up'
  | 'overrun'
  | 'ready'
  | 'not-ready'
  | 'no-line'
  | 'moved';

/** The one state the agent is in, with its color, its shape and what its clock counts. */
export type ShownState = {
  readonly kind: DeskStateKind;
  readonly tone: DeskTone;
  readonly shape: StateShape;
  /** Milliseconds at the snapshot that run on; null for a state without a clock. */
  readonly sinceMs: number | null;
  /** What the clock counts down from; null where it counts up. */
  readonly limitMs?: number | null;
};

/** What the badge of the call bar shows. The gravest thing wins: muted before held before talking. */
export function shownState(snapshot: DeskSnapshot): ShownState {
  const call = liveCall(snapshot);
  if (call) {
    switch (call.signalling) {
      case 'alerting':
        return { kind: 'ringing', tone: 'ring', shape: 'triangle', sinceMs: null };
      case 'answering':
        return { kind: 'answering', tone: 'talk', shape: 'ring', sinceMs: null };
      case 'dialing':
      case 'ringing':
        return { kind: 'calling', tone: 'ring', shape: 'triangle', sinceMs: null };
      case 'ending':
        return { kind: 'ending', tone: 'away', shape: 'ring', sinceMs: null };
      case 'established':
        return { ...talking(call.hold, call.muted), sinceMs: call.talkMs };
      case 'ended':
        break;
    }
  }
  const { agent, work, line } = snapshot;
  if (work?.stage === 'wrap-up') {
    const limitMs = agent.wrapUp?.limitMs ?? null;
    const kind = agent.wrapUp?.overrun ? 'overrun' : 'wrap-up';
    return { kind, tone: 'wrap', shape: 'square', sinceMs: work.wrapUpMs, limitMs };
  }
  if (agent.moved) return { kind: 'moved', tone: 'away', shape: 'half', sinceMs: null };
  if (line.state !== 'registered') {
    return { kind: 'no-line', tone: 'away', shape: 'half', sinceMs: null };
  }
  return agent.state === 'ready'
    ? { kind: 'ready', tone: 'ready', shape: 'dot', sinceMs: agent.forMs }
    : { kind: 'not-ready', tone: 'away', shape: 'slash', sinceMs: agent.forMs };
}

function talking(
  hold: 'none' | 'local' | 'remote' | 'both',
  muted: boolean,
): Pick<ShownState, 'kind' | 'tone' | 'shape'> {
  if (hold === 'local' || hold === 'both') return { kind: 'held', tone: 'hold', shape: 'bars' };
  if (muted) return { kind: 'muted', tone: 'danger', shape: 'slash' };
  if (hold === 'remote') return { kind: 'held-there', tone: 'hold', shape: 'bars' };
  return { kind: 'on-call', tone: 'talk', shape: 'ring' };
}
