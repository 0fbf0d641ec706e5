import type { DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { type E164, isE164 } from '../../domain/customer/customer.ts';
import { uuidv7 } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Writer } from '../journal/writer.ts';
import type { Clock } from './clock.ts';
import type { Machine } from './machine.ts';
import type { PhoneSide } from './phone-side.ts';
import { notNow } from './replies.ts';

/** The way to every dial: the line, the desk and the do-not-call set are asked first. */
export function createDialing(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly writer: Writer;
  readonly machine: Machine;
  readonly phone: PhoneSide;
  readonly clock: Clock;
  /** The agent is to hear that the line is at another desk. */
  readonly onLineElsewhere: () => void;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
}) {
  const { owner, journal, writer, machine, phone, onNotice } = options;

  function dial(number: E164): DeskReply {
    if (machine.state().agent.line === 'elsewhere') {
      options.onLineElsewhere();
      return { ok: false, error: { kind: 'line-needed' } };
    }
    if (!phone.isLineUp()) {
      phone.tellNoLine();
      return { ok: false, error: { kind: 'line-needed' } };
    }
    if (phone.calls.live()) return notNow(machine.state());
    const entries = [
      ...journal.dnc.entriesFor(owner.centerId, number),
      ...writer.pendingDnc(number),
    ];
    const callId = uuidv7();
    const reply = machine.attempt({
      type: 'dial-asked',
      workId: uuidv7(),
      callId,
      number,
      entries,
      at: options.clock.now(),
    });
    if (!reply.ok || machine.state().work?.call?.callId === callId) return reply;
    return { ok: false, error: { kind: 'dnc-refused', scope: entries[0]?.scope ?? 'company' } };
  }

  return {
    /** The person of the open preview. */
    dialPreview(): DeskReply {
      const { work } = machine.state();
      return work?.stage === 'preview' && work.number ? dial(work.number) : notNow(machine.state());
    },

    /** What was typed or pasted. */
    dialText(text: string): DeskReply {
      const number = dialable(text);
      if (number) return dial(number);
      onNotice('number-not-understood', { text: text.slice(0, 40) });
      return { ok: false, error: { kind: 'number-not-understood' } };
    },
  };
}

/** Digits as people write them, in international form; null when it is not a whole number. */
export function dialable(text: string): E164 | null {
  const digits = text
    .trim()
    .replace(/^(?:tel|sip):/i, '')
    .replace(/^((?:\+|00)[\d\s]*)\(0\)/, '$1')
    .replaceAll(/[\s().\-/\u00a0]/g, '')
    .replace(/^00/, '+');
  // A trunk zero in brackets is not dialed after a country code; kept, it would be another number
  // than the one that stands on the do-not-call list.
  return isE164(digits) ? digits : null;
}
