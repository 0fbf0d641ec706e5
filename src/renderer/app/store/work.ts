import type { CallView, DeskSnapshot, WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import type { Campaign, Disposition } from '../../../domain/campaign/campaign.ts';
import { nodeOf } from '../../../domain/script/run.ts';
import type { ScriptNode } from '../../../domain/script/script.ts';

/** The call while it holds the line; null before, after and between. */
export function liveCall(snapshot: DeskSnapshot): CallView | null {
  const { call } = snapshot;
  return call && call.signalling !== 'ended' ? call : null;
}

/**
 * What the network calls who is on the line, quoted: a claim, never a name. Empty when it sent
 * nothing, or nobody is on the line yet.
 */
export function networkClaim({ call, work }: DeskSnapshot): string {
  if (!call || work?.stage === 'preview') return '';
  return call.displayName === '' ? '' : `“${call.displayName}”`;
}

/** The campaign of the conversation on the desk. */
export function workCampaign(snapshot: DeskSnapshot): Campaign | null {
  return snapshot.campaigns.find(({ id }) => id === snapshot.work?.campaignId) ?? null;
}

/** The page of the script that is shown. */
export function scriptNode(snapshot: DeskSnapshot): ScriptNode | null {
  const { script, work } = snapshot;
  if (!script || !work?.script) return null;
  return nodeOf(script, work.script.nodeId) ?? null;
}

/** The outcome that marks *do not call again*, if the campaign names one. */
export function doNotCallOutcome(campaign: Campaign | null): Disposition | null {
  return campaign?.dispositions.find(({ effect }) => effect === 'do-not-call') ?? null;
}

/** The one customer the conversation is with, if that is settled. */
export function settledCustomerId(work: WorkView | null): string | null {
  return work?.person.match === 'customer' ? work.person.customerId : null;
}
