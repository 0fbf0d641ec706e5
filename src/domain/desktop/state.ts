import type { Campaign, CampaignId } from '../campaign/campaign.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import type { Script } from '../script/script.ts';
import type { Work } from '../work/work.ts';

/** The last do-not-call mark, while it can be taken back. */
export type UndoableMark = {
  readonly entryId: string;
  readonly number: E164;
  readonly customerId: CustomerId | null;
  readonly workId: string;
  /** The outcome that came with the mark and goes with it; null when the campaign has none. */
  readonly dispositionId: string | null;
  readonly at: string;
};

/**
 * What the desk is busy with. Calls and registration are sibling machines; main feeds what they
 * tell into this one as events.
 */
export type DesktopState = {
  readonly signedIn: boolean;
  readonly ready: boolean;
  /** The next person was asked for and there was none: asked again when the list changes. */
  readonly nextMissing: boolean;
  readonly campaigns: readonly Campaign[];
  readonly scripts: readonly Script[];
  /** The outbound campaign whose list is worked. */
  readonly campaignId: CampaignId | null;
  /** The conversation in front. */
  readonly work: Work | null;
  /**
   * The conversation beside it: its call rings or waits on hold, or it is over and its wrap-up
   * waits. Never there without one in front.
   */
  readonly other: Work | null;
  /** The last conversation closed, or the marked one while it can be taken back: an undo opens it. */
  readonly previous: Work | null;
  readonly undo: UndoableMark | null;
};

export const signedOutDesktop: DesktopState = {
  signedIn: false,
  ready: false,
  nextMissing: false,
  campaigns: [],
  scripts: [],
  campaignId: null,
  work: null,
  other: null,
  previous: null,
  undo: null,
};

export function campaignOf(state: DesktopState, id: CampaignId | null): Campaign | null {
  return state.campaigns.find((campaign) => campaign.id === id) ?? null;
}

/** The script a campaign works with, or null when it has none. */
export function scriptOf(state: DesktopState, id: CampaignId | null): Script | null {
  const campaign = campaignOf(state, id);
  return state.scripts.find((script) => script.id === campaign?.scriptId) ?? null;
}
