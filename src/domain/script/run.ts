import type { Script, ScriptChoice, ScriptNode } from './script.ts';

/**
 * One walk through a script.
 *
 *   page ──next/choose──▶ page ──…──▶ end
 *    │ ▲
 *    └─objection─▶ objection ──back──▶ the page it was raised on
 */
export type ScriptRun = {
  readonly scriptId: string;
  readonly version: number;
  /** The page shown now. */
  readonly nodeId: string;
  /** Pages on the way here, oldest first, without the one shown and without objections. */
  readonly trail: readonly string[];
  /** While an objection is shown: where it returns to. */
  readonly returnTo: string | null;
  readonly answers: Readonly<Record<string, string>>;
  /** Every page in the order it was seen, objections included: what the summary keeps. */
  readonly path: readonly string[];
};

export type ScriptEvent =
  | { readonly kind: 'next' }
  | { readonly kind: 'choose'; readonly choiceId: string }
  | { readonly kind: 'jump'; readonly nodeId: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'answer'; readonly answer: string; readonly value: string };

/** What a step means outside the script. */
export type ScriptEffect = {
  readonly kind: 'suggest-disposition';
  readonly dispositionId: string;
  /** True when the agent chose it himself, false when an end page suggests it. */
  readonly chosen: boolean;
};

export type ScriptStep = { readonly run: ScriptRun; readonly effects: readonly ScriptEffect[] };

export function startRun(script: Script): ScriptRun {
  return {
    scriptId: script.id,
    version: script.version,
    nodeId: script.start,
    trail: [],
    returnTo: null,
    answers: {},
    path: [script.start],
  };
}

export function nodeOf(script: Script, nodeId: string): ScriptNode | undefined {
  return script.nodes.find((node) => node.id === nodeId);
}

/** Total: an event that does not fit the page leaves the run as it is (same reference). */
export function stepRun(script: Script, run: ScriptRun, event: ScriptEvent): ScriptStep {
  const stay: ScriptStep = { run, effects: [] };
  // A newer version of the script may lack the page shown: typing and leaving it work all the same.
  const node = nodeOf(script, run.nodeId);
  switch (event.kind) {
    case 'next':
      if (node?.kind === 'objection') return { run: goBack(run), effects: [] };
      return node?.kind === 'say' || node?.kind === 'ask' || node?.kind === 'callback'
        ? goTo(script, run, node.next)
        : stay;
    case 'choose': {
      if (node?.kind !== 'choice') return stay;
      const choice = node.choices.find((candidate) => candidate.id === event.choiceId);
      return choice ? choose(script, run, node.answer, choice) : stay;
    }
    case 'jump': {
      const target = nodeOf(script, event.nodeId);
      if (!target || target.id === run.nodeId) return stay;
      if (target.id === run.returnTo) return { run: goBack(run), effects: [] };
      return target.kind === 'objection'
        ? openObjection(run, target.id)
        : goTo(script, run, target.id);
    }
    case 'back':
      return { run: goBack(run), effects: [] };
    case 'answer':
      return { run: withAnswer(run, event.answer, event.value), effects: [] };
  }
}

function choose(script: Script, run: ScriptRun, answer: string, choice: ScriptChoice): ScriptStep {
  const answered = answer === '' ? run : withAnswer(run, answer, choice.value || choice.label);
  const moved =
    choice.next === '' ? { run: answered, effects: [] } : goTo(script, answered, choice.next);
  if (choice.dispositionId === '') return moved;
  return {
    run: moved.run,
    effects: [{ kind: 'suggest-disposition', dispositionId: choice.dispositionId, chosen: true }],
  };
}

function goTo(script: Script, run: ScriptRun, nodeId: string): ScriptStep {
  const target = nodeOf(script, nodeId);
  if (!target) return { run, effects: [] };
  // An objection is not a station of the way: leaving it by a jump goes on from where it was raised.
  const from = run.returnTo ?? run.nodeId;
  const moved: ScriptRun = {
    ...run,
    nodeId,
    trail: [...run.trail, from],
    returnTo: null,
    path: [...run.path, nodeId],
  };
  const suggests = target.kind === 'end' && target.dispositionId !== '';
  return {
    run: moved,
    effects: suggests
      ? [{ kind: 'suggest-disposition', dispositionId: target.dispositionId, chosen: false }]
      : [],
  };
}

function openObjection(run: ScriptRun, nodeId: string): ScriptStep {
  const returnTo = run.returnTo ?? run.nodeId;
  return { run: { ...run, nodeId, returnTo, path: [...run.path, nodeId] }, effects: [] };
}

function goBack(run: ScriptRun): ScriptRun {
  if (run.returnTo !== null) return { ...run, nodeId: run.returnTo, returnTo: null };
  const previous = run.trail.at(-1);
  return previous === undefined ? run : { ...run, nodeId: previous, trail: run.trail.slice(0, -1) };
}

function withAnswer(run: ScriptRun, answer: string, value: string): ScriptRun {
  return run.answers[answer] === value
    ? run
    : { ...run, answers: { ...run.answers, [answer]: value } };
}
