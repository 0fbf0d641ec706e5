import type { Work, WorkCall } from '../work/work.ts';
import type { OutboxEntry } from './effect.ts';

type CallLog = Extract<OutboxEntry, { kind: 'call-log' }>;

/** A call that is over, as the center is told of it. */
export function callLogOf(work: Work & { readonly call: WorkCall }, endedAt: string): CallLog {
  const { call, person } = work;
  return {
    kind: 'call-log',
    call: {
      callId: call.callId,
      direction: work.direction,
      number: work.number,
      customerId: person.match === 'customer' ? person.customerId : null,
      campaignId: work.campaignId,
      startedAt: call.startedAt,
      answeredAt: call.answeredAt,
      endedAt,
      talkMs: call.talkMs,
      cause: call.cause,
    },
  };
}
