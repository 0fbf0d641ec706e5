import type { DeskReply } from '../../contract/ipc/desk-api.ts';
import type { DesktopState } from '../../domain/desktop/state.ts';

/** What was asked does not fit what is going on. */
export function notNow(state: DesktopState): DeskReply {
  return { ok: false, error: { kind: 'not-now', state: state.work?.stage ?? 'idle' } };
}

/** What changes nothing (the same value again, a step that leads nowhere) is taken in all the same. */
export function idempotent(reply: DeskReply, state: DesktopState): DeskReply {
  return !reply.ok && reply.error.kind === 'not-now' && state.work ? { ok: true } : reply;
}
