import { assertNever } from '../assert-never.ts';
import {
  type FieldChange,
  type FieldConflict,
  type FieldName,
  type FieldValues,
  numberOf,
} from './correction.ts';
import type { CustomerId } from './customer.ts';

/**
 * What an agent is writing about a customer and has not sent yet. It is kept letter by letter, like
 * a note, and stays until it is sent or thrown away: a call may come in between, or a restart.
 */
export type CustomerEdit = {
  readonly editId: string;
  readonly kind: 'correct' | 'create' | 'promise';
  readonly customerId: CustomerId;
  /** The conversation it was begun in; who is new becomes its person. */
  readonly workId: string | null;
  /** The record as the agent saw it; for somebody new what is known already. */
  readonly base: FieldValues;
  readonly version: number;
  /** Only what was typed into, by field; `new-phone:1` and further are numbers to add. */
  readonly typed: Readonly<Record<string, string>>;
  /** Fields that somebody else changed before this came to the center. */
  readonly conflicts: readonly FieldConflict[];
  readonly openedAt: string;
};

export type EditEvent =
  | { readonly type: 'restored'; readonly edits: readonly CustomerEdit[] }
  | { readonly type: 'opened'; readonly edit: CustomerEdit }
  | {
      readonly type: 'typed';
      readonly editId: string;
      readonly field: string;
      readonly value: string;
    }
  | { readonly type: 'closed'; readonly editId: string }
  /** The center has answered that somebody else was faster. */
  | {
      readonly type: 'refused';
      readonly editId: string;
      readonly customerId: CustomerId;
      readonly version: number;
      readonly changes: readonly FieldChange[];
      readonly conflicts: readonly FieldConflict[];
      readonly at: string;
    }
  | {
      readonly type: 'resolved';
      readonly editId: string;
      readonly field: FieldName;
      readonly keep: 'mine' | 'theirs';
    };

export type EditEffect =
  | { readonly type: 'edit.save'; readonly edit: CustomerEdit }
  | { readonly type: 'edit.drop'; readonly editId: string };

/** All that is being written, oldest first; one of a kind for each customer. */
export type Edits = readonly CustomerEdit[];

export type EditStep = { readonly state: Edits; readonly effects: readonly EditEffect[] };

/** Pure and total: an event of an edit that is not there changes nothing. */
export function editTransition(state: Edits, event: EditEvent): EditStep {
  switch (event.type) {
    case 'restored':
      return { state: event.edits, effects: [] };
    case 'opened': {
      const { edit } = event;
      const isThere = editOf(state, edit.kind, edit.customerId) !== undefined;
      return isThere
        ? { state, effects: [] }
        : { state: [...state, edit], effects: [{ type: 'edit.save', edit }] };
    }
    case 'typed':
      return withEdit(state, event.editId, (edit) => ({
        ...edit,
        typed: { ...edit.typed, [event.field]: event.value },
      }));
    case 'closed':
      return state.some(({ editId }) => editId === event.editId)
        ? {
            state: state.filter(({ editId }) => editId !== event.editId),
            effects: [{ type: 'edit.drop', editId: event.editId }],
          }
        : { state, effects: [] };
    case 'refused':
      return refused(state, event);
    case 'resolved':
      return withEdit(state, event.editId, (edit) => resolved(edit, event.field, event.keep));
    default:
      return assertNever(event);
  }
}

export function editOf(
  edits: Edits,
  kind: CustomerEdit['kind'],
  customerId: CustomerId,
): CustomerEdit | undefined {
  return edits.find((edit) => edit.kind === kind && edit.customerId === customerId);
}

function withEdit(
  state: Edits,
  editId: string,
  change: (edit: CustomerEdit) => CustomerEdit,
): EditStep {
  const before = state.find((edit) => edit.editId === editId);
  if (!before) return { state, effects: [] };
  const edit = change(before);
  return {
    state: state.map((one) => (one === before ? edit : one)),
    effects: [{ type: 'edit.save', edit }],
  };
}

/** The words come back into the form, beside those of the other; what was typed since stays. */
function refused(state: Edits, event: Extract<EditEvent, { type: 'refused' }>): EditStep {
  const { changes, conflicts } = event;
  const open = editOf(state, 'correct', event.customerId);
  const from = Object.fromEntries(changes.map(({ field, from: seen }) => [field, seen]));
  const to = Object.fromEntries(
    changes.map(({ field, to: meant }) => [
      field,
      meant === null ? '' : (numberOf(field) ?? meant),
    ]),
  );
  const edit: CustomerEdit = {
    editId: open?.editId ?? event.editId,
    kind: 'correct',
    customerId: event.customerId,
    workId: open?.workId ?? null,
    base: { ...open?.base, ...from },
    version: event.version,
    typed: { ...to, ...open?.typed },
    conflicts: [
      ...(open?.conflicts ?? []).filter(
        ({ field }) => !conflicts.some((conflict) => conflict.field === field),
      ),
      ...conflicts,
    ],
    openedAt: open?.openedAt ?? event.at,
  };
  const others = state.filter((one) => one !== open);
  return { state: [...others, edit], effects: [{ type: 'edit.save', edit }] };
}

/** Either way the agent has now seen the other's value: what is sent is based on it. */
function resolved(edit: CustomerEdit, field: FieldName, keep: 'mine' | 'theirs'): CustomerEdit {
  const conflict = edit.conflicts.find((one) => one.field === field);
  if (!conflict) return edit;
  const { [field]: mine, ...others } = edit.typed;
  return {
    ...edit,
    base: { ...edit.base, [field]: conflict.theirs },
    typed: keep === 'mine' && mine !== undefined ? edit.typed : others,
    conflicts: edit.conflicts.filter((one) => one !== conflict),
  };
}
