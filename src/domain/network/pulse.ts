/** When the other side was asked for a sign of life, and the look that is due now. All on one monotonic clock. */
export type Pulse = {
  /** Null once the answer is there. */
  readonly askedAtMs: number | null;
  /** When the look before this one was; the first time, when the connection came about. */
  readonly lookedAtMs: number;
  readonly nowMs: number;
  readonly periodMs: number;
};

/**
 * What a look at a connection tells, once each period: `ask` for a sign of life; `wait`, the question
 * is out; `dead`, it had half a period at least and nothing came. Where the look itself comes late,
 * this process stood still (a computer asleep, a long computation): the answer may lie unread, so it
 * is waited for.
 */
export function judgePulse({
  askedAtMs,
  lookedAtMs,
  nowMs,
  periodMs,
}: Pulse): 'ask' | 'wait' | 'dead' {
  if (askedAtMs === null) return 'ask';
  const isLate = nowMs - lookedAtMs > 1.25 * periodMs;
  return isLate || nowMs - askedAtMs < periodMs / 2 ? 'wait' : 'dead';
}
