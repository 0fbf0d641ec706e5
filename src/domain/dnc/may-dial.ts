import type { DncEntry } from './entry.ts';

/** Whether a number may be dialed, and if not, whose wish stands against it. */
export type DialVerdict =
  | { readonly may: true }
  | { readonly may: false; readonly scope: DncEntry['scope']; readonly entryId: string };

/**
 * Decides from the entries that stand for one number. A company-wide wish binds every campaign
 * and every manual call; a campaign's wish binds only calls of that campaign.
 */
export function mayDial(entries: readonly DncEntry[], campaignId: string | null): DialVerdict {
  const company = entries.find((entry) => entry.scope === 'company');
  const binding =
    company ??
    entries.find((entry) => entry.scope === 'campaign' && entry.campaignId === campaignId);
  return binding ? { may: false, scope: binding.scope, entryId: binding.id } : { may: true };
}
