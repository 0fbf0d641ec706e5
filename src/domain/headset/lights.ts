import type { Headset, HeadsetEffect, HeadsetState, HeadsetStep, OwedEcho } from './headset.ts';
import { isOffHook } from './headset-calls.ts';
import { lightReports } from './report.ts';
import type { HeadsetLight } from './usage.ts';

/** How long a device may take to answer our off-hook light with its hook. */
const echoMs = 1_000;

/** The truth, as lights. */
export function truthOf({ calls }: HeadsetState): ReadonlySet<HeadsetLight> {
  const all = [calls.current, calls.other].filter((call) => call !== null);
  const lit = new Set<HeadsetLight>();
  if (isOffHook(calls)) lit.add('off-hook');
  if (all.some(({ phase }) => phase === 'alerting')) lit.add('ring');
  if (calls.current?.phase !== 'alerting' && calls.current?.muted) lit.add('mute');
  if (all.some(({ held }) => held)) lit.add('hold');
  return lit;
}

/** Tells every device what has changed since it was last told; one that is not active stays dark. */
export function light(state: HeadsetState, atMs: number): HeadsetStep {
  const truth = truthOf(state);
  const effects: HeadsetEffect[] = [];
  const headsets = state.headsets.map((headset) => {
    const lit = headset.deviceId === state.activeId ? truth : dark;
    const due = lightReports(headset.layout, lit).filter(
      ({ reportId, bytes }) => !isSame(headset.sent.get(reportId), bytes),
    );
    if (due.length === 0) return headset;
    const { deviceId } = headset;
    effects.push(...due.map((report) => ({ type: 'send' as const, deviceId, ...report })));
    const sent = new Map(headset.sent);
    for (const { reportId, bytes } of due) sent.set(reportId, bytes);
    const toldHook = due.some(({ reportId }) => holdsOffHook(headset, reportId));
    const echo: OwedEcho = { isOffHook: lit.has('off-hook'), untilMs: atMs + echoMs };
    return {
      ...headset,
      sent,
      owedEchoes: toldHook ? owedWith(headset, echo) : headset.owedEchoes,
    };
  });
  return { state: effects.length === 0 ? state : { ...state, headsets }, effects };
}

const dark: ReadonlySet<HeadsetLight> = new Set();

/** The same device, to be told everything again. */
export function untold(headset: Headset): Headset {
  return { ...headset, sent: new Map() };
}

/** A hook that stands so already, or will once it has answered before, answers nothing. */
function owedWith(headset: Headset, echo: OwedEcho): readonly OwedEcho[] {
  const stands = headset.owedEchoes.at(-1)?.isOffHook ?? headset.down.has('hook');
  return stands === echo.isOffHook ? headset.owedEchoes : [...headset.owedEchoes, echo];
}

function holdsOffHook({ layout }: Headset, reportId: number): boolean {
  return layout.outputs.get(reportId)?.lights.some((one) => one.light === 'off-hook') ?? false;
}

function isSame(before: readonly number[] | undefined, after: readonly number[]): boolean {
  return before?.length === after.length && after.every((byte, index) => byte === before[index]);
}
