import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import type { E164 } from '../../../domain/customer/customer.ts';
import { isNameText } from '../../../domain/customer/dial-text.ts';

/** Somebody's number that fits what was typed. */
export type DialSuggestion = { readonly customerId: string; readonly number: E164 };

/** Why Enter does not dial; each has its words. */
export type DialProblem =
  | 'nothing-typed'
  | 'in-call'
  | 'in-wrap-up'
  | 'nobody-found'
  | 'still-looking';

export type DialStep =
  | { readonly kind: 'dial' }
  /** One number is meant: it stands in the box, and Enter dials it. */
  | { readonly kind: 'fill'; readonly number: E164 }
  /** Several are: the agent chooses. */
  | { readonly kind: 'choose' }
  | { readonly kind: 'problem'; readonly problem: DialProblem };

/** What Enter does in the dial box. It is never silent: what does not dial says why. */
export function dialStep(
  { work }: Pick<DeskSnapshot, 'work'>,
  text: string,
  found: readonly DialSuggestion[] | undefined,
): DialStep {
  if (work?.stage === 'call') return { kind: 'problem', problem: 'in-call' };
  if (work?.stage === 'wrap-up') return { kind: 'problem', problem: 'in-wrap-up' };
  if (text.trim() === '') return { kind: 'problem', problem: 'nothing-typed' };
  if (!isNameText(text)) return { kind: 'dial' };
  if (found === undefined) return { kind: 'problem', problem: 'still-looking' };
  const [only, ...more] = found;
  if (!only) return { kind: 'problem', problem: 'nobody-found' };
  return more.length === 0 ? { kind: 'fill', number: only.number } : { kind: 'choose' };
}
