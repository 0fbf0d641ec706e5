import { valuesOf, withUnsent } from '../../../domain/customer/correction.ts';
import { type CustomerEdit, editOf } from '../../../domain/customer/edit.ts';
import { database } from '../../local-db/database.ts';
import { type DeskState, lookAt, present, send, useDesk } from './desk-store.ts';
import { settledCustomerId } from './work.ts';

/** Whose record is in the person's place. */
export function shownPersonId(state: DeskState): string | null {
  return state.lookingAt ?? settledCustomerId(present(state).work);
}

/** The form in the person's place, if one is open there. */
export function shownEdit(state: DeskState): CustomerEdit | null {
  const { edits, work } = present(state);
  const shown = shownPersonId(state);
  const begun = edits.find((edit) =>
    edit.kind === 'create' && shown === null
      ? edit.workId === (work?.workId ?? null)
      : edit.customerId === shown,
  );
  return begun ?? null;
}

/** Begins to correct the record shown, or to write down a promise. */
export function beginEdit(state: DeskState, kind: 'correct' | 'promise'): void {
  const customerId = shownPersonId(state);
  if (customerId === null) return;
  const { edits, unsent, work } = present(state);
  if (editOf(edits, kind, customerId)) {
    focusForm();
    return;
  }
  void database.customers.get(customerId).then(async (row) => {
    const record = withUnsent(row?.record ?? null, customerId, unsent, '');
    if (!record) return;
    const base = kind === 'correct' ? { ...valuesOf(record) } : {};
    const workId = work?.workId ?? null;
    const { version } = record;
    const reply = await send({
      kind: 'open-edit',
      edit: kind,
      customerId,
      workId,
      base,
      version,
    });
    if (reply.ok && reply.editId && (await editCome(reply.editId))) focusForm();
  });
}

/** Begins a record for somebody new; in a conversation it becomes its person. */
export async function beginNewCustomer(state: DeskState): Promise<void> {
  const { work } = present(state);
  const workId = work?.workId ?? null;
  lookAt(null);
  const reply = await send({
    kind: 'open-edit',
    edit: 'create',
    customerId: null,
    workId,
    base: {},
    version: 0,
  });
  const edit = reply.ok && reply.editId ? await editCome(reply.editId) : null;
  if (!edit) return;
  // Where the place shows somebody already, the new record has to be looked at.
  if (work === null || settledCustomerId(work) !== null) lookAt(edit.customerId);
  focusForm();
}

/** The form, once main has told of it; null when the desk is signed out meanwhile. */
function editCome(editId: string): Promise<CustomerEdit | null> {
  return new Promise((resolve) => {
    const look = (state: DeskState) => {
      const edit = state.snapshot?.edits.find((one) => one.editId === editId);
      const isOver = state.snapshot?.session.state !== 'signed-in';
      if (!edit && !isOver) return false;
      resolve(edit ?? null);
      return true;
    };
    if (look(useDesk.getState())) return;
    const stop = useDesk.subscribe((state) => {
      if (look(state)) stop();
    });
  });
}

/** Sends a form; what has to be put right first comes back, field by field. */
export async function sendEdit(editId: string): Promise<void> {
  const reply = await send({ kind: 'send-edit', editId });
  const refused = !reply.ok && reply.error.kind === 'edit-refused' ? reply.error.problems : [];
  useDesk.setState((state) => ({
    editProblems: { ...state.editProblems, [editId]: refused },
    refusal: reply.ok || refused.length > 0 ? null : reply.error,
  }));
  if (refused.length > 0) focusForm('[aria-invalid="true"]');
}

function focusForm(selector = 'input, textarea'): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const form = document.querySelector('[data-edit-form]');
      form?.querySelector<HTMLElement>(selector)?.focus();
    });
  });
}
