import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { Receipt } from '../../contract/sync/down/receipt.ts';
import {
  isUnsentRecord,
  phoneField,
  subjectOf,
  type UnsentRecord,
} from '../../domain/customer/correction.ts';
import type { CustomerId } from '../../domain/customer/customer.ts';
import {
  type CustomerEdit,
  type EditEvent,
  type Edits,
  editOf,
  editTransition,
} from '../../domain/customer/edit.ts';
import { readPhone } from '../../domain/customer/phone-number.ts';
import { writtenEdit } from '../../domain/customer/written-edit.ts';
import type { Work } from '../../domain/work/work.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Clock } from './clock.ts';
import type { Machine } from './machine.ts';
import { notNow } from './replies.ts';

type Of<Kind extends DeskCommand['kind']> = Extract<DeskCommand, { kind: Kind }>;

/** The page has the center's new record in its cache by then, and needs the unsent one no more. */
const seenAfterMs = 1_000;

/**
 * What the agent writes about customers: forms that are kept letter by letter, and what has been
 * sent and is not in the center's records yet.
 */
export function createRecords(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
  /** Something new waits in the outbox. */
  readonly onWritten: () => void;
  readonly onChange: () => void;
}) {
  const { owner, journal, writer, machine, clock, onChange } = options;
  let edits: Edits = [];
  /** Stored at the center; its feed has not told the records yet. */
  const stored = new Map<string, UnsentRecord>();
  const cancels = new Set<() => void>();

  function step(event: EditEvent): void {
    const { state, effects } = editTransition(edits, event);
    edits = state;
    for (const effect of effects) {
      if (effect.type === 'edit.save') writer.saveEdit(effect.edit);
      else writer.dropEdit(effect.editId);
    }
    onChange();
  }

  /** Writes items of no conversation. */
  function write(entry: UnsentRecord): DeskReply {
    const written = writer.tryCommit([
      { append: [{ key: uuidv7(), entry }], workId: '', save: null },
    ]);
    if (!written.ok) {
      options.onNotice('disk-full', { reason: written.problem });
      return { ok: false, error: { kind: 'not-saved', reason: written.problem } };
    }
    options.onWritten();
    return { ok: true };
  }

  function workOf(workId: string | null): Work | null {
    const { work, other } = machine.state();
    return [work, other].find((one) => one?.workId === workId) ?? null;
  }

  function open(command: Of<'open-edit'>): DeskReply {
    const { edit: kind, workId, version } = command;
    const work = workOf(workId);
    const begun =
      command.customerId === null
        ? edits.find((edit) => edit.kind === 'create' && edit.workId === workId)
        : editOf(edits, kind, command.customerId);
    if (begun) return { ok: true, editId: begun.editId };
    if ((kind === 'create') !== (command.customerId === null)) return notNow(machine.state());
    const editId = uuidv7();
    const number = kind === 'create' ? (work?.number ?? null) : null;
    const edit: CustomerEdit = {
      editId,
      kind,
      customerId: command.customerId ?? uuidv7(),
      workId,
      base: number ? { ...command.base, [phoneField(number)]: kindOf(number) } : command.base,
      version,
      typed: {},
      conflicts: [],
      openedAt: clock.now(),
    };
    step({ type: 'opened', edit });
    return { ok: true, editId };
  }

  function send(editId: string): DeskReply {
    const edit = edits.find((one) => one.editId === editId);
    if (!edit) return notNow(machine.state());
    const written = writtenEdit(edit, clock.now(), dueInstant(edit.typed['due'] ?? ''));
    if (!written.ok) {
      const problems = written.problems.map((problem) => ({ ...problem }));
      return { ok: false, error: { kind: 'edit-refused', problems } };
    }
    const { entry } = written;
    if (entry) {
      const work = entry.kind === 'customer-created' ? workOf(edit.workId) : null;
      const reply = work ? settle(work.workId, edit.customerId, [entry]) : write(entry);
      if (!reply.ok) return reply;
    }
    step({ type: 'closed', editId });
    return { ok: true };
  }

  function settle(
    workId: string,
    customerId: CustomerId,
    append: readonly UnsentRecord[],
  ): DeskReply {
    return machine.attempt({ type: 'person-settled', workId, customerId, append });
  }

  function settlePerson({ workId, customerId, attach }: Of<'settle-person'>): DeskReply {
    const number = workOf(workId)?.number ?? null;
    if (!attach || number === null) return settle(workId, customerId, []);
    const at = clock.now();
    return settle(workId, customerId, [
      { kind: 'number-attached', customerId, number, phoneKind: kindOf(number), at },
    ]);
  }

  return {
    /** What an earlier sign-in has left in the forms. */
    start(): void {
      step({ type: 'restored', edits: journal.edits.all(owner) });
    },

    /** The shift is over: nothing is shown any more. */
    stop(): void {
      for (const cancel of cancels) cancel();
    },

    view: () => ({ edits, unsent: [...stored.values(), ...journal.outbox.unsentRecords(owner)] }),

    /** Null for a command that is not about records. */
    carryOut(command: DeskCommand): DeskReply | null {
      switch (command.kind) {
        case 'settle-person':
          return settlePerson(command);
        case 'open-edit':
          return open(command);
        case 'type-edit': {
          const { editId, field, value } = command;
          if (!edits.some((edit) => edit.editId === editId)) return notNow(machine.state());
          step({ type: 'typed', editId, field, value });
          return { ok: true };
        }
        case 'send-edit':
          return send(command.editId);
        case 'discard-edit':
          step({ type: 'closed', editId: command.editId });
          return { ok: true };
        case 'resolve-edit': {
          const { editId, field, keep } = command;
          step({ type: 'resolved', editId, field, keep });
          return { ok: true };
        }
        case 'settle-promise': {
          const { customerId, promiseId, status } = command;
          const at = clock.now();
          return write({ kind: 'promise-settled', customerId, promiseId, status, at });
        }
        default:
          return null;
      }
    },

    /** Before the outbox takes the receipt in: a conflict turns the item into a form again. */
    takeReceipt(receipt: Receipt): void {
      const item = journal.outbox.entry(receipt.key);
      if (!item?.waiting || !isUnsentRecord(item.entry)) return;
      const { entry } = item;
      if (receipt.outcome === 'stored') {
        stored.set(receipt.key, entry);
        return;
      }
      if (receipt.reason !== 'conflict' || entry.kind !== 'customer-changed') return;
      const { customerId, version, changes, at } = entry;
      const conflicts = receipt.conflicts ?? [];
      const editId = uuidv7();
      step({ type: 'refused', editId, customerId, version, changes, conflicts, at });
      const edit = editOf(edits, 'correct', customerId);
      if (edit) journal.edits.reopen(owner, receipt.key, edit);
      options.onNotice('record-conflict', {});
    },

    /** The center's records of these have reached the page. */
    recordsTold(customerIds: readonly CustomerId[]): void {
      const told = new Set(customerIds);
      for (const [key, item] of stored) {
        if (!told.has(subjectOf(item))) continue;
        const cancel = clock.after(seenAfterMs, () => {
          cancels.delete(cancel);
          stored.delete(key);
          onChange();
        });
        cancels.add(cancel);
      }
    },
  };
}

function kindOf(number: string): 'mobile' | 'other' {
  const reading = readPhone(number, { callingCode: '', country: '' });
  return reading.ok ? reading.kind : 'other';
}

/** The end of a working day, where the agent is: a day is what people promise. */
function dueInstant(day: string): string | null {
  const at = new Date(`${day}T17:00:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
