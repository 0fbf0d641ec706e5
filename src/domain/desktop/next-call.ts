import type { Summary } from '../summary/summary.ts';

/**
 * Whether a call is a next one after a do-not-call mark: its wrap-up ends the undo. One that was up
 * when the key was pressed is not, nor a caller whom nobody answered.
 */
export function isNextCall(
  call: Pick<Summary, 'direction' | 'startedAt' | 'answeredAt'>,
  markedAt: string,
): boolean {
  const happened = call.direction === 'outbound' || call.answeredAt !== null;
  return happened && call.startedAt >= markedAt;
}
