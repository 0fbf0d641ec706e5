import type { CallbackId } from '../callback/callback.ts';
import type { CallbackTyped } from '../callback/callback-form.ts';
import type { Campaign, CampaignId, LeadId, WrapUpField } from '../campaign/campaign.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import type { ScriptRun } from '../script/run.ts';
import type { Summary } from '../summary/summary.ts';
import { isUnpromised, recordedNote } from './unpromised.ts';

/** Who the conversation is with, as far as anybody knows. */
export type PersonMatch =
  | { readonly match: 'looking' }
  | {
      readonly match: 'customer';
      readonly customerId: CustomerId;
      /** Other people on the same number. */
      readonly others: readonly CustomerId[];
      /** Only the cache says so: the center's word replaces it. */
      readonly guessed?: true;
    }
  | { readonly match: 'several'; readonly customerIds: readonly CustomerId[] }
  | { readonly match: 'unknown' };

/** The facts of the call that belong into its summary. */
export type WorkCall = {
  readonly callId: string;
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  readonly talkMs: number;
  readonly endedBy: Summary['endedBy'];
  readonly cause: string;
};

/**
 * One conversation on the desk.
 *
 *   preview ──dial──▶ call ──ended──▶ wrap-up ──next──▶ finished
 *      └──────────────next, undialed──────────────────────▲
 */
export type Work = {
  readonly workId: string;
  readonly stage: 'preview' | 'call' | 'wrap-up';
  readonly direction: 'inbound' | 'outbound';
  readonly openedAt: string;
  readonly campaignId: CampaignId | null;
  readonly leadId: LeadId | null;
  readonly number: E164 | null;
  readonly person: PersonMatch;
  readonly call: WorkCall | null;
  readonly script: ScriptRun | null;
  readonly draft: Draft;
  /** The do-not-call entry made in this conversation, while it stands. */
  readonly doNotCall: { readonly entryId: string; readonly number: E164 } | null;
  /** The agent asked for the next person as soon as this call ends. */
  readonly nextWanted: boolean;
  /** How many revisions of its summary have entered the outbox. */
  readonly revisions: number;
  /** The callback this conversation is about, if it was opened for one. */
  readonly callback: WorkCallback | null;
  /** The callback promised in it. */
  readonly promised: PromisedCallback | null;
  /** What was typed about a callback and is not promised yet. */
  readonly callbackTyped: CallbackTyped;
};

/** A callback as the conversation it is worked in knows it. */
export type WorkCallback = {
  readonly callbackId: CallbackId;
  readonly dueAt: string;
  readonly timeZone: string;
  readonly wish: string;
  /** Given back to the others when nobody is reached. */
  readonly forAnyone: boolean;
  /** What is to become of it, in the agent's word; null for the rule. */
  readonly end: 'kept' | 'open' | 'cancelled' | null;
};

export type PromisedCallback = {
  readonly callbackId: CallbackId;
  readonly dueAt: string;
  readonly timeZone: string;
  readonly wish: string;
  readonly ownerId: string | null;
};

/** What the agent wrote and chose; what the script or the center fill in is derived. */
export type Draft = {
  readonly dispositionId: string | null;
  readonly note: string;
  /** Only fields the agent has changed, by id. */
  readonly edited: Readonly<Record<string, string>>;
};

export type FieldValue = {
  readonly value: string;
  readonly source: 'agent' | 'script' | 'initial';
};

export const emptyDraft: Draft = { dispositionId: null, note: '', edited: {} };

/** The agent's own words win over the script's answer, which wins over the initial value. */
export function fieldValue(field: WrapUpField, work: Work): FieldValue {
  const edited = own(work.draft.edited, field.id);
  if (edited !== undefined) return { value: edited, source: 'agent' };
  const answer = field.fromAnswer === '' ? '' : own(work.script?.answers ?? {}, field.fromAnswer);
  if (answer) return { value: answer, source: 'script' };
  return { value: field.initial, source: 'initial' };
}

/** Names come from the center: one may be called `constructor`. */
function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** True when closing this conversation without a record would lose something. */
export function worthKeeping(work: Work): boolean {
  return (
    work.call !== null ||
    // Reopened: what the center was told may no longer be so.
    work.revisions > 0 ||
    work.draft.dispositionId !== null ||
    work.draft.note !== '' ||
    isUnpromised(work) ||
    Object.keys(work.draft.edited).length > 0 ||
    Object.keys(work.script?.answers ?? {}).length > 0
  );
}

/** The record of the conversation as it stands, numbered as its next revision. */
export function summaryOf(work: Work, campaign: Campaign | null, at: string): Summary {
  const fields = (campaign?.wrapUpFields ?? []).map(
    (field) => [field.id, fieldValue(field, work).value] as const,
  );
  return {
    callId: work.call?.callId ?? work.workId,
    revision: work.revisions + 1,
    campaignId: work.campaignId,
    leadId: work.leadId,
    customerId: work.person.match === 'customer' ? work.person.customerId : null,
    number: work.number,
    direction: work.direction,
    dispositionId: work.draft.dispositionId,
    note: recordedNote(work),
    fields: Object.fromEntries(fields),
    script: work.script && {
      scriptId: work.script.scriptId,
      version: work.script.version,
      path: work.script.path.slice(-2_000),
      answers: work.script.answers,
    },
    startedAt: work.call?.startedAt ?? work.openedAt,
    answeredAt: work.call?.answeredAt ?? null,
    // A call whose end nobody saw (the machine stopped) has no known end.
    endedAt: work.call ? work.call.endedAt : at,
    talkMs: work.call?.talkMs ?? 0,
    endedBy: work.call?.endedBy ?? null,
  };
}
