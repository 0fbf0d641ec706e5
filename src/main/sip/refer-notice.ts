/** What one NOTIFY about a REFER tells (RFC 3515 §2.4.5). */
export type ReferNotice =
  | { readonly kind: 'progress'; readonly progress: 'accepted' | 'ringing' }
  | { readonly kind: 'reached' }
  | { readonly kind: 'failed'; readonly sipStatus: number }
  /** The subscription is over and nobody has said what came of it. */
  | { readonly kind: 'untold' };

/** Their phone rings, or they are played something (RFC 3261 §21.1); the others say: we are at it. */
const ringing: readonly number[] = [180, 183];

/**
 * Reads the status line that the far end got from whoever it called in our place. Not every PBX
 * sends one: without it, the end of the subscription is the last word (RFC 6665 §4.1.3).
 *
 * @param body - A `message/sipfrag`; its first line counts.
 * @param subscriptionState - The header of that name, or empty.
 */
export function readReferNotice(body: string, subscriptionState: string): ReferNotice {
  const sipStatus = Number(/^\s*SIP\/2\.0[ \t]+([1-6]\d\d)(?!\d)/i.exec(body)?.[1] ?? 0);
  if (sipStatus >= 300) return { kind: 'failed', sipStatus };
  if (sipStatus >= 200) return { kind: 'reached' };
  if (/^\s*terminated\b/i.test(subscriptionState)) return { kind: 'untold' };
  return { kind: 'progress', progress: ringing.includes(sipStatus) ? 'ringing' : 'accepted' };
}
