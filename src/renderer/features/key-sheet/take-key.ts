import { useEffect } from 'react';
import { ask, present, useDesk } from '../../app/store/desk-store.ts';
import {
  chordOwner,
  chordRefusal,
  type KeyRefusal,
  singleOwner,
  singleRefusal,
} from '../../app/store/key-choice.ts';
import {
  type ActionId,
  type Chord,
  isComposition,
  keyOf,
  keyTable,
  modifiersOf,
} from '../../app/store/keys.ts';

/** Which key of which command is being chosen. */
export type Taking = { readonly id: ActionId; readonly form: 'chord' | 'single' };

/** What came of a press: taken, refused with its reason, or another command's. */
export type TakeOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: KeyRefusal }
  | { readonly kind: 'owned'; readonly owner: ActionId; readonly pressed: Chord | string };

/** Waits for the next key, by position where the layout has no Latin letters; Esc gives up. */
export function useTakenKey(
  taking: Taking | null,
  onEnd: (outcome: TakeOutcome | null) => void,
): void {
  useEffect(() => {
    if (!taking) return;
    useDesk.setState({ takingKey: true });
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposition(event) || isModifierAlone(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') onEnd(null);
      else onEnd(take(taking, event));
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      useDesk.setState({ takingKey: false });
    };
  }, [taking, onEnd]);
}

function isModifierAlone(key: string): boolean {
  return /^(Control|Shift|Alt|AltGraph|Meta|CapsLock|NumLock|Fn|OS)$/.test(key);
}

function take({ id, form }: Taking, event: KeyboardEvent): TakeOutcome {
  const modifiers = modifiersOf(event);
  const key = keyOf(event);
  const table = keyTable(present(useDesk.getState()).app.keys);
  if (form === 'single') {
    if (modifiers !== 'none') return { kind: 'refused', reason: 'system' };
    const reason = singleRefusal(id, key);
    if (reason) return { kind: 'refused', reason };
    const owner = singleOwner(table, id, key);
    if (owner) return { kind: 'owned', owner, pressed: key };
    change(id, { ...table[id], single: key });
    return { kind: 'taken' };
  }
  if (modifiers === null || modifiers === 'none') {
    return { kind: 'refused', reason: 'no-modifier' };
  }
  const chord = { with: modifiers, key };
  const reason = chordRefusal(chord);
  if (reason) return { kind: 'refused', reason };
  const owner = chordOwner(table, id, chord);
  if (owner) return { kind: 'owned', owner, pressed: chord };
  change(id, { ...table[id], chord });
  return { kind: 'taken' };
}

/** Two commands exchange their keys, so that neither is left without. */
export function exchangeKeys({ id, form }: Taking, owner: ActionId): void {
  const table = keyTable(present(useDesk.getState()).app.keys);
  const [mine, theirs] = [table[id], table[owner]];
  change(id, { ...mine, [form]: theirs[form] });
  change(owner, { ...theirs, [form]: mine[form] });
}

/** The short form goes; the chord stays, for there is always one. */
export function dropSingle(id: ActionId): void {
  const table = keyTable(present(useDesk.getState()).app.keys);
  change(id, { ...table[id], single: null });
}

function change(id: ActionId, keys: { chord: Chord; single: string | null }): void {
  ask({ kind: 'set-key', command: id, binding: { chord: { ...keys.chord }, single: keys.single } });
}
