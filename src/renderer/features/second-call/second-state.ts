import type { OtherView } from '../../../contract/ipc/desk-snapshot.ts';
import type { DeskTone, StateShape } from '../../design/state-badge.tsx';

/** What the second conversation is doing, with its color, its shape and what its clock counts. */
export type SecondState = {
  readonly kind:
    | 'ringing'
    | 'answering'
    | 'held'
    | 'held-both'
    | 'held-there'
    | 'not-held'
    | 'ending'
    | 'wrap-up';
  readonly tone: DeskTone;
  readonly shape: StateShape;
  /** Milliseconds at the snapshot that run on; null for a state without a clock. */
  readonly sinceMs: number | null;
};

/** The truth about the hold: what the far end agreed to, not what was asked. */
export function secondState({ work, call }: OtherView): SecondState {
  if (work.stage !== 'call' || !call || call.signalling === 'ended') {
    return { kind: 'wrap-up', tone: 'wrap', shape: 'square', sinceMs: work.wrapUpMs };
  }
  switch (call.signalling) {
    case 'alerting':
      return { kind: 'ringing', tone: 'ring', shape: 'triangle', sinceMs: call.ringMs };
    case 'established':
      return { ...holdStates[call.hold], tone: 'hold', shape: 'bars', sinceMs: call.talkMs };
    case 'ending':
      return { kind: 'ending', tone: 'away', shape: 'ring', sinceMs: null };
    case 'dialing':
    case 'ringing':
    case 'answering':
      return { kind: 'answering', tone: 'talk', shape: 'ring', sinceMs: null };
  }
}

const holdStates = {
  local: { kind: 'held' },
  both: { kind: 'held-both' },
  remote: { kind: 'held-there' },
  none: { kind: 'not-held' },
} as const;
