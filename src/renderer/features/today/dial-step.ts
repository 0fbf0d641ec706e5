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
  | 'nobody-here'
  | 'still-looking';

/** Whose numbers fit, and what the center has to say of it. */
export type DialSearch = {
  readonly numbers: readonly DialSuggestion[];
  readonly center: 'idle' | 'asking' | 'answered' | 'away';
};

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
  found: DialSearch | undefined,
): DialStep {
  if (work?.stage === 'call') return { kind: 'problem', problem: 'in-call' };
  if (work?.stage === 'wrap-up') return { kind: 'problem', problem: 'in-wrap-up' };
  if (text.trim() === '') return { kind: 'problem', problem: 'nothing-typed' };
  if (!isNameText(text)) return { kind: 'dial' };
  if (found === undefined) return { kind: 'problem', problem: 'still-looking' };
  const { numbers, center } = found;
  const [only, ...more] = numbers;
  if (only) {
    // While the center has not answered, it may know others of this name.
    const isOnly = more.length === 0 && center !== 'asking';
    return isOnly ? { kind: 'fill', number: only.number } : { kind: 'choose' };
  }
  if (center === 'asking') return { kind: 'problem', problem: 'still-looking' };
  return { kind: 'problem', problem: center === 'answered' ? 'nobody-found' : 'nobody-here' };
}
