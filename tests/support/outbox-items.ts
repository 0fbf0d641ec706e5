import type { Submit } from '../../src/contract/sync/up/submit.ts';
import type { E164 } from '../../src/domain/customer/customer.ts';

let ordinal = 0;

/** An outbox item for a center; its key is its own unless one is given. */
export function item(
  centerId: string,
  payload: Submit['payload'],
  key: string = crypto.randomUUID(),
): Submit {
  ordinal += 1;
  return { type: 'submit', key, centerId, ordinal, clockOffsetMs: 0, payload };
}

type Summary = Extract<Submit['payload'], { kind: 'summary' }>['summary'];

export function summaryPayload(over: Partial<Summary> = {}): Submit['payload'] {
  return {
    kind: 'summary',
    summary: {
      callId: crypto.randomUUID(),
      revision: 1,
      campaignId: 'spring-roof-check',
      leadId: null,
      customerId: null,
      number: '+15035550142' as E164,
      direction: 'outbound',
      dispositionId: 'call-back',
      note: 'Wants to know about the gutter first',
      fields: { business: 'Roof inspection' },
      script: null,
      startedAt: '2026-11-22T10:00:00.000Z',
      answeredAt: '2026-11-22T10:00:05.000Z',
      endedAt: '2026-11-22T10:02:00.000Z',
      talkMs: 115_000,
      endedBy: 'customer',
      ...over,
    },
  };
}

export function dncPayload(id: string, number = '+15035550142'): Submit['payload'] {
  return {
    kind: 'dnc-entry',
    entry: {
      id,
      number: number as E164,
      scope: 'company',
      campaignId: null,
      source: 'agent',
      at: '2026-11-22T10:02:00.000Z',
    },
  };
}

export function withdrawalPayload(entryId: string, number = '+15035550142'): Submit['payload'] {
  return {
    kind: 'dnc-withdrawal',
    entryId,
    number: number as E164,
    at: '2026-11-22T10:03:00.000Z',
  };
}
