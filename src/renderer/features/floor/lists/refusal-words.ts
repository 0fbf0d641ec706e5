import type { Problem } from '../../../../contract/http/problem.ts';
import { en } from '../../../messages/en.ts';

type RefusalKey = Extract<keyof typeof en, `import.refused-${string}`>;

/** What the center said no to, and why. */
export type Refusal = { readonly problem: Problem['kind']; readonly reason: string };

/**
 * The catalogue's words of a refusal, by its reason, or else by the kind of problem. Null when
 * neither says enough: a newer center's reason, or another center's own rule.
 */
export function refusalKey({ problem, reason }: Refusal): RefusalKey | null {
  return catalogued(reason) ?? (reason === '' ? catalogued(problem) : null);
}

function catalogued(what: string): RefusalKey | null {
  const key = `import.refused-${what}`;
  return Object.hasOwn(en, key) ? (key as RefusalKey) : null;
}
