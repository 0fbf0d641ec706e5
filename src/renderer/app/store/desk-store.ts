import { create } from 'zustand';
import type { DeskCommand, DeskError, DeskReply } from '../../../contract/ipc/desk-api.ts';
import type { DeskApi } from '../../../contract/ipc/desk-bridge.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import type { FloorReply, FloorRequest } from '../../../contract/ipc/floor-api.ts';
import type { SoundLevels } from '../../../contract/ipc/preferences.ts';
import type { QualitySeries } from '../../../contract/ipc/quality-view.ts';
import { shareStructure } from './share-structure.ts';

/** Something laid over the desk; one at a time. */
export type Overlay =
  | 'none'
  | 'keys'
  | 'settings'
  | 'receipts'
  | 'voice'
  | 'black-box'
  | 'jump'
  | 'keypad'
  | 'transfer'
  | 'devices'
  | 'agent-state'
  | 'find'
  | 'callback'
  | 'callbacks'
  | 'my-calls';

export type View = 'desk' | 'floor';

/** Text that main has not echoed yet, by slot (`note`, `field:ID`, `edit:ID:FIELD`, …). */
type Draft = { readonly workId: string; readonly value: string; readonly inputSequence: number };

/** The mirror of main's snapshot, and what only this page knows. */
export type DeskState = {
  readonly snapshot: DeskSnapshot | null;
  /** `performance.now()` when the snapshot came: its durations run on from here. */
  readonly receivedAtMs: number;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly lastInputSequence: number;
  readonly overlay: Overlay;
  /** The agent's desk, or the floor manager's screens. */
  readonly view: View;
  /** Whether single letters and digits act now: the focus is in the script, not in a text. */
  readonly scriptHasFocus: boolean;
  /** The key sheet takes the next key for a command. */
  readonly takingKey: boolean;
  /** Whom a customer is to go to is asked first. */
  readonly transferAsks: boolean;
  /** The customer the agent looks at beside the conversation; null for the one it is with. */
  readonly lookingAt: string | null;
  /** The conversation a call is being promised in, in front or beside. */
  readonly callbackFor: string | null;
  /** The call a report is looked at of. */
  readonly reportFor: string | null;
  /** What main found wrong with a form, by its edit. */
  readonly editProblems: Readonly<
    Record<string, Extract<DeskError, { kind: 'edit-refused' }>['problems']>
  >;
  /** Command the desk was refused without a notice of main's own. */
  readonly refusal: DeskError | null;
};

const initial: DeskState = {
  snapshot: null,
  receivedAtMs: 0,
  drafts: {},
  lastInputSequence: 0,
  overlay: 'none',
  view: 'desk',
  scriptHasFocus: false,
  takingKey: false,
  transferAsks: true,
  lookingAt: null,
  callbackFor: null,
  reportFor: null,
  editProblems: {},
  refusal: null,
};

export const useDesk = create<DeskState>()(() => initial);

let api: DeskApi | null = null;

/** Mirrors main from now on; resolves once the first snapshot is here. Returns how to stop. */
export async function mirrorMain(deskApi: DeskApi): Promise<() => void> {
  api = deskApi;
  const stop = deskApi.onSnapshot(takeSnapshot);
  takeSnapshot(await deskApi.connect());
  return stop;
}

/** Takes a snapshot in; one older than what is shown (the answer to `connect`, late) is dropped. */
export function takeSnapshot(snapshot: DeskSnapshot): void {
  useDesk.setState((state) => {
    if (state.snapshot && snapshot.version < state.snapshot.version) return state;
    const echoed = snapshot.lastInputSequence;
    const before = state.snapshot?.work?.workId ?? null;
    const sameWork = before === (snapshot.work?.workId ?? null);
    return {
      snapshot: state.snapshot ? shareStructure(state.snapshot, snapshot) : snapshot,
      receivedAtMs: performance.now(),
      lastInputSequence: Math.max(state.lastInputSequence, echoed),
      drafts: stillAhead(state.drafts, snapshot),
      // A new conversation shows its own person.
      lookingAt: sameWork ? state.lookingAt : null,
      overlay: overlayAfter(state, snapshot),
      view: viewAfter(state, snapshot),
    };
  });
}

/** Drafts main has not caught up with; those of what is gone have nobody to show them. */
function stillAhead(
  drafts: DeskState['drafts'],
  snapshot: DeskSnapshot,
): Readonly<Record<string, Draft>> {
  const ahead = Object.entries(drafts).filter(
    ([, draft]) =>
      draft.inputSequence > snapshot.lastInputSequence &&
      (conversation(snapshot, draft.workId) !== null ||
        snapshot.edits.some(({ editId }) => editId === draft.workId) ||
        snapshot.callbacks.some(({ id }) => id === draft.workId)),
  );
  return ahead.length === Object.keys(drafts).length ? drafts : Object.fromEntries(ahead);
}

