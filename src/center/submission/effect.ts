import type { FieldConflict } from '../../domain/customer/correction.ts';
import type { FeedEvent } from '../db/feed.ts';

/**
 * What an item did to the store. A refusal has written nothing; the item itself is then kept
 * with its reason.
 */
export type Effect =
  | { readonly ok: true; readonly reference: string; readonly events: readonly FeedEvent[] }
  | {
      readonly ok: false;
      readonly reason:
        | 'other-agent'
        | 'revision-taken'
        | 'unknown-campaign'
        | 'unknown-callback'
        | 'closed'
        | 'taken-by-other'
        | 'unknown-customer'
        | 'unknown-promise'
        | 'already-settled'
        | 'malformed'
        | 'id-taken';
    }
  /** A correction that somebody else's came before: what stands now. */
  | {
      readonly ok: false;
      readonly reason: 'conflict';
      readonly conflicts: readonly FieldConflict[];
    };

/** A short reference that people can quote: a letter and the random end of a UUID. */
export function referenceOf(letter: string, id: string): string {
  return `${letter}-${id.slice(-8)}`;
}
