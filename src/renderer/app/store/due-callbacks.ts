import type { CallbackView, DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';

/** Whether a conversation on the desk, in front or beside, is about this callback: it ends with it. */
export function isOnDesk(
  { work, other }: Pick<DeskSnapshot, 'work' | 'other'>,
  callbackId: string,
): boolean {
  return [work, other?.work].some((one) => one?.callback?.callbackId === callbackId);
}

/** Calls to be reminded of, the most urgent first; who is on the desk already is not one of them. */
export function dueCallbacks(
  desk: Pick<DeskSnapshot, 'reminders' | 'callbacks' | 'work' | 'other'>,
): readonly CallbackView[] {
  return desk.reminders
    .filter((id) => !isOnDesk(desk, id))
    .flatMap((id) => desk.callbacks.find((one) => one.id === id) ?? []);
}
