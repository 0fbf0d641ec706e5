import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { TransferTarget } from '../../contract/ipc/transfer-view.ts';
import { type Call, isLive } from '../../domain/call/call.ts';
import type { CallCommand } from '../../domain/call/call-event.ts';
import { readDialText } from '../../domain/customer/dial-text.ts';
import { mayDial } from '../../domain/dnc/may-dial.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Machine } from './machine.ts';
import type { PhoneSide } from './phone-side.ts';
import { notNow } from './replies.ts';

type TransferCommand = Extract<
  DeskCommand,
  { kind: 'transfer' | 'complete-transfer' | 'cancel-transfer' | 'join' }
>;

/** Longer is a number that the dial rules have a say in. */
const longestExtension = 5;

/** Passing the customer in front on. The rules of dialing hold for whoever is outside. */
export function createTransferDesk(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly machine: Machine;
  readonly phone: PhoneSide;
  /** Whether the PBX can pass a call on. */
  readonly transfers: () => boolean;
  /** ISO 3166-1 alpha-2 of the organisation, or empty. */
  readonly country: () => string;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
}) {
  const { machine, phone } = options;
  const { calls } = phone;
  const refuse = () => notNow(machine.state());
  const done: DeskReply = { ok: true };

  /** The customer's call of the conversation in front. */
  function customer(): Call | null {
    const callId = machine.state().work?.call?.callId;
    const call = callId === undefined ? null : calls.call(callId);
    return call && isLive(call) ? call : null;
  }

  /** The call to the colleague who is asked about them. */
  function colleague(): Call | null {
    const transfer = customer()?.transfer;
    const call = transfer?.kind === 'consulting' ? calls.call(transfer.consultId) : null;
    return call && isLive(call) ? call : null;
  }

  type Reached =
    | { readonly ok: true; readonly target: string; readonly name: string }
    | { readonly ok: false; readonly reply: DeskReply };

  function reach(to: TransferTarget): Reached {
    if (to.kind === 'colleague') return { ok: true, target: to.extension, name: to.name };
    const text = to.text.trim();
    const short = text.replaceAll(/[\s-]/g, '');
    if (new RegExp(`^[0-9*#]{1,${longestExtension}}$`).test(short)) {
      return { ok: true, target: short, name: short };
    }
    const reading = readDialText(text, options.country());
    if (!reading) {
      options.onNotice('target-not-understood', { text: text.slice(0, 40) });
      return { ok: false, reply: { ok: false, error: { kind: 'number-not-understood' } } };
    }
    const { number } = reading;
    const { journal, owner, writer } = options;
    const entries = [
      ...journal.dnc.entriesFor(owner.centerId, number),
      ...writer.pendingDnc(number),
    ];
    const verdict = mayDial(entries, machine.state().work?.campaignId ?? null);
    if (verdict.may) return { ok: true, target: number, name: number };
    options.onNotice('dnc-refused', { number, scope: verdict.scope });
    return {
      ok: false,
      reply: { ok: false, error: { kind: 'dnc-refused', scope: verdict.scope } },
    };
  }

  function pass({ to, ask }: Extract<TransferCommand, { kind: 'transfer' }>): DeskReply {
    const call = customer();
    if (!call || !options.transfers()) return refuse();
    if (!phone.isLineUp()) {
      phone.tellNoLine();
      return { ok: false, error: { kind: 'line-needed' } };
    }
    const reached = reach(to);
    if (!reached.ok) return reached.reply;
    const { target, name } = reached;
    const { callId } = call;
    if (!ask) return order({ type: 'call.transfer', callId, target, to: name });
    const party = {
      number: target,
      displayName: name,
      customerId: null,
      queue: null,
      reason: null,
    };
    return order({ type: 'call.consult', callId, consultId: uuidv7(), target, party });
  }

  /** Refused orders change nothing: that is how they are told. */
  function order(command: CallCommand): DeskReply {
    const before = calls.state();
    calls.ask(command);
    return calls.state() === before ? refuse() : done;
  }

  return {
    colleague,
    /** The call the agent hears and speaks into: of a pair the one in front. */
    inFront(): Call | null {
      const call = customer();
      const asked = colleague();
      return asked && asked.callId === calls.state().front ? asked : call;
    },
    /** Ends what the agent is talking in: the colleague first, then the customer. */
    hangUp(): DeskReply {
      const call = customer();
      if (!call) return refuse();
      const { callId } = call;
      if (colleague() === null) return order({ type: 'call.hangUp', callId });
      return order({ type: 'call.cancelTransfer', callId });
    },
    /** The customer and the colleague change places. */
    swap(): DeskReply {
      const [call, asked] = [customer(), colleague()];
      if (!call || !asked) return refuse();
      const waits = asked.callId === calls.state().front ? call : asked;
      return order({ type: 'call.resume', callId: waits.callId });
    },
    carryOut(command: TransferCommand): DeskReply {
      const callId = customer()?.callId;
      if (callId === undefined) return refuse();
      switch (command.kind) {
        case 'transfer':
          return pass(command);
        case 'complete-transfer':
          return options.transfers() ? order({ type: 'call.complete', callId }) : refuse();
        case 'cancel-transfer':
          return order({ type: 'call.cancelTransfer', callId });
        case 'join':
          return command.joined
            ? order({ type: 'call.join', callId, roomId: uuidv7() })
            : order({ type: 'call.part', callId });
      }
    },
  };
}

export type TransferDesk = ReturnType<typeof createTransferDesk>;
