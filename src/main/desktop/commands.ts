import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { NextStanding, NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import type { ScriptEvent } from '../../domain/script/run.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Log } from '../log/log.ts';
import type { createCallbackDesk } from './callback-desk.ts';
import type { Calls } from './calls.ts';
import type { Clock } from './clock.ts';
import type { createDialing } from './dialing.ts';
import type { Machine } from './machine.ts';
import type { createPeople } from './people.ts';
import type { createReminders } from './reminders.ts';
import { idempotent, notNow } from './replies.ts';
import type { TransferDesk } from './transfer-desk.ts';

/** Translates what the desk page asks into events of the machines; decides nothing. */
export function createCommands(options: {
  readonly owner: Owner;
  readonly machine: Machine;
  readonly calls: Calls;
  readonly dialing: ReturnType<typeof createDialing>;
  readonly people: ReturnType<typeof createPeople>;
  readonly journal: Journal;
  /** What may be given as a reason for not being ready. */
  readonly reasons: () => readonly NotReadyReason[];
  readonly clock: Clock;
  readonly log: Log;
  readonly callbackDesk: ReturnType<typeof createCallbackDesk>['carryOut'];
  readonly reminders: ReturnType<typeof createReminders>;
  readonly transfers: TransferDesk;
}) {
  const { machine, calls, dialing, clock, log } = options;
  const { attempt } = machine;
  const refuse = () => notNow(machine.state());
  const gently = (reply: DeskReply, workId: string | null) =>
    idempotent(reply, machine.state(), workId);

  /** Asks the live call of the conversation in front for something; of a consultation, whoever is heard. */
  function onLive(run: (callId: string) => void): DeskReply {
    const call = options.transfers.inFront();
    if (!call) return refuse();
    run(call.callId);
    return { ok: true };
  }

  /** Asks the call that rings for something, in front or beside it. */
  function onAlerting(run: (callId: string) => void): DeskReply {
    const call = calls.alerting();
    if (!call) return refuse();
    run(call.callId);
    return { ok: true };
  }

  /** The other conversation comes to the front, and with it its call out of the hold. */
  function swap(): DeskReply {
    if (options.transfers.colleague()) return options.transfers.swap();
    const { other } = machine.state();
    const reply = attempt({ type: 'work-switched' });
    if (reply.ok && other?.stage === 'call' && other.call) {
      calls.ask({ type: 'call.resume', callId: other.call.callId });
    }
    return reply;
  }

  function isReason(id: string | null): boolean {
    return id === null || options.reasons().some((reason) => reason.id === id);
  }

  function setReady(ready: boolean, reasonId: string | null): DeskReply {
    const isElsewhere = machine.state().agent.line === 'elsewhere';
    if (!isReason(reasonId) || (ready && isElsewhere)) return refuse();
    return gently(attempt({ type: 'ready-set', ready, reasonId }), null);
  }

  function setNext(next: NextStanding | null): DeskReply {
    if (next?.kind === 'not-ready' && !isReason(next.reasonId)) return refuse();
    return gently(attempt({ type: 'next-set', next }), null);
  }

  function openPreview(leadId: string): DeskReply {
    const lead = options.journal.leads.find(options.owner.centerId, leadId);
    if (!lead) return refuse();
    return attempt({ type: 'preview-opened', workId: uuidv7(), lead, at: clock.now() });
  }

  function openCall(callId: string): DeskReply {
    const call = options.journal.callLog.find(options.owner, callId);
    if (!call?.number) return refuse();
    const { number, customerId, campaignId } = call;
    const person = { workId: uuidv7(), number, customerId, campaignId };
    return attempt({ type: 'person-opened', ...person, at: clock.now() });
  }

  function stepScript(workId: string, step: ScriptEvent): DeskReply {
    const entryId = uuidv7();
    return gently(
      attempt({ type: 'script-stepped', workId, step, entryId, at: clock.now() }),
      workId,
    );
  }

  function mark(workId: string): DeskReply {
    return attempt({ type: 'do-not-call-marked', workId, entryId: uuidv7(), at: clock.now() });
  }

  function chooseDisposition(workId: string, dispositionId: string | null): DeskReply {
    const { campaigns, work } = machine.state();
    const campaign = campaigns.find((one) => one.id === work?.campaignId);
    const chosen = campaign?.dispositions.find((one) => one.id === dispositionId);
    if (dispositionId !== null && !chosen) return refuse();
    if (chosen?.effect === 'do-not-call') return mark(workId);
    return gently(attempt({ type: 'disposition-chosen', workId, dispositionId }), workId);
  }

  return function carryOut(command: DeskCommand): DeskReply | Promise<DeskReply> {
    switch (command.kind) {
      case 'set-ready':
        return setReady(command.ready, command.reasonId ?? null);
      case 'set-next':
        return setNext(command.next);
      case 'extend-wrap-up': {
        const { work } = machine.state();
        if (work?.stage !== 'wrap-up') return refuse();
        const { workId } = work;
        return attempt({ type: 'wrap-up-extended', workId, atMs: clock.nowMs() });
      }
      case 'choose-campaign': {
        const { campaignId } = command;
        if (campaignId === machine.state().campaignId) return { ok: true };
        return attempt({ type: 'campaign-chosen', campaignId });
      }
      case 'open-preview':
        return openPreview(command.leadId);
      case 'close-preview':
        return attempt({ type: 'preview-closed', at: clock.now() });
      case 'dial':
        return dialing.dialPreview();
      case 'dial-number':
        return dialing.dialText(command.text);
      case 'answer':
        log.info({ atMs: clock.nowMs() }, 'answer asked');
        return onAlerting((callId) => calls.ask({ type: 'call.answer', callId }));
      case 'reject':
        return onAlerting((callId) => calls.ask({ type: 'call.reject', callId }));
      case 'hang-up':
        return options.transfers.hangUp();
      case 'mute':
        return onLive((callId) => calls.ask({ type: 'call.mute', callId, muted: command.muted }));
      case 'hold': {
        // Of a customer and a colleague one waits anyhow.
        if (options.transfers.colleague()) return command.held ? refuse() : swap();
        const type = command.held ? 'call.hold' : 'call.resume';
        return onLive((callId) => calls.ask({ type, callId }));
      }
      case 'swap':
        return swap();
      case 'transfer':
      case 'complete-transfer':
      case 'cancel-transfer':
      case 'join':
        return options.transfers.carryOut(command);
      case 'dtmf':
        return onLive((callId) => calls.ask({ type: 'call.dtmf', callId, digits: command.digit }));
      case 'choose-person': {
        const { workId, customerId } = command;
        return gently(attempt({ type: 'person-chosen', workId, customerId }), workId);
      }
      case 'person-found':
        options.people.cacheAnswered(command.workId, command.customerIds);
        return { ok: true };
      case 'script-next':
        return stepScript(command.workId, { kind: 'next' });
      case 'script-choose':
        return stepScript(command.workId, { kind: 'choose', choiceId: command.choiceId });
      case 'script-jump':
        return stepScript(command.workId, { kind: 'jump', nodeId: command.nodeId });
      case 'script-back':
        return stepScript(command.workId, { kind: 'back' });
      case 'script-answer': {
        const { answer, value } = command;
        return stepScript(command.workId, { kind: 'answer', answer, value });
      }
      case 'note': {
        const { workId, value } = command;
        return gently(attempt({ type: 'note-typed', workId, value }), workId);
      }
      case 'field': {
        const { workId, fieldId, value } = command;
        return gently(attempt({ type: 'field-typed', workId, fieldId, value }), workId);
      }
      case 'disposition':
        return chooseDisposition(command.workId, command.dispositionId);
      case 'do-not-call':
        return mark(command.workId);
      case 'undo-do-not-call': {
        const { entryId } = command;
        return attempt({ type: 'do-not-call-undone', entryId, at: clock.now() });
      }
      case 'next':
        return attempt({ type: 'next-asked', workId: command.workId, at: clock.now() });
      case 'promise-callback':
      case 'type-callback':
      case 'type-callback-move':
      case 'open-callback':
      case 'discard-callback-move':
      case 'move-callback':
      case 'cancel-callback':
      case 'end-callback':
        return options.callbackDesk(command);
      case 'put-away-reminder':
        options.reminders.putAway(command.callbackId);
        return { ok: true };
      case 'open-call':
        return openCall(command.callId);
      case 'list-calls': {
        const { calls, older } = options.journal.callLog.recent(options.owner, command.before);
        return { ok: true, calls: [...calls], olderCalls: older };
      }
      case 'painted':
        log.info({ workId: command.workId, atMs: clock.nowMs() }, 'pop painted');
        return { ok: true };
      default:
        // Sign-in, settings and practice are the desk's, not the shift's.
        return refuse();
    }
  };
}
