import {
  ask,
  type DeskState,
  mayRunFloor,
  mayTransfer,
  present,
  setOverlay,
  setView,
  useDesk,
} from './desk-store.ts';
import { takeLastDialed } from './dial-text.ts';
import { dueCallbacks } from './due-callbacks.ts';
import { beginEdit, sendEdit, shownEdit, shownPersonId } from './edits.ts';
import type { ActionId } from './keys.ts';
import { liveCall, scriptNode, workCampaign } from './work.ts';

/** What a button and its keys do, and when they do it. */
type Action = {
  isAvailable(state: DeskState): boolean;
  run(state: DeskState): void;
};

const signallingIs =
  (...kinds: readonly string[]) =>
  (state: DeskState) =>
    kinds.includes(present(state).call?.signalling ?? '');
/** The customer in front waits while a colleague is asked about them. */
function consulting(state: DeskState) {
  const { call } = present(state);
  const transfer = call?.signalling === 'established' ? call.transfer : null;
  return transfer?.kind === 'consulting' ? transfer : null;
}

/** The call in front, or the one beside it: one at a time. */
const rings = (state: DeskState) =>
  signallingIs('alerting')(state) || present(state).other?.call?.signalling === 'alerting';
const established = signallingIs('established');
const signedIn = (state: DeskState) => present(state).session.state === 'signed-in';
const hasWork = (state: DeskState) => present(state).work !== null;

/** The call in front, or else the last one a report can be made of. */
function newestReportable(state: DeskState): string | null {
  const { blackBox, call } = present(state);
  if (call && blackBox.callIds.includes(call.callId)) return call.callId;
  return blackBox.callIds.at(-1) ?? null;
}

