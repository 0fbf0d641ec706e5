import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { SystemWords } from '../../contract/ipc/preferences.ts';
import type { TrayState } from './tray-icon.ts';

/** What the tray shows of the desk: one state, its word, and whether ready can be changed. */
export type TrayView = {
  readonly state: TrayState;
  readonly word: keyof SystemWords;
  /** Null while ready cannot be changed from here. */
  readonly ready: boolean | null;
  readonly compact: boolean;
  readonly signedIn: boolean;
};

export function trayView(snapshot: DeskSnapshot): TrayView {
  const { agent, session, windows } = snapshot;
  const signedIn = session.state === 'signed-in';
  const ready =
    agent.state === 'ready' ? true : signedIn && agent.state === 'not-ready' ? false : null;
  return { ...stateOf(snapshot), ready, compact: windows.compact, signedIn };
}

/** The gravest thing first, as in the call bar. */
function stateOf({ agent, call, line, session }: DeskSnapshot): Pick<TrayView, 'state' | 'word'> {
  if (session.state !== 'signed-in') return { state: 'offline', word: 'signedOut' };
  switch (call?.signalling) {
    case 'alerting':
      return { state: 'ringing', word: 'ringing' };
    case 'dialing':
    case 'ringing':
    case 'answering':
    case 'established':
    case 'ending':
      return { state: 'on-call', word: 'onCall' };
    case 'ended':
    case undefined:
      break;
  }
  if (agent.state === 'wrap-up') return { state: 'wrap-up', word: 'wrapUp' };
  if (line.state !== 'registered') return { state: 'offline', word: 'offline' };
  return agent.state === 'ready'
    ? { state: 'ready', word: 'ready' }
    : { state: 'not-ready', word: 'notReady' };
}
