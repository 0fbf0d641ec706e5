import type { E164 } from '../customer/customer.ts';

/** A wish not to be called: who may not call which number, and where that comes from. */
export type DncEntry = {
  readonly id: string;
  readonly number: E164;
  /** `company`: nobody of us; `campaign`: not for this campaign. */
  readonly scope: 'company' | 'campaign';
  /** The campaign for `campaign` scope, else null. */
  readonly campaignId: string | null;
  readonly source: 'agent' | 'import' | 'manager';
  /** ISO 8601 instant of the wish. */
  readonly at: string;
};
