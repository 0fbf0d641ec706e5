import type { DeskCommand } from '../../../contract/ipc/desk-api.ts';
import type { CallbackField } from '../../../domain/callback/callback-form.ts';
import { present, send, showRefusal, useDesk } from './desk-store.ts';

/** A text the agent types into, within one conversation. */
export type TypingSlot =
  | { readonly kind: 'note' }
  | { readonly kind: 'field'; readonly fieldId: string }
  | { readonly kind: 'answer'; readonly answer: string }
  /** The form of a callback; `workId` is the callback's id where one of the list is moved. */
  | { readonly kind: 'callback' | 'callback-move'; readonly field: CallbackField }
  /** A form about a customer; `workId` is its edit's id then. */
  | { readonly kind: 'edit'; readonly field: string };

/**
 * The text of a slot and how to type into it.
 *
 * Every input event goes to main at once, composition included, with a rising sequence. The
 * page's own value is shown until main has echoed that sequence, so an older snapshot on its way
 * never takes a character back.
 */
export function useTyped(
  workId: string,
  slot: TypingSlot,
  fromMain: string,
): readonly [value: string, type: (value: string) => void] {
  const key = slotKey(workId, slot);
  const draft = useDesk((state) => state.drafts[key]);
  const value = draft?.workId === workId ? draft.value : fromMain;
  return [value, (typed) => type(workId, slot, typed)];
}

export function type(workId: string, slot: TypingSlot, value: string): void {
  const inputSequence = useDesk.getState().lastInputSequence + 1;
  useDesk.setState((state) => ({
    lastInputSequence: inputSequence,
    drafts: { ...state.drafts, [slotKey(workId, slot)]: { workId, value, inputSequence } },
  }));
  // A letter for a conversation that is gone meanwhile is in no record: that is said.
  void send(typingCommand(workId, slot, value, inputSequence)).then(showRefusal);
}

function typingCommand(
  workId: string,
  slot: TypingSlot,
  value: string,
  inputSequence: number,
): DeskCommand {
  switch (slot.kind) {
    case 'note':
      return { kind: 'note', workId, value, inputSequence };
    case 'field':
      return { kind: 'field', workId, fieldId: slot.fieldId, value, inputSequence };
    case 'answer':
      return { kind: 'script-answer', workId, answer: slot.answer, value, inputSequence };
    case 'callback':
      return { kind: 'type-callback', workId, field: slot.field, value, inputSequence };
    case 'callback-move': {
      const { field } = slot;
      return { kind: 'type-callback-move', callbackId: workId, field, value, inputSequence };
    }
    case 'edit':
      return { kind: 'type-edit', editId: workId, field: slot.field, value, inputSequence };
  }
}

function slotKey(workId: string, slot: TypingSlot): string {
  switch (slot.kind) {
    case 'note':
      return 'note';
    case 'field':
      return `field:${slot.fieldId}`;
    case 'answer':
      return `answer:${slot.answer}`;
    case 'callback':
    case 'callback-move':
      return `${slot.kind}:${workId}:${slot.field}`;
    case 'edit':
      return `edit:${workId}:${slot.field}`;
  }
}

/** Whether the summary shown is on disk as shown. */
export function useSavedState(): 'saved' | 'saving' | 'disk-full' | 'read-only' | 'failed' {
  return useDesk((state) => {
    const summary = present(state).work?.summary;
    if (!summary) return 'saved';
    if (summary.saveProblem) return summary.saveProblem;
    return summary.saved && Object.keys(state.drafts).length === 0 ? 'saved' : 'saving';
  });
}
