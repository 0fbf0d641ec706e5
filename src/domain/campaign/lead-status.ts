import type { Lead } from './campaign.ts';

/**
 * What the newest summary of a lead came to: `none` without a summary, `open` when another call
 * makes sense, `closing` when its disposition ends the matter.
 */
export type LastOutcome = 'none' | 'open' | 'closing' | 'do-not-call';

/**
 * Where a lead stands. Always worked out from the facts and never from what it was before, so
 * that a wish taken back, or a revised summary, leaves no trace of the older answer.
 */
export function leadStatus(facts: {
  /** An entry that still stands binds this number in this campaign. */
  readonly blocked: boolean;
  readonly lastOutcome: LastOutcome;
}): Lead['status'] {
  if (facts.blocked) return 'do-not-call';
  switch (facts.lastOutcome) {
    case 'none':
      return 'new';
    case 'open':
      return 'called';
    case 'closing':
      return 'done';
    case 'do-not-call':
      return 'do-not-call';
  }
}
