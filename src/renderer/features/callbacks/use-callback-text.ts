import type { CallbackField, CallbackTyped } from '../../../domain/callback/callback-form.ts';
import { useTyped } from '../../app/store/typing.ts';

/** What a form of a callback is about: a conversation it is promised in, or one of the list. */
export type CallbackSubject = {
  readonly kind: 'callback' | 'callback-move';
  readonly id: string;
  /** What main has of the form. */
  readonly typed: CallbackTyped;
};

/**
 * The texts of the form, and how to type into them: each letter is main's at once, so closing the
 * dialog, a call or the page's death take nothing away.
 *
 * @param before - What stands in a field nobody has typed into.
 */
export function useCallbackText(
  { kind, id, typed }: CallbackSubject,
  before: Readonly<Record<CallbackField, string>>,
) {
  const of = (field: CallbackField) => [{ kind, field }, typed[field] ?? before[field]] as const;
  const [day, typeDay] = useTyped(id, ...of('day'));
  const [time, typeTime] = useTyped(id, ...of('time'));
  const [zone, typeZone] = useTyped(id, ...of('zone'));
  const [wish, typeWish] = useTyped(id, ...of('wish'));
  const [owner, typeOwner] = useTyped(id, ...of('owner'));
  return {
    text: { day, time, zone, wish, owner },
    type: { day: typeDay, time: typeTime, zone: typeZone, wish: typeWish, owner: typeOwner },
  };
}
