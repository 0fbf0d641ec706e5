/** Why a re-INVITE came to nothing. */
export type Refusal = {
  /** Status of the final response; null when the request never got one. */
  readonly sipStatus: number | null;
  /** `Retry-After` in seconds (RFC 3261 §20.33), if it was there. */
  readonly retryAfterSeconds: number | null;
};

const longestRetryAfterMs = 10_000;
const mostGlares = 5;
const mostTroubles = 2;
const mostRefreshes = 5;

/**
 * How long to wait before the same re-INVITE goes out again; null: it is refused, and that is told.
 *
 * - 491: both sides asked at once. RFC 3261 §14.1: whoever made the Call-ID waits 2.1 to 4 s, the
 *   other up to 2 s, in steps of 10 ms, so that they do not meet again.
 * - 500, 503, 504: the far end cannot now; `Retry-After` within reason, else 2 s, twice.
 * - a refresh (which only shows where we are) may also time out, and goes on longer.
 * - anything else was understood and refused.
 *
 * @param tries - How often it has been refused so far, this time included.
 * @param random - In [0, 1).
 */
export function retryReofferMs(
  refusal: Refusal,
  {
    operation,
    ownsCallId,
    tries,
    random,
  }: {
    readonly operation: 'hold' | 'resume' | 'refresh';
    readonly ownsCallId: boolean;
    readonly tries: number;
    readonly random: number;
  },
): number | null {
  const { sipStatus, retryAfterSeconds } = refusal;
  if (sipStatus === 491) {
    if (tries > mostGlares) return null;
    const [fromMs, toMs] = ownsCallId ? [2_100, 4_000] : [0, 2_000];
    return Math.round((fromMs + (toMs - fromMs) * random) / 10) * 10;
  }
  const isTrouble = sipStatus === 500 || sipStatus === 503 || sipStatus === 504;
  const isSilence = sipStatus === null || sipStatus === 408;
  if (operation === 'refresh' ? !isTrouble && !isSilence : !isTrouble) return null;
  if (tries > (operation === 'refresh' ? mostRefreshes : mostTroubles)) return null;
  if (retryAfterSeconds !== null) return Math.min(retryAfterSeconds * 1_000, longestRetryAfterMs);
  return Math.round(2_000 * (0.5 + random));
}