/** The floor is left when nobody runs it any more, and when a talk begins: the desk is where it is. */
function viewAfter(state: DeskState, next: DeskSnapshot): View {
  const talksNow = next.call?.signalling === 'established';
  const talkedBefore = state.snapshot?.call?.signalling === 'established';
  return !mayRunFloor(next) || (talksNow && !talkedBefore) ? 'desk' : state.view;
}

/** A customer talks or waits, nobody is asked about them yet, and the PBX can pass them on. */
export function mayTransfer({ call, line, other }: DeskSnapshot): boolean {
  if (call?.signalling !== 'established' || !line.transfers) return false;
  if (other?.call != null && other.call.signalling !== 'ended') return false;
  return call.transfer === null || call.transfer.kind === 'failed';
}

/** An overlay goes when what it belongs to has gone. */
function overlayAfter({ overlay, callbackFor }: DeskState, snapshot: DeskSnapshot): Overlay {
  if (overlay === 'transfer' && !mayTransfer(snapshot)) return 'none';
  if (overlay === 'keypad' && snapshot.call?.signalling !== 'established') return 'none';
  // Who is on the line now is somebody else: nobody is promised a call by mistake.
  if (overlay === 'callback' && callbackFor !== null && !conversation(snapshot, callbackFor))
    return 'none';
  if (overlay === 'voice' && !snapshot.call?.quality) return 'none';
  if (overlay === 'jump' && !snapshot.script) return 'none';
  return overlay;
}

/** A conversation on the desk, in front or beside. */
export function conversation({ work, other }: DeskSnapshot, workId: string | null) {
  return [work, other?.work ?? null].find((one) => one !== null && one.workId === workId) ?? null;
}

/** Sends a command; a bridge that is gone answers as a failed command. */
export async function send(command: DeskCommand): Promise<DeskReply> {
  if (!api) throw new Error('the desk is not connected to main');
  try {
    return await api.command(command);
  } catch {
    return { ok: false, error: { kind: 'failed' } };
  }
}

/** Sends what the agent asked for; a refusal that main gives no notice of is shown. */
export function ask(command: DeskCommand): void {
  void askAndWait(command);
}

/** The same, for what goes on only once it is done. Resolves to whether it is. */
export async function askAndWait(command: DeskCommand): Promise<boolean> {
  useDesk.setState({ refusal: null });
  const reply = await send(command);
  showRefusal(reply);
  return reply.ok;
}

/** Says that something was refused, unless the snapshot says it already. */
export function showRefusal(reply: DeskReply): void {
  if (!reply.ok && !hasPlaceOfItsOwn(reply.error)) useDesk.setState({ refusal: reply.error });
}

/** Errors that the snapshot shows already: in the sign-in form, as a notice, in the summary. */
function hasPlaceOfItsOwn(error: DeskError): boolean {
  return !['invalid', 'not-now', 'failed'].includes(error.kind);
}

/** Sound levels while the microphone is open for its meter; returns how to stop listening. */
export function listenToLevels(listener: (levels: SoundLevels) => void): () => void {
  if (!api) throw new Error('the desk is not connected to main');
  return api.onLevels(listener);
}

/** How the call in front sounded, once a second; returns how to stop listening. */
export function listenToQuality(listener: (series: QualitySeries) => void): () => void {
  if (!api) throw new Error('the desk is not connected to main');
  return api.onQuality(listener);
}

/** Sends what a floor manager's screen asks; a bridge that is gone answers as a failed request. */
export async function askFloor<Request extends FloorRequest>(
  request: Request,
): Promise<FloorReply<Request['kind']>> {
  if (!api) throw new Error('the desk is not connected to main');
  try {
    return await api.floor(request);
  } catch {
    return { ok: false, error: { kind: 'failed' } };
  }
}

/** Whether whoever is signed in runs the floor. */
export function mayRunFloor({ session }: DeskSnapshot): boolean {
  return session.state === 'signed-in' && session.agent.role !== 'agent';
}

export function setView(view: View): void {
  useDesk.setState({ view });
}

export function setOverlay(overlay: Overlay): void {
  useDesk.setState({ overlay });
}

/** A part of the snapshot. For what is shown only after the first one has come. */
export function useSnapshot<T>(select: (snapshot: DeskSnapshot) => T): T {
  return useDesk((state) => select(present(state)));
}

export function present(state: DeskState): DeskSnapshot {
  if (!state.snapshot) throw new Error('nothing has come from main yet');
  return state.snapshot;
}

/** Shows a customer's record in the person's place; null goes back to the conversation's own. */
export function lookAt(customerId: string | null): void {
  useDesk.setState({ lookingAt: customerId });
}
