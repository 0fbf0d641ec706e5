import type { Work } from '../work/work.ts';
import type { DesktopEffect } from './effect.ts';
import type { DesktopState } from './state.ts';

export type DesktopStep = {
  readonly state: DesktopState;
  readonly effects: readonly DesktopEffect[];
};

export function stay(state: DesktopState): DesktopStep {
  return { state, effects: [] };
}

export function changed(state: DesktopState): DesktopStep {
  return { state, effects: [] };
}

/** Changes the conversation on the desk and saves its draft; anything else is left as it is. */
export function withWork(
  state: DesktopState,
  workId: string,
  change: (work: Work) => Work,
): DesktopStep {
  if (state.work?.workId !== workId) return stay(state);
  const work = change(state.work);
  if (work === state.work) return stay(state);
  return { state: { ...state, work }, effects: [{ type: 'draft.save', work }] };
}