export const actions: Readonly<Record<ActionId, Action>> = {
  answer: {
    isAvailable: rings,
    run: () => ask({ kind: 'answer' }),
  },
  reject: {
    isAvailable: rings,
    run: () => ask({ kind: 'reject' }),
  },
  'hang-up': {
    isAvailable: signallingIs('dialing', 'ringing', 'answering', 'established'),
    run: () => ask({ kind: 'hang-up' }),
  },
  mute: {
    isAvailable: established,
    run: (state) => ask({ kind: 'mute', muted: !present(state).call?.muted }),
  },
  hold: {
    isAvailable: (state) =>
      established(state) && present(state).call?.transfer?.kind !== 'under-way',
    run: (state) => ask({ kind: 'hold', held: !isHeldHere(state) }),
  },
  swap: {
    isAvailable: (state) => {
      const { work, other } = present(state);
      const asking = consulting(state);
      if (asking) return asking.colleague?.signalling === 'established' && !asking.joined;
      if (!work || !other) return false;
      // A wrap-up waits until nobody is on the phone; who rings is answered.
      if (other.work.stage !== 'call') return work.stage !== 'call';
      return other.call?.signalling === 'established';
    },
    run: () => ask({ kind: 'swap' }),
  },
  transfer: {
    isAvailable: (state) => mayTransfer(present(state)),
    // Pressed again it is the other way: first ask, or at once.
    run: (state) => {
      if (state.overlay !== 'transfer')
        useDesk.setState({ transferAsks: true, overlay: 'transfer' });
      else useDesk.setState({ transferAsks: !state.transferAsks });
    },
  },
  'complete-transfer': {
    isAvailable: (state) =>
      present(state).line.transfers && consulting(state)?.colleague?.signalling === 'established',
    run: () => ask({ kind: 'complete-transfer' }),
  },
  'cancel-transfer': {
    isAvailable: (state) => {
      const { call } = present(state);
      if (call?.signalling !== 'established' || !call.transfer) return false;
      const { kind, progress } = call.transfer;
      return kind !== 'gathering' && (kind !== 'under-way' || progress === 'holding');
    },
    run: () => ask({ kind: 'cancel-transfer' }),
  },
  join: {
    isAvailable: (state) => consulting(state)?.colleague?.signalling === 'established',
    run: (state) => ask({ kind: 'join', joined: consulting(state)?.joined === false }),
  },
  keypad: {
    isAvailable: established,
    run: (state) => setOverlay(state.overlay === 'keypad' ? 'none' : 'keypad'),
  },
  dial: {
    isAvailable: (state) => {
      const { work } = present(state);
      return work?.stage === 'preview' && work.number !== null && !liveCall(present(state));
    },
    run: () => ask({ kind: 'dial' }),
  },
  'close-preview': {
    isAvailable: (state) => present(state).work?.stage === 'preview',
    run: () => ask({ kind: 'close-preview' }),
  },
  ready: {
    isAvailable: (state) => {
      const { agent } = present(state);
      return ['ready', 'not-ready'].includes(agent.state) && !agent.moved;
    },
    run: (state) => ask({ kind: 'set-ready', ready: present(state).agent.state !== 'ready' }),
  },
  'agent-state': {
    isAvailable: signedIn,
    run: (state) => {
      if (state.overlay === 'agent-state') setOverlay('none');
      else goTo('agent-state');
    },
  },
  'more-time': {
    isAvailable: (state) => present(state).agent.wrapUp?.limitMs != null,
    run: () => ask({ kind: 'extend-wrap-up' }),
  },
  next: {
    isAvailable: (state) => {
      const stage = present(state).work?.stage;
      return stage === 'wrap-up' || stage === 'preview';
    },
    run: (state) => withWork(state, (workId) => ask({ kind: 'next', workId })),
  },
  'do-not-call': {
    isAvailable: (state) => {
      const { work } = present(state);
      return work !== null && work.number !== null && work.doNotCall === null;
    },
    run: (state) => withWork(state, (workId) => ask({ kind: 'do-not-call', workId })),
  },
  'undo-do-not-call': {
    isAvailable: (state) => present(state).undo !== null,
    run: (state) => {
      const { undo } = present(state);
      if (undo) ask({ kind: 'undo-do-not-call', entryId: undo.entryId });
    },
  },
  'script-next': {
    isAvailable: (state) => {
      const kind = scriptNode(present(state))?.kind;
      return kind === 'say' || kind === 'ask' || kind === 'callback' || kind === 'objection';
    },
    run: (state) => withWork(state, (workId) => ask({ kind: 'script-next', workId })),
  },
  'script-back': {
    isAvailable: (state) => {
      const run = present(state).work?.script;
      return !!run && (run.returnTo !== null || run.trail.length > 0);
    },
    run: (state) => withWork(state, (workId) => ask({ kind: 'script-back', workId })),
  },
  jump: {
    isAvailable: (state) => present(state).script !== null && present(state).work?.script != null,
    run: () => setOverlay('jump'),
  },
  'promise-callback': {
    isAvailable: (state) => {
      const { work, other } = present(state);
      return work?.number != null || other?.work.number != null;
    },
    run: (state) => {
      const { work, other } = present(state);
      const first = work?.number == null ? other?.work : work;
      useDesk.setState({
        callbackFor: first?.workId ?? null,
        overlay: state.overlay === 'callback' ? 'none' : 'callback',
      });
    },
  },
  callbacks: {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'callbacks' ? 'none' : 'callbacks'),
  },
  'open-callback': {
    isAvailable: (state) => firstReminder(state) !== null && isFree(state),
    run: (state) => {
      const callbackId = firstReminder(state);
      if (callbackId) ask({ kind: 'open-callback', callbackId });
    },
  },
  'my-calls': {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'my-calls' ? 'none' : 'my-calls'),
  },
  'go-to-today': { isAvailable: signedIn, run: () => goTo('today') },
  'go-to-person': { isAvailable: hasWork, run: () => goTo('person') },
  'go-to-script': { isAvailable: hasWork, run: () => goTo('script') },
  'go-to-note': { isAvailable: hasWork, run: () => goTo('note') },
  'go-to-dial-box': {
    isAvailable: (state) => signedIn(state) && !liveCall(present(state)),
    run: () => goTo('dial-box'),
  },
  redial: {
    isAvailable: (state) => {
      const { work, lastDialed } = present(state);
      return (work === null || work.stage === 'preview') && lastDialed.length > 0;
    },
    run: (state) => {
      takeLastDialed(present(state).lastDialed);
      goTo('dial-box');
    },
  },
  'find-customer': {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'find' ? 'none' : 'find'),
  },
  'correct-person': {
    isAvailable: (state) => shownPersonId(state) !== null,
    run: (state) => beginEdit(state, 'correct'),
  },
  'add-promise': {
    isAvailable: (state) => shownPersonId(state) !== null,
    run: (state) => beginEdit(state, 'promise'),
  },
  'send-edit': {
    isAvailable: (state) => shownEdit(state) !== null,
    run: (state) => {
      const edit = shownEdit(state);
      if (edit) void sendEdit(edit.editId);
    },
  },
  'key-sheet': {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'keys' ? 'none' : 'keys'),
  },
  settings: {
    isAvailable: () => true,
    run: (state) => setOverlay(state.overlay === 'settings' ? 'none' : 'settings'),
  },
  devices: {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'devices' ? 'none' : 'devices'),
  },
  floor: {
    isAvailable: (state) => mayRunFloor(present(state)),
    run: (state) => setView(state.view === 'floor' ? 'desk' : 'floor'),
  },
  'black-box': {
    isAvailable: (state) => newestReportable(state) !== null,
    run: (state) => {
      useDesk.setState({ overlay: 'black-box', reportFor: newestReportable(state) });
    },
  },
  voice: {
    isAvailable: (state) => present(state).call?.quality?.estimate != null,
    run: (state) => setOverlay(state.overlay === 'voice' ? 'none' : 'voice'),
  },
  receipts: {
    isAvailable: signedIn,
    run: (state) => setOverlay(state.overlay === 'receipts' ? 'none' : 'receipts'),
  },
  compact: {
    isAvailable: signedIn,
    run: (state) => ask({ kind: 'set-compact', shown: !present(state).windows.compact }),
  },
  'text-larger': { isAvailable: () => true, run: (state) => setTextSize(state, 1) },
  'text-smaller': { isAvailable: () => true, run: (state) => setTextSize(state, -1) },
  'text-normal': {
    isAvailable: () => true,
    run: () => ask({ kind: 'set-text-size', percent: 100 }),
  },
};

