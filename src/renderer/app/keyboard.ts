import { actions, chooseAnswer, chooseOutcome, perform } from './store/actions.ts';
import { ask, present, useDesk } from './store/desk-store.ts';
import {
  type ActionId,
  actionIds,
  type Chord,
  isComposition,
  type KeyTable,
  keyOf,
  keyTable,
  modifiersOf,
} from './store/keys.ts';
import { outcomeByKey } from './store/outcome-keys.ts';
import { scriptNode, workCampaign } from './store/work.ts';

/** Marks the pane in which single letters and digits act. */
export const singleKeyPane = 'data-single-keys';

/**
 * Listens for keys on the whole desk, before any control does. Chords act everywhere, single keys
 * only in the script pane outside a text; nothing acts while an input method composes.
 *
 * @param only - The actions a page offers that is not the whole desk.
 */
export function listenForKeys(
  target: Window,
  only: ReadonlySet<ActionId> | null = null,
): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const { snapshot, takingKey } = useDesk.getState();
    // The key sheet waits for a key: nobody else may have it.
    if (!snapshot || takingKey || isComposition(event)) return;
    if (!(only ? takeOneOf(only, event) : takeKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = () => {
    const active = target.document.activeElement;
    useDesk.setState({ scriptHasFocus: isInScript(active) && !isText(active) });
  };
  target.addEventListener('keydown', onKeyDown, { capture: true });
  target.addEventListener('focusin', onFocus);
  target.addEventListener('focusout', onFocus);
  onFocus();
  return () => {
    target.removeEventListener('keydown', onKeyDown, { capture: true });
    target.removeEventListener('focusin', onFocus);
    target.removeEventListener('focusout', onFocus);
  };
}

/** Chords of these actions alone: a page without a script has no short forms. */
function takeOneOf(only: ReadonlySet<ActionId>, event: KeyboardEvent): boolean {
  const modifiers = modifiersOf(event);
  if (modifiers === null || modifiers === 'none') return false;
  const id = actionOf(modifiers, keyOf(event));
  if (!id || !only.has(id)) return false;
  if (!event.repeat) perform(id);
  return true;
}

/** True when the key was ours. */
function takeKey(event: KeyboardEvent): boolean {
  const modifiers = modifiersOf(event);
  const key = keyOf(event);
  if (modifiers === null) return false;
  if (modifiers === 'none') return takeSingleKey(event, key);
  if (event.repeat) return actionOf(modifiers, key) !== undefined;
  return takeChord(modifiers, key);
}

function takeChord(modifiers: Chord['with'], key: string): boolean {
  const id = actionOf(modifiers, key);
  if (id) {
    perform(id);
    return true;
  }
  if (modifiers === 'primary' && /^[1-9]$/.test(key)) return takeDigit(Number(key));
  return modifiers === 'outcome' && takeOutcome(key, false);
}

function actionOf(modifiers: Chord['with'], pressed: string): ActionId | undefined {
  // Where plus needs Shift, the key that has it is pressed without.
  const key = pressed === '=' ? '+' : pressed;
  // A sign such as `/` needs Shift on some layouts.
  const isSign = /^[^a-z0-9]$/.test(key);
  const table = keys();
  return actionIds.find((id) => {
    const { chord } = table[id];
    const same = chord.with === modifiers || (isSign && modifiers === 'primary-shift');
    return chord.key === key && same;
  });
}

function keys(): KeyTable {
  return keyTable(present(useDesk.getState()).app.keys);
}

function takeSingleKey(event: KeyboardEvent, key: string): boolean {
  const { overlay, snapshot } = useDesk.getState();
  const target = event.target instanceof Element ? event.target : null;
  if (isText(target)) return false;
  if (overlay === 'keypad' && /^[0-9*#]$/.test(key)) {
    ask({ kind: 'dtmf', digit: key });
    return true;
  }
  if (overlay !== 'none' || !snapshot?.app.singleKeys || !isInScript(target)) return false;
  if (event.repeat) return false;
  // On a button of the pane Enter is the button's own.
  if (key === 'enter' && !target?.hasAttribute(singleKeyPane)) return false;
  const table = keys();
  const id = actionIds.find(
    (candidate) =>
      table[candidate].single === key && actions[candidate].isAvailable(useDesk.getState()),
  );
  if (id) return perform(id);
  if (/^[1-9]$/.test(key)) return takeDigit(Number(key));
  return takeOutcome(key, true);
}

function takeDigit(digit: number): boolean {
  const { snapshot } = useDesk.getState();
  const node = snapshot && scriptNode(snapshot);
  const choice = node?.kind === 'choice' ? node.choices[digit - 1] : undefined;
  if (!choice) return false;
  chooseAnswer(choice.id);
  return true;
}

function takeOutcome(key: string, alone: boolean): boolean {
  const { snapshot } = useDesk.getState();
  const campaign = snapshot && workCampaign(snapshot);
  const outcome = campaign && outcomeByKey(campaign.dispositions, key, alone, keys());
  if (!outcome) return false;
  chooseOutcome(outcome.id);
  return true;
}

function isInScript(element: Element | null): boolean {
  return element?.closest(`[${singleKeyPane}]`) != null;
}

export function isText(element: Element | null): boolean {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !['radio', 'checkbox'].includes(element.type)) ||
    element instanceof HTMLSelectElement ||
    element?.closest('[role="listbox"]') != null
  );
}
