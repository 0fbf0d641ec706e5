import type { CustomerId, E164 } from '../customer/customer.ts';

export type CampaignId = string;
export type LeadId = string;

/** An outcome code of a call, as the center's campaign defines it. */
export type Disposition = {
  readonly id: string;
  readonly label: string;
  /** The short key (one letter) that chooses it; unique within the campaign. */
  readonly key: string;
  /** What choosing it means beyond the record. */
  readonly effect: 'none' | 'do-not-call';
};

/** A field of the summary, defined by the center and not by us. */
export type WrapUpField = {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'choice' | 'number' | 'date';
  /** For `choice`: what can be chosen. */
  readonly options: readonly string[];
  /** Name of the script answer that fills it, or empty. */
  readonly fromAnswer: string;
  /** What it holds when nothing else fills it. */
  readonly initial: string;
  readonly required: boolean;
};

/** How long the work after a call may take. What ends is the time, never the work. */
export type WrapUpTime = {
  /** 0 for no limit. */
  readonly limitSeconds: number;
  /** What one extension adds. */
  readonly extensionSeconds: number;
};

/** An outreach or inbound project: who, why, what is said, what is written down. */
export type Campaign = {
  readonly id: CampaignId;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly scriptId: string;
  readonly dispositions: readonly Disposition[];
  readonly wrapUpFields: readonly WrapUpField[];
  readonly wrapUpTime: WrapUpTime;
  /** Its callers are answered without a key, after a beep, where the agent is ready and free. */
  readonly autoAnswer: boolean;
};

/** A customer in a campaign. */
export type Lead = {
  readonly id: LeadId;
  readonly campaignId: CampaignId;
  readonly customerId: CustomerId;
  readonly number: E164;
  /** Why we call this person, in one line; empty when the list did not say. */
  readonly why: string;
  /** More detail beneath the reason. */
  readonly detail: string;
  readonly rank: number;
  readonly status: 'new' | 'called' | 'done' | 'do-not-call';
  readonly lastDispositionId: string | null;
  readonly version: number;
};