/** Sizes that text is set to, in percent (WCAG 2.2, 1.4.4 asks for 200). */
export const textSizes = [100, 110, 125, 150, 175, 200] as const;

function setTextSize(state: DeskState, step: 1 | -1): void {
  const { textPercent } = present(state).app;
  const next =
    step === 1
      ? textSizes.find((percent) => percent > textPercent)
      : textSizes.findLast((percent) => percent < textPercent);
  if (next !== undefined) ask({ kind: 'set-text-size', percent: next });
}

/** Whether an action can be done now. */
export function useAvailable(id: ActionId): boolean {
  return useDesk((state) => actions[id].isAvailable(state));
}

/** Does what a button or key stands for, if it can be done now; tells whether it was. */
export function perform(id: ActionId): boolean {
  const state = useDesk.getState();
  if (!state.snapshot || !actions[id].isAvailable(state)) return false;
  actions[id].run(state);
  return true;
}

/** Chooses an outcome; the one that means *do not call again* is journaled at once. */
export function chooseOutcome(dispositionId: string): void {
  const snapshot = present(useDesk.getState());
  const { work } = snapshot;
  if (!work) return;
  const chosen = workCampaign(snapshot)?.dispositions.find(({ id }) => id === dispositionId);
  if (chosen?.effect === 'do-not-call') perform('do-not-call');
  else ask({ kind: 'disposition', workId: work.workId, dispositionId });
}

/** Chooses an answer of the script's page; main marks the number where the answer means that. */
export function chooseAnswer(choiceId: string): void {
  const snapshot = present(useDesk.getState());
  const { work } = snapshot;
  const node = scriptNode(snapshot);
  if (!work || node?.kind !== 'choice') return;
  ask({ kind: 'script-choose', workId: work.workId, choiceId });
}

export function isHeldHere(state: DeskState): boolean {
  const hold = present(state).call?.hold;
  return hold === 'local' || hold === 'both';
}

/** Moves the caret to a place of the desk, and to its tab where places are tabs. */
export function goTo(place: FocusPlace): void {
  focusListener?.(place);
}

export type FocusPlace = 'today' | 'person' | 'script' | 'note' | 'dial-box' | 'agent-state';
let focusListener: ((place: FocusPlace) => void) | null = null;

/** The shell knows where the places are. */
export function onGoTo(listener: (place: FocusPlace) => void): () => void {
  focusListener = listener;
  return () => {
    focusListener = null;
  };
}

/** The callback whose card stands on top. */
function firstReminder(state: DeskState): string | null {
  return dueCallbacks(present(state))[0]?.id ?? null;
}

/** Nobody is talked with or written about: another person can be opened. */
export function isFree(state: DeskState): boolean {
  const { work } = present(state);
  return work === null || work.stage === 'preview';
}

function withWork(state: DeskState, run: (workId: string) => void): void {
  const { work } = present(state);
  if (work) run(work.workId);
}
