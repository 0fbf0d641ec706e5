import { type Agent, newAgent } from '../agent-state/agent.ts';
import type { CallbackMoves } from '../callback/callback-form.ts';
import type { Campaign, CampaignId } from '../campaign/campaign.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import type { Script } from '../script/script.ts';
import type { Summary } from '../summary/summary.ts';
import type { Work } from '../work/work.ts';

/** A do-not-call mark, while it can be taken back: until the wrap-up of the next call is over. */
export type UndoableMark = {
  readonly entryId: string;
  readonly number: E164;
  readonly customerId: CustomerId | null;
  readonly workId: string;
  /** The outcome that came with the mark and goes with it; null when the campaign has none. */
  readonly dispositionId: string | null;
  readonly at: string;
  /** Its conversation, once that is closed: taking the mark back opens it again. */
  readonly closed: Work | null;
  /** The record of its conversation, where that was closed before the machine stopped. */
  readonly summary?: Summary;
};

/** Marks that can be taken back, at most: nobody is after that many previews without a call. */
export const mostMarks = 20;

/**
 * What the desk is busy with. Calls and registration are sibling machines; main feeds what they
 * tell into this one as events.
 */
export type DesktopState = {
  readonly signedIn: boolean;
  readonly agent: Agent;
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
  /** Do-not-call marks that can be taken back, the newest first. */
  readonly marks: readonly UndoableMark[];
  /** The conversation whose empty required fields the agent was told of: Next goes on now. */
  readonly missingTold: string | null;
  readonly moves: CallbackMoves;
};

export const signedOutDesktop: DesktopState = {
  signedIn: false,
  agent: newAgent,
  nextMissing: false,
  campaigns: [],
  scripts: [],
  campaignId: null,
  work: null,
  other: null,
  marks: [],
  missingTold: null,
  moves: {},
};

export function isReady(state: DesktopState): boolean {
  return state.agent.standing.kind === 'ready';
}

/** A call or its wrap-up is on the desk. */
export function isBusy(state: DesktopState): boolean {
  const stage = stageOf(state);
  return stage !== null && stage !== 'preview';
}

/** Somebody is on the line, waits on hold, or is about to be there. */
export function hasCall(state: DesktopState): boolean {
  return stageOf(state) === 'call';
}

/** How far the conversations on the desk are: somebody on hold is still a call. */
export function stageOf({ work, other }: DesktopState): Work['stage'] | null {
  return other?.stage === 'call' ? 'call' : (work?.stage ?? null);
}

/** The agent has said that no further call is to follow this one. */
export function wantsNoMore({ agent }: DesktopState): boolean {
  return agent.next !== null && agent.next.kind !== 'ready';
}

export function campaignOf(state: DesktopState, id: CampaignId | null): Campaign | null {
  return state.campaigns.find((campaign) => campaign.id === id) ?? null;
}

/** The script a campaign works with, or null when it has none. */
export function scriptOf(state: DesktopState, id: CampaignId | null): Script | null {
  const campaign = campaignOf(state, id);
  return state.scripts.find((script) => script.id === campaign?.scriptId) ?? null;
}
