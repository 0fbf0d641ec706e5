import type { NextStanding, ReasonId } from '../agent-state/agent-state.ts';
import type { Callback, CallbackChange, CallbackId } from '../callback/callback.ts';
import type { CallbackField, CallbackMoves } from '../callback/callback-form.ts';
import type { Campaign, CampaignId, Lead } from '../campaign/campaign.ts';
import type { UnsentRecord } from '../customer/correction.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import type { DncEntry } from '../dnc/entry.ts';
import type { QualityReport } from '../quality/report.ts';
import type { ScriptEvent } from '../script/run.ts';
import type { Script } from '../script/script.ts';
import type { Summary } from '../summary/summary.ts';
import type { Work } from '../work/work.ts';

/** A do-not-call mark out of the outbox, with the record of its conversation once that is there. */
export type ClosedMark = { readonly entry: DncEntry; readonly summary: Summary | null };

/** Everything that can happen to the desk. Ids and instants come in: the machine has no clock. */
export type DesktopEvent =
  | {
      readonly type: 'signed-in';
      readonly campaigns: readonly Campaign[];
      readonly scripts: readonly Script[];
      /** Conversations found on disk: the machine had stopped in the middle of them. */
      readonly restored: Work | null;
      readonly restoredOther?: Work | null;
      /** The marks that could still be taken back when the machine stopped, the newest first. */
      readonly marked?: readonly ClosedMark[];
      /** What was typed before to move callbacks, and not sent. */
      readonly moves?: CallbackMoves;
    }
  | {
      readonly type: 'provisioned';
      readonly campaigns: readonly Campaign[];
      readonly scripts: readonly Script[];
    }
  | { readonly type: 'signed-out'; readonly at: string }
  | {
      readonly type: 'ready-set';
      readonly ready: boolean;
      readonly reasonId?: ReasonId | null | undefined;
    }
  /** What comes after the conversation; null for as it was before. */
  | { readonly type: 'next-set'; readonly next: NextStanding | null }
  /** Times of the wrap-up; `atMs` is main's monotonic clock. */
  | { readonly type: 'wrap-up-begun'; readonly workId: string; readonly atMs: number }
  | { readonly type: 'wrap-up-extended'; readonly workId: string; readonly atMs: number }
  | { readonly type: 'wrap-up-due'; readonly workId: string; readonly atMs: number }
  /** The same agent has signed in at another desk. */
  | { readonly type: 'line-moved' }
  | { readonly type: 'campaign-chosen'; readonly campaignId: CampaignId }
  | {
      readonly type: 'preview-opened';
      readonly workId: string;
      readonly lead: Lead;
      readonly at: string;
    }
  /** Nobody is left on the list that was asked for the next person. */
  | { readonly type: 'next-missing' }
  /** The center has told of leads. */
  | { readonly type: 'list-changed' }
  | { readonly type: 'preview-closed'; readonly at: string }
  /** The agent asks to dial; `entries` are all do-not-call entries that stand for the number. */
  | {
      readonly type: 'dial-asked';
      readonly workId: string;
      readonly callId: string;
      readonly number: E164;
      readonly entries: readonly DncEntry[];
      readonly at: string;
    }
  /** Somebody calls. */
  | {
      readonly type: 'call-offered';
      readonly workId: string;
      readonly callId: string;
      readonly number: E164 | null;
      readonly queue: string;
      readonly customerId: CustomerId | null;
      readonly at: string;
    }
  /** The agent turns to the other conversation; of two calls the phone swaps them. */
  | { readonly type: 'work-switched' }
  /** The conversation goes on in another call: three in a room of the PBX. */
  | { readonly type: 'call-moved'; readonly callId: string; readonly to: string }
  | { readonly type: 'call-established'; readonly callId: string; readonly at: string }
  | {
      readonly type: 'call-ended';
      readonly callId: string;
      readonly at: string;
      readonly talkMs: number;
      readonly endedBy: NonNullable<Summary['endedBy']>;
      readonly cause: string;
      /** Null when nobody talked in it. */
      readonly quality?: QualityReport | null;
      /** Name or extension, where it was with nobody who has a number. */
      readonly withWhom?: string | null;
    }
  /** People found on the number, by the center or in the cache. */
  | {
      readonly type: 'people-found';
      readonly workId: string;
      readonly customerIds: readonly CustomerId[];
      /** The center's word is final; the cache may be behind. */
      readonly final: boolean;
    }
  /** The person the network named is unknown to the center: look by number. */
  | { readonly type: 'person-missing'; readonly workId: string; readonly customerId: CustomerId }
  | {
      readonly type: 'person-chosen';
      readonly workId: string;
      readonly customerId: CustomerId | null;
    }
  /** The agent has said who it is; what is written for that goes to the disk in the same step. */
  | {
      readonly type: 'person-settled';
      readonly workId: string;
      readonly customerId: CustomerId;
      readonly append: readonly UnsentRecord[];
    }
  | {
      readonly type: 'script-stepped';
      readonly workId: string;
      readonly step: ScriptEvent;
      /** For the do-not-call entry, should the step choose that outcome. */
      readonly entryId: string;
      readonly at: string;
    }
  | { readonly type: 'note-typed'; readonly workId: string; readonly value: string }
  | {
      readonly type: 'field-typed';
      readonly workId: string;
      readonly fieldId: string;
      readonly value: string;
    }
  | {
      readonly type: 'disposition-chosen';
      readonly workId: string;
      readonly dispositionId: string | null;
    }
  | {
      readonly type: 'do-not-call-marked';
      readonly workId: string;
      readonly entryId: string;
      readonly at: string;
    }
  | { readonly type: 'do-not-call-undone'; readonly entryId: string; readonly at: string }
  /** Somebody the agent talked with before, opened from his past calls. */
  | {
      readonly type: 'person-opened';
      readonly workId: string;
      readonly number: E164;
      readonly customerId: CustomerId | null;
      readonly campaignId: CampaignId | null;
      readonly at: string;
    }
  /** A callback that is the agent's, or that the center has given to him. */
  | {
      readonly type: 'callback-opened';
      readonly workId: string;
      readonly callback: Callback;
      readonly at: string;
    }
  /** The agent promises to call again; `callbackId` is for a first promise. */
  | {
      readonly type: 'callback-promised';
      readonly workId: string;
      readonly callbackId: CallbackId;
      readonly agentId: string;
      readonly dueAt: string;
      readonly timeZone: string;
      readonly wish: string;
      readonly ownerId: string | null;
      readonly at: string;
    }
  /** A letter more in the form a conversation's callback is promised with. */
  | {
      readonly type: 'callback-typed';
      readonly workId: string;
      readonly field: CallbackField;
      readonly value: string;
    }
  /** A letter more in the form a callback of the list is moved with. */
  | {
      readonly type: 'callback-move-typed';
      readonly callbackId: CallbackId;
      readonly field: CallbackField;
      readonly value: string;
    }
  /** The agent throws that form away. */
  | { readonly type: 'callback-move-discarded'; readonly callbackId: CallbackId }
  | {
      readonly type: 'callback-changed';
      readonly callbackId: CallbackId;
      readonly change: Exclude<CallbackChange, { kind: 'take' }>;
      readonly at: string;
    }
  | {
      readonly type: 'callback-end-chosen';
      readonly workId: string;
      readonly end: 'kept' | 'open' | 'cancelled' | null;
    }
  | { readonly type: 'next-asked'; readonly workId: string; readonly at: string };
