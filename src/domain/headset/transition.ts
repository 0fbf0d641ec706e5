import { assertNever } from '../assert-never.ts';
import type {
  Headset,
  HeadsetCommand,
  HeadsetEvent,
  HeadsetState,
  HeadsetStep,
} from './headset.ts';
import { isOffHook } from './headset-calls.ts';
import { layoutOf } from './layout.ts';
import { light, untold } from './lights.ts';
import { isOffHookAfter, meaningOf } from './press.ts';
import { type ButtonState, readReport } from './report.ts';
import type { HeadsetButton } from './usage.ts';

/** Nobody presses twice within this time; a device that says it twice does. */
const duplicateMs = 40;

/** Everything that happens to headsets: presses become commands, the truth becomes light. */
export function transition(state: HeadsetState, event: HeadsetEvent): HeadsetStep {
  switch (event.type) {
    case 'connected':
      return connected(state, event);
    case 'disconnected': {
      const headsets = state.headsets.filter((one) => one.deviceId !== event.deviceId);
      return light(withActive({ ...state, headsets }), event.atMs);
    }
    case 'all-gone':
      return stay({ ...state, headsets: [], activeId: null });
    case 'input':
      return input(state, event);
    case 'calls': {
      const { calls } = event;
      const isSettled =
        calls.current?.callId !== state.calls.current?.callId ||
        calls.current?.muted === state.muteAsked;
      const muteAsked = isSettled ? null : state.muteAsked;
      return light({ ...state, calls, muteAsked }, event.atMs);
    }
    case 'chosen': {
      const chosen = state.headsets.find((one) => one.deviceId === event.deviceId);
      if (!chosen) return stay(state);
      const next = { ...state, activeId: chosen.deviceId, preferredName: chosen.name };
      return light(next, event.atMs);
    }
    case 'not-sent':
      return stay(
        replaced(state, event.deviceId, (headset) => {
          const sent = new Map(headset.sent);
          sent.delete(event.reportId);
          return { ...headset, sent };
        }),
      );
    case 'resumed':
      return light({ ...state, headsets: state.headsets.map(untold) }, event.atMs);
    default:
      return assertNever(event);
  }
}

const stay = (state: HeadsetState): HeadsetStep => ({ state, effects: [] });

/** A device that has no telephony buttons is none of ours. */
function connected(
  state: HeadsetState,
  event: Extract<HeadsetEvent, { type: 'connected' }>,
): HeadsetStep {
  const { deviceId, name, atMs } = event;
  const layout = layoutOf(event.collections);
  if (layout === null || state.headsets.some((one) => one.deviceId === deviceId)) {
    return stay(state);
  }
  const fresh: Headset = {
    deviceId,
    name,
    layout,
    down: new Set(),
    owedEchoes: [],
    sent: new Map(),
    pressedAtMs: new Map(),
    presses: new Map(),
  };
  return light(withActive({ ...state, headsets: [...state.headsets, fresh] }), atMs);
}

/** The chosen one if it is there; else the one that was; else whichever came first. */
function withActive(state: HeadsetState): HeadsetState {
  const { headsets, activeId, preferredName } = state;
  const active = headsets.find((one) => one.deviceId === activeId);
  const preferred = headsets.find((one) => one.name === preferredName);
  const next = active?.name === preferredName ? active : (preferred ?? active ?? headsets[0]);
  return { ...state, activeId: next?.deviceId ?? null };
}

function input(state: HeadsetState, event: Extract<HeadsetEvent, { type: 'input' }>): HeadsetStep {
  const headset = state.headsets.find((one) => one.deviceId === event.deviceId);
  if (!headset) return stay(state);
  const seen = readReport(headset.layout, event.reportId, event.bytes);
  let step = stay(state);
  for (const button of seen) {
    const next = hear(step.state, event.deviceId, button, event.atMs);
    step = { state: next.state, effects: [...step.effects, ...next.effects] };
  }
  return step;
}

/** One button of one report. */
function hear(
  state: HeadsetState,
  deviceId: string,
  { button, isDown, kind }: ButtonState,
  atMs: number,
): HeadsetStep {
  const headset = state.headsets.find((one) => one.deviceId === deviceId);
  if (!headset) return stay(state);
  if (kind === 'relative') return isDown ? press(state, headset, button, atMs) : stay(state);
  if (headset.down.has(button) === isDown) return stay(state);
  const down = new Set(headset.down);
  if (isDown) down.add(button);
  else down.delete(button);
  const now: Headset = { ...headset, down };
  const next = replaced(state, deviceId, () => now);
  if (button === 'hook') return hook(next, now, isDown, atMs);
  return isDown ? press(next, now, button, atMs) : stay(next);
}

/** The hook is a state: what agrees with the truth, or answers our own light, is no press. */
function hook(state: HeadsetState, headset: Headset, isOff: boolean, atMs: number): HeadsetStep {
  const owed = headset.owedEchoes.filter(({ untilMs }) => untilMs >= atMs);
  const answered = owed.findIndex((echo) => echo.isOffHook === isOff);
  const owedEchoes = owed.slice(answered + 1);
  const heard = replaced(state, headset.deviceId, (one) => ({ ...one, owedEchoes }));
  if (answered >= 0 || isOff === isOffHook(state.calls)) return stay(heard);
  const counted = count(heard, headset, 'hook', atMs);
  if (headset.deviceId !== state.activeId) return tellAgain(counted, headset, atMs);
  const command = meaningOf(counted, 'hook');
  if (command && isOffHookAfter(command, counted) === isOff) {
    return { state: counted, effects: [command] };
  }
  // The device now shows what is not so.
  const told = tellAgain(counted, headset, atMs);
  return { state: told.state, effects: command ? [command, ...told.effects] : told.effects };
}

function press(
  state: HeadsetState,
  headset: Headset,
  button: HeadsetButton,
  atMs: number,
): HeadsetStep {
  const before = headset.pressedAtMs.get(button);
  if (before !== undefined && atMs - before < duplicateMs) return stay(state);
  const counted = count(state, headset, button, atMs);
  const command = headset.deviceId === state.activeId ? meaningOf(counted, button) : null;
  return command ? { state: asked(counted, command), effects: [command] } : stay(counted);
}

function asked(state: HeadsetState, command: HeadsetCommand): HeadsetState {
  return command.type === 'mute' ? { ...state, muteAsked: command.muted } : state;
}

function count(
  state: HeadsetState,
  { deviceId }: Headset,
  button: HeadsetButton,
  atMs: number,
): HeadsetState {
  return replaced(state, deviceId, (one) => ({
    ...one,
    pressedAtMs: new Map(one.pressedAtMs).set(button, atMs),
    presses: new Map(one.presses).set(button, (one.presses.get(button) ?? 0) + 1),
  }));
}

function tellAgain(state: HeadsetState, { deviceId }: Headset, atMs: number): HeadsetStep {
  return light(replaced(state, deviceId, untold), atMs);
}

function replaced(
  state: HeadsetState,
  deviceId: string,
  change: (headset: Headset) => Headset,
): HeadsetState {
  return {
    ...state,
    headsets: state.headsets.map((one) => (one.deviceId === deviceId ? change(one) : one)),
  };
}
