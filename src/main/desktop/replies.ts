import type { DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DesktopState } from '../../domain/desktop/state.ts';

/** What was asked does not fit what is going on. */
export function notNow(state: DesktopState): DeskReply {
  return { ok: false, error: { kind: 'not-now', state: state.work?.stage ?? 'idle' } };
}

/**
 * What changes nothing (the same value again, a step that leads nowhere) is taken in all the same,
 * where what it is about is there: what was meant for a conversation that is gone is refused.
 *
 * @param workId - The conversation it is about; null for the agent's own state.
 */
export function idempotent(
  reply: DeskReply,
  { work, other }: DesktopState,
  workId: string | null,
): DeskReply {
  if (reply.ok || reply.error.kind !== 'not-now' || !work) return reply;
  const isThere = workId === null || [work, other].some((one) => one?.workId === workId);
  return isThere ? { ok: true } : reply;
}
