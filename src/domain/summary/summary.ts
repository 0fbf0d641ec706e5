import type { CampaignId, LeadId } from '../campaign/campaign.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';

/** What became of the wrap-up's time. */
export type WrapUpSpent = {
  /** How often the agent asked for more time. */
  readonly extensions: number;
  /** The time, extensions included, was over before the agent was done. */
  readonly overrun: boolean;
};

/** The record of one call as the agent leaves it. Later edits are further revisions. */
export type Summary = {
  /** The call's own id (UUIDv7): one summary per call. */
  readonly callId: string;
  /** 1 for the first that was sent, then rising. */
  readonly revision: number;
  readonly campaignId: CampaignId | null;
  readonly leadId: LeadId | null;
  readonly customerId: CustomerId | null;
  readonly number: E164 | null;
  readonly direction: 'inbound' | 'outbound';
  readonly dispositionId: string | null;
  readonly note: string;
  /** Value by wrap-up field id. */
  readonly fields: Readonly<Record<string, string>>;
  readonly script: {
    readonly scriptId: string;
    readonly version: number;
    /** Ids of the pages in the order they were seen. */
    readonly path: readonly string[];
    readonly answers: Readonly<Record<string, string>>;
  } | null;
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  /** Monotonic clock, milliseconds of conversation; 0 when it was never answered. */
  readonly talkMs: number;
  readonly endedBy: 'agent' | 'customer' | 'network' | 'unknown' | null;
  /** How the time after the call was spent; absent where nobody counted it. */
  readonly wrapUp?: WrapUpSpent | undefined;
};
