import type { CallbackChange, CallbackId } from './callback.ts';

/** What a call is promised with. Day and time are the customer's; no zone is an empty text. */
export const callbackFields = ['day', 'time', 'zone', 'wish', 'owner'] as const;
export type CallbackField = (typeof callbackFields)[number];

/** What was typed into the form of a callback and is not promised yet, by field. */
export type CallbackTyped = Readonly<Partial<Record<CallbackField, string>>>;

/** What was typed to move callbacks of the list, and is not sent. */
export type CallbackMoves = Readonly<Record<CallbackId, CallbackTyped>>;

/** The form with one field more, or with another text in it. */
export function withTyped(
  typed: CallbackTyped,
  { field, value }: { readonly field: CallbackField; readonly value: string },
): CallbackTyped {
  return typed[field] === value ? typed : { ...typed, [field]: value };
}

/** After this nobody moves the callback as it was: what was typed to move it goes along. */
export function endsMove(change: CallbackChange): boolean {
  return change.kind === 'move' || change.kind === 'cancel' || change.kind === 'keep';
}
