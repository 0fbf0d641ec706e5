import type { DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import { readDialText } from '../../domain/customer/dial-text.ts';
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
  /** ISO 3166-1 alpha-2 of the organisation, or empty. */
  readonly country: () => string;
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
      const reading = readDialText(text, options.country());
      if (reading) {
        const reply = dial(reading.number);
        const { extension } = reading;
        if (reply.ok && extension !== '') onNotice('extension-to-press', { text: extension });
        return reply;
      }
      onNotice('number-not-understood', { text: text.slice(0, 40) });
      return { ok: false, error: { kind: 'number-not-understood' } };
    },
  };
}
