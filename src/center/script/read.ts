import { script as scriptSchema } from '../../contract/record/script.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { checkScript, type ScriptProblem } from '../../domain/script/check.ts';
import type { Script } from '../../domain/script/script.ts';

export type ScriptReading =
  | { readonly ok: true; readonly script: Script; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads a script file's content: its shape, then whether an agent could get lost in it. */
export function readScript(content: unknown): ScriptReading {
  const shape = scriptSchema.safeParse(content);
  if (!shape.success) {
    const errors = shape.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { ok: false, errors };
  }
  const problems = checkScript(shape.data);
  const errors = problems.filter((one) => one.severity === 'error').map(inWords);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, script: shape.data, warnings: problems.map(inWords) };
}

function inWords({ kind, nodeId, subject }: ScriptProblem): string {
  switch (kind) {
    case 'missing-target':
      return `Page "${nodeId}" leads to "${subject}", which is not a page one can go to.`;
    case 'missing-start':
      return `The script starts at "${subject}", which is not a page one can start at.`;
    case 'duplicate-node':
      return `Two pages have the id "${subject}".`;
    case 'duplicate-choice':
      return `Two choices of page "${nodeId}" have the id "${subject}".`;
    case 'dead-choice':
      return `Choice "${subject}" of page "${nodeId}" has neither a next page nor a disposition.`;
    case 'unknown-placeholder':
      return `Page "${nodeId}" wants to fill in "${subject}", which nothing fills.`;
    case 'unreachable':
      return `Nothing leads to page "${nodeId}".`;
    default:
      return assertNever(kind);
  }
}
