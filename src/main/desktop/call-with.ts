import type { Call, Party } from '../../domain/call/call.ts';
import { isE164 } from '../../domain/customer/customer.ts';
import type { LoggedCall } from '../journal/call-log.ts';

/** Who it is where no international number says so: by name, else by extension; null for nobody. */
export function withoutNumber({ number, displayName }: Party): string | null {
  return number !== null && isE164(number) ? null : (displayName ?? number);
}

/**
 * A call to somebody who was asked about a customer, as the log on this computer keeps it. It is no
 * call of that customer or of a campaign.
 */
export function consultationOf(
  { callId, direction, party, startedAt, establishedAt }: Call,
  end: Pick<LoggedCall, 'talkMs' | 'cause' | 'quality'> & { readonly at: string },
): LoggedCall {
  const { at, ...rest } = end;
  const { number, displayName } = party;
  const isOutside = number !== null && isE164(number);
  return {
    callId,
    direction,
    number: isOutside ? number : null,
    withWhom: (isOutside && displayName === number ? null : (displayName ?? number)) ?? '',
    customerId: null,
    campaignId: null,
    startedAt,
    answeredAt: establishedAt,
    endedAt: at,
    ...rest,
  };
}
