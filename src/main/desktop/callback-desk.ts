import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { type Callback, isClosed, isFor } from '../../domain/callback/callback.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Center } from '../sync/center.ts';
import type { Clock } from './clock.ts';
import type { Machine } from './machine.ts';
import { idempotent, notNow } from './replies.ts';

export type CallbackCommand = Extract<
  DeskCommand,
  {
    kind:
      | 'open-callback'
      | 'promise-callback'
      | 'type-callback'
      | 'type-callback-move'
      | 'discard-callback-move'
      | 'move-callback'
      | 'cancel-callback'
      | 'end-callback';
  }
>;

type Change = Extract<DesktopEvent, { type: 'callback-changed' }>['change'];
type Refusal = Extract<DeskReply, { ok: false }>['error'] & { kind: 'callback-refused' };

/** Everything the agent does with callbacks. */
export function createCallbackDesk(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly machine: Machine;
  readonly center: () => Center;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly clock: Clock;
  /** What was added to the computer's clock for the instants written now. */
  readonly clockOffsetMs: () => number | null;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
  /** Something waits for the center. */
  readonly onWritten: () => void;
}) {
  const { owner, journal, writer, machine, clock, onNotice } = options;
  /** Openings the center has not answered yet. */
  const underWay = new Set<Promise<DeskReply>>();

  function refuse(reason: Refusal['reason']): DeskReply {
    onNotice('callback-refused', { reason });
    return { ok: false, error: { kind: 'callback-refused', reason } };
  }

  function show(callback: Callback): DeskReply {
    const { work } = machine.state();
    if (work?.callback?.callbackId === callback.id) return { ok: true };
    return machine.attempt({
      type: 'callback-opened',
      workId: uuidv7(),
      callback,
      at: clock.now(),
    });
  }

  /** One's own is opened at once; of anyone's the center decides who has it. */
  async function open(callbackId: string): Promise<DeskReply> {
    const callback = journal.callbacks.find(owner.centerId, callbackId);
    if (!callback || !isFor(callback, owner.agentId)) return notNow(machine.state());
    if (isClosed(callback)) return refuse('closed');
    const { work } = machine.state();
    if (work && work.stage !== 'preview') return notNow(machine.state());
    if (callback.ownerId === owner.agentId) return show(callback);
    const token = await options.accessToken();
    const claim =
      token === 'refused' || token === 'unreachable'
        ? null
        : await options.center().claimCallback(callbackId, token);
    if (!claim) return refuse('center-away');
    if (claim.outcome !== 'yours') return refuse(claim.outcome);
    const shown = show(claim.callback);
    // Somebody called meanwhile, the agent left or the disk is full: others may have it again.
    if (!shown.ok) release(callbackId);
    return shown;
  }

  /** The desk may be signed out by now and the disk full: written past it, as soon as it can be. */
  function release(callbackId: string): void {
    const entry = {
      kind: 'callback-change',
      callbackId,
      change: { kind: 'release' },
      at: clock.now(),
    } as const;
    const append = [{ key: uuidv7(), entry, clockOffsetMs: options.clockOffsetMs() }];
    writer.commit([{ append, workId: callbackId, save: null }]);
    options.onWritten();
  }

  async function openUnderWay(callbackId: string): Promise<DeskReply> {
    const opening = open(callbackId);
    underWay.add(opening);
    try {
      return await opening;
    } finally {
      underWay.delete(opening);
    }
  }

  function change(callbackId: string, what: Change): DeskReply {
    return machine.attempt({ type: 'callback-changed', callbackId, change: what, at: clock.now() });
  }

  function carryOut(command: CallbackCommand): DeskReply | Promise<DeskReply> {
    switch (command.kind) {
      case 'open-callback':
        return openUnderWay(command.callbackId);
      case 'promise-callback': {
        const { workId, dueAt, timeZone, wish, mine } = command;
        const event = {
          type: 'callback-promised',
          workId,
          callbackId: uuidv7(),
          agentId: owner.agentId,
          dueAt: new Date(dueAt).toISOString(),
          timeZone,
          wish,
          ownerId: mine ? owner.agentId : null,
          at: clock.now(),
        } as const;
        return idempotent(machine.attempt(event), machine.state(), workId);
      }
      case 'type-callback': {
        const { workId, field, value } = command;
        const event = { type: 'callback-typed', workId, field, value } as const;
        return idempotent(machine.attempt(event), machine.state(), workId);
      }
      case 'type-callback-move': {
        const { callbackId, field, value } = command;
        const event = { type: 'callback-move-typed', callbackId, field, value } as const;
        return idempotent(machine.attempt(event), machine.state(), null);
      }
      case 'discard-callback-move': {
        const { callbackId } = command;
        const event = { type: 'callback-move-discarded', callbackId } as const;
        return idempotent(machine.attempt(event), machine.state(), null);
      }
      case 'move-callback': {
        const { callbackId, timeZone, wish, mine } = command;
        const dueAt = new Date(command.dueAt).toISOString();
        const ownerId = mine ? owner.agentId : null;
        return change(callbackId, { kind: 'move', dueAt, timeZone, wish, ownerId });
      }
      case 'cancel-callback':
        return change(command.callbackId, { kind: 'cancel' });
      case 'end-callback': {
        const { workId, end } = command;
        const event = { type: 'callback-end-chosen', workId, end } as const;
        return idempotent(machine.attempt(event), machine.state(), workId);
      }
    }
  }

  return {
    carryOut,
    /** Nothing is being taken any more: what was taken too late is written down to be given back. */
    async settled(): Promise<void> {
      await Promise.allSettled(underWay);
    },
  };
}
