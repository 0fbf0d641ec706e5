import type { TransferView } from '../../../contract/ipc/transfer-view.ts';
import type { DeskTone, StateShape } from '../../design/state-badge.tsx';

/** What the way of a customer to somebody else is doing. */
export type TransferState = {
  readonly kind:
    | 'calling'
    | 'ringing'
    | 'talking'
    | 'waiting'
    | 'ending'
    | 'joined'
    | 'gathering'
    | 'holding'
    | 'asked'
    | 'there-rings'
    | 'failed';
  readonly tone: DeskTone;
  readonly shape: StateShape;
  /** Milliseconds at the snapshot that run on; null for a state without a clock. */
  readonly sinceMs: number | null;
};

/** The state with its color, its shape and what its clock counts. */
export function transferState(view: TransferView): TransferState {
  const { colleague } = view;
  switch (view.kind) {
    case 'failed':
      return { kind: 'failed', tone: 'ring', shape: 'slash', sinceMs: null };
    case 'under-way':
      if (view.progress === 'ringing') {
        return { kind: 'there-rings', tone: 'ring', shape: 'triangle', sinceMs: null };
      }
      return view.progress === 'holding'
        ? { kind: 'holding', tone: 'hold', shape: 'bars', sinceMs: null }
        : { kind: 'asked', tone: 'talk', shape: 'half', sinceMs: null };
    case 'gathering':
      return { kind: 'gathering', tone: 'talk', shape: 'half', sinceMs: null };
    case 'consulting':
      if (view.joined) {
        return { kind: 'joined', tone: 'talk', shape: 'dot', sinceMs: colleague?.talkMs ?? null };
      }
      return colleague ? asking(colleague) : ending;
  }
}

const ending = { kind: 'ending', tone: 'away', shape: 'ring', sinceMs: null } as const;

function asking(colleague: NonNullable<TransferView['colleague']>): TransferState {
  switch (colleague.signalling) {
    case 'established':
      return colleague.front
        ? { kind: 'talking', tone: 'talk', shape: 'ring', sinceMs: colleague.talkMs }
        : { kind: 'waiting', tone: 'hold', shape: 'bars', sinceMs: colleague.talkMs };
    case 'ringing':
      return { kind: 'ringing', tone: 'ring', shape: 'triangle', sinceMs: colleague.ringMs };
    case 'dialing':
    case 'answering':
      return { kind: 'calling', tone: 'ring', shape: 'triangle', sinceMs: null };
    case 'ending':
      return ending;
  }
}
