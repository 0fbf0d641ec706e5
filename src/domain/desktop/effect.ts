import type { AgentEffect } from '../agent-state/agent.ts';
import type { Callback, CallbackChange, CallbackId } from '../callback/callback.ts';
import type { CallbackTyped } from '../callback/callback-form.ts';
import type { CampaignId, LeadId } from '../campaign/campaign.ts';
import type { UnsentRecord } from '../customer/correction.ts';
import type { CustomerId, E164 } from '../customer/customer.ts';
import type { DncEntry } from '../dnc/entry.ts';
import type { QualityReport } from '../quality/report.ts';
import type { Summary } from '../summary/summary.ts';
import type { Work } from '../work/work.ts';

/** What is written for the center and waits in the outbox for its receipt. */
export type OutboxEntry =
  | { readonly kind: 'summary'; readonly summary: Summary }
  | { readonly kind: 'dnc-entry'; readonly entry: DncEntry }
  | UnsentRecord
  | {
      readonly kind: 'dnc-withdrawal';
      readonly entryId: string;
      readonly number: E164;
      readonly at: string;
    }
  | {
      readonly kind: 'call-log';
      readonly call: {
        readonly callId: string;
        readonly direction: 'inbound' | 'outbound';
        readonly number: E164 | null;
        readonly customerId: CustomerId | null;
        readonly campaignId: CampaignId | null;
        readonly startedAt: string;
        readonly answeredAt: string | null;
        readonly endedAt: string;
        readonly talkMs: number;
        readonly cause: string;
        readonly quality?: QualityReport | null | undefined;
      };
    }
  | { readonly kind: 'callback'; readonly callback: Callback }
  | {
      readonly kind: 'callback-change';
      readonly callbackId: CallbackId;
      readonly change: Exclude<CallbackChange, { kind: 'take' }>;
      readonly at: string;
    };

/** What main is to do. */
export type DesktopEffect =
  | { readonly type: 'call.dial'; readonly callId: string; readonly number: E164 }
  | { readonly type: 'call.refuse'; readonly callId: string }
  | AgentEffect
  /** Take no more calls; the one that is up goes on. */
  | { readonly type: 'line.unregister' }
  /** Let the line go. */
  | { readonly type: 'line.close' }
  | {
      readonly type: 'person.look-up';
      readonly workId: string;
      readonly number: E164 | null;
      readonly customerId: CustomerId | null;
    }
  /** The draft has changed: to disk within the coalescing time. */
  | { readonly type: 'draft.save'; readonly work: Work }
  /** The form a callback is moved with has changed: to disk within the same time. */
  | {
      readonly type: 'callback-move.save';
      readonly callbackId: CallbackId;
      readonly typed: CallbackTyped;
    }
  /** It was thrown away. */
  | { readonly type: 'callback-move.drop'; readonly callbackId: CallbackId }
  /**
   * In one transaction, at once: append to the outbox, and keep (`save`) or drop the draft of
   * `workId`. Do-not-call entries among the appended also change the dialing index; what
   * moves or ends a callback takes the form it was to be moved with off the disk.
   */
  | {
      readonly type: 'journal.commit';
      readonly append: readonly OutboxEntry[];
      readonly workId: string;
      readonly save: Work | null;
      /**
       * Who the call in `append` was with where no number says it: a colleague, by name or
       * extension. For the log on this computer; the center is not told.
       */
      readonly withWhom?: string | null;
    }
  /** Find the next person of the list after this lead and open the preview, undialed. */
  | {
      readonly type: 'preview.find-next';
      readonly campaignId: CampaignId;
      readonly afterLeadId: LeadId | null;
    }
  | {
      readonly type: 'notice';
      readonly kind: 'dnc-refused';
      readonly scope: DncEntry['scope'];
      readonly number: E164;
    }
  /** A second caller gave up before the agent could answer. */
  | { readonly type: 'notice'; readonly kind: 'second-call-missed' };
