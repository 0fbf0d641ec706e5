import { mergeValues, placeholdersIn } from './merge.ts';
import type { Script, ScriptNode } from './script.ts';

/** Something in a script that would leave an agent stranded or lost for words. */
export type ScriptProblem = {
  readonly kind:
    | 'missing-target'
    | 'missing-start'
    | 'duplicate-node'
    | 'duplicate-choice'
    | 'dead-choice'
    | 'unknown-placeholder'
    | 'unreachable';
  /** The page where it stands; empty for the script as a whole. */
  readonly nodeId: string;
  /** What is wrong there: the missing id, the placeholder. */
  readonly subject: string;
  /** A script with an `error` is not published and not run; a `warning` is only told. */
  readonly severity: 'error' | 'warning';
};

const known = new Set(
  Object.keys(mergeValues({ customer: null, lead: null, agentName: '', answers: {} })),
);

/** Pages a page leads to. */
export function targetsOf(node: ScriptNode): readonly string[] {
  switch (node.kind) {
    case 'say':
    case 'ask':
    case 'callback':
      return [node.next];
    case 'choice':
      return node.choices.filter((choice) => choice.next !== '').map((choice) => choice.next);
    case 'objection':
    case 'end':
      return [];
  }
}

/** All problems of a script, errors first. Total: any script of the right shape is answered. */
export function checkScript(script: Script): readonly ScriptProblem[] {
  const problems: ScriptProblem[] = [];
  const report = (
    kind: ScriptProblem['kind'],
    nodeId: string,
    subject: string,
    severity: ScriptProblem['severity'] = 'error',
  ) => problems.push({ kind, nodeId, subject, severity });

  const byId = new Map<string, ScriptNode>();
  for (const node of script.nodes) {
    if (byId.has(node.id)) report('duplicate-node', node.id, node.id);
    byId.set(node.id, node);
  }
  const start = byId.get(script.start);
  if (!start || start.kind === 'objection') report('missing-start', '', script.start);

  const answers = new Set(
    script.nodes.flatMap((node) =>
      (node.kind === 'ask' || node.kind === 'choice') && node.answer ? [node.answer] : [],
    ),
  );
  for (const node of script.nodes) {
    for (const target of targetsOf(node)) {
      const found = byId.get(target);
      if (!found || found.kind === 'objection') report('missing-target', node.id, target);
    }
    if (node.kind === 'choice') checkChoices(node, report);
    for (const path of placeholdersIn(node.text)) {
      const isAnswer = path.startsWith('answer.') && answers.has(path.slice('answer.'.length));
      if (!known.has(path) && !isAnswer) {
        report('unknown-placeholder', node.id, path, 'warning');
      }
    }
  }
  const reached = reachable(script.start, byId);
  for (const node of script.nodes) {
    if (node.kind !== 'objection' && !reached.has(node.id)) {
      report('unreachable', node.id, node.id, 'warning');
    }
  }
  return problems.toSorted((a, b) => a.severity.localeCompare(b.severity));
}

function checkChoices(
  node: Extract<ScriptNode, { kind: 'choice' }>,
  report: (kind: ScriptProblem['kind'], nodeId: string, subject: string) => void,
): void {
  const seen = new Set<string>();
  for (const choice of node.choices) {
    if (seen.has(choice.id)) report('duplicate-choice', node.id, choice.id);
    seen.add(choice.id);
    if (choice.next === '' && choice.dispositionId === '') {
      report('dead-choice', node.id, choice.id);
    }
  }
}

function reachable(start: string, byId: ReadonlyMap<string, ScriptNode>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [start];
  while (waiting.length > 0) {
    const id = waiting.pop() ?? '';
    const node = byId.get(id);
    if (!node || reached.has(id)) continue;
    reached.add(id);
    waiting.push(...targetsOf(node));
  }
  return reached;
}
