import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { type Callback, isClosed, isFor } from '../../domain/callback/callback.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
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
  readonly machine: Machine;
  readonly center: () => Center;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly clock: Clock;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
}) {
  const { owner, journal, machine, clock, onNotice } = options;

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
    // Somebody called meanwhile: others may have it again.
    if (!shown.ok) change(callbackId, { kind: 'release' });
    return shown;
  }

  function change(callbackId: string, what: Change): DeskReply {
    return machine.attempt({ type: 'callback-changed', callbackId, change: what, at: clock.now() });
  }

  return function carryOut(command: CallbackCommand): DeskReply | Promise<DeskReply> {
    switch (command.kind) {
      case 'open-callback':
        return open(command.callbackId);
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
        return idempotent(machine.attempt(event), machine.state());
      }
      case 'type-callback': {
        const { workId, field, value } = command;
        const event = { type: 'callback-typed', workId, field, value } as const;
        return idempotent(machine.attempt(event), machine.state());
      }
      case 'type-callback-move': {
        const { callbackId, field, value } = command;
        const event = { type: 'callback-move-typed', callbackId, field, value } as const;
        return idempotent(machine.attempt(event), machine.state());
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
        return idempotent(machine.attempt(event), machine.state());
      }
    }
  };
}
