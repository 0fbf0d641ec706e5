import { z } from 'zod';
import { callbackFields } from '../../domain/callback/callback-form.ts';
import { searchTextLimit } from '../../domain/customer/search-key.ts';
import { colleague } from '../http/colleagues.ts';
import { customerHits, timelinePage } from '../http/customers.ts';
import { nextStanding } from '../record/agent-state.ts';
import { timeZoneName } from '../record/callback.ts';
import { lead } from '../record/campaign.ts';
import { customer, e164, instant } from '../record/customer.ts';
import { fieldName, fieldValues } from '../record/customer-change.ts';
import { qualityReport } from '../record/quality-report.ts';
import { fieldLimit, noteLimit, wishLimit } from '../record/text-limit.ts';
import { timelineKind } from '../record/timeline.ts';
import { signInProblem } from './desk-snapshot.ts';
import { hotkeyAccelerator, hotkeyAction } from './headset-view.ts';
import {
  audioChoice,
  keyBinding,
  keyCommand,
  language,
  notifications,
  remindBeforeMinutes,
  systemWords,
  textPercent,
  theme,
} from './preferences.ts';
import { transferTarget } from './transfer-view.ts';

const id = z.string().min(1).max(64);
/** Rises with each input event of one loaded page; main echoes the highest it has. */
const inputSequence = z.int().positive();
/** As long as a summary may hold them: what main takes, the center takes. */
const note = z.string().max(noteLimit);
const answer = z.string().max(fieldLimit);
const wish = z.string().max(wishLimit);
/** When, where the customer is, what about, and whether it is mine alone. */
const callbackTerms = {
  dueAt: instant,
  timeZone: timeZoneName,
  wish,
  mine: z.boolean(),
};

/** Where a part of the past calls ends: two calls may begin in one millisecond. */
const callPlace = z.object({ startedAt: instant, callId: id });
export type CallPlace = z.infer<typeof callPlace>;

/** Everything the desk page may ask for. */
export const deskCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-in'),
    address: z.string().max(300),
    loginName: z.string().max(200),
    password: z.string().max(1_000),
  }),
  z.object({ kind: z.literal('sign-in-to-practice') }),
  /** The same center, as the one who runs the floor. */
  z.object({ kind: z.literal('sign-in-to-practice-as-manager') }),
  z.object({ kind: z.literal('sign-out') }),
  /** Ready or not, with a reason: at once, or in a call and its wrap-up as what comes after it. */
  z.object({
    kind: z.literal('set-ready'),
    ready: z.boolean(),
    reasonId: id.nullable().optional(),
  }),
  /** What comes after the call and wrap-up that are going on; null for as it was before. */
  z.object({ kind: z.literal('set-next'), next: nextStanding.nullable() }),
  /** More time for the wrap-up. */
  z.object({ kind: z.literal('extend-wrap-up') }),
  z.object({ kind: z.literal('choose-campaign'), campaignId: id }),

  /** Opens the preview of a lead, undialed. */
  z.object({ kind: z.literal('open-preview'), leadId: id }),
  z.object({ kind: z.literal('close-preview') }),
  /** Dials the number of the open preview. */
  z.object({ kind: z.literal('dial') }),
  /** Dials what was typed or pasted. */
  z.object({ kind: z.literal('dial-number'), text: z.string().max(200) }),
  z.object({ kind: z.literal('answer') }),
  z.object({ kind: z.literal('reject') }),
  z.object({ kind: z.literal('hang-up') }),
  z.object({ kind: z.literal('mute'), muted: z.boolean() }),
  z.object({ kind: z.literal('hold'), held: z.boolean() }),
  /** The other conversation comes to the front; of two calls the one in front waits on hold. */
  z.object({ kind: z.literal('swap') }),
  /** Passes the customer on: at once, or after a word with them (`ask`). */
  z.object({ kind: z.literal('transfer'), to: transferTarget, ask: z.boolean() }),
  /** The customer and the colleague who was asked are put together. */
  z.object({ kind: z.literal('complete-transfer') }),
  /** Back to the customer; of a try that failed: seen. */
  z.object({ kind: z.literal('cancel-transfer') }),
  /** All three talk, or one of the two waits again. */
  z.object({ kind: z.literal('join'), joined: z.boolean() }),
  /** Asks the center who is there; the answer is in the reply. */
  z.object({ kind: z.literal('list-colleagues') }),
  z.object({ kind: z.literal('dtmf'), digit: z.string().regex(/^[0-9*#A-D]$/) }),

  z.object({ kind: z.literal('choose-person'), workId: id, customerId: id.nullable() }),
  /**
   * The agent says who it is: anybody the center or the cache knows. `attach` keeps the number of
   * the conversation with that customer.
   */
  z.object({
    kind: z.literal('settle-person'),
    workId: id,
    customerId: id,
    attach: z.boolean(),
  }),
  /** Begins to write about a customer; a second time shows what was begun. */
  z.object({
    kind: z.literal('open-edit'),
    edit: z.enum(['correct', 'create', 'promise']),
    /** Null for somebody new. */
    customerId: id.nullable(),
    workId: id.nullable(),
    /** The record as the page shows it. */
    base: fieldValues,
    version: z.int().nonnegative(),
  }),
  /** Every input event of the form, composition included. */
  z.object({
    kind: z.literal('type-edit'),
    editId: id,
    field: z.string().min(1).max(40),
    value: note,
    inputSequence,
  }),
  z.object({ kind: z.literal('send-edit'), editId: id }),
  z.object({ kind: z.literal('discard-edit'), editId: id }),
  /** Of two values of one field, the agent's or the one that stands at the center. */
  z.object({
    kind: z.literal('resolve-edit'),
    editId: id,
    field: fieldName,
    keep: z.enum(['mine', 'theirs']),
  }),
  z.object({
    kind: z.literal('settle-promise'),
    customerId: id,
    promiseId: id,
    status: z.enum(['kept', 'broken']),
  }),
  /** Asks the center for people; the answer is in the reply. */
  z.object({ kind: z.literal('find-customers'), text: z.string().max(searchTextLimit) }),
  /** Asks the center for one record, for the cache. */
  z.object({ kind: z.literal('fetch-customer'), customerId: id }),
  /** Asks the center for a page of a history; the answer is in the reply. */
  z.object({
    kind: z.literal('load-timeline'),
    customerId: id,
    before: z.string().max(200).nullable(),
    kinds: z.array(timelineKind).max(20),
    search: z.string().max(searchTextLimit),
  }),
  /** What the cache knows of a number, told while main is looking for the person. */
  z.object({ kind: z.literal('person-found'), workId: id, customerIds: z.array(id).max(50) }),

  z.object({ kind: z.literal('script-next'), workId: id }),
  z.object({ kind: z.literal('script-choose'), workId: id, choiceId: id }),
  z.object({ kind: z.literal('script-jump'), workId: id, nodeId: id }),
  z.object({ kind: z.literal('script-back'), workId: id }),
  /** Every input event of an answer field, composition included. */
  z.object({
    kind: z.literal('script-answer'),
    workId: id,
    answer: id,
    value: answer,
    inputSequence,
  }),

  /** Every input event of the note, composition included. */
  z.object({ kind: z.literal('note'), workId: id, value: note, inputSequence }),
  z.object({ kind: z.literal('field'), workId: id, fieldId: id, value: answer, inputSequence }),
  z.object({ kind: z.literal('disposition'), workId: id, dispositionId: id.nullable() }),
  /** Disposition and DNC entry in one key; journaled at once, never hangs up. */
  z.object({ kind: z.literal('do-not-call'), workId: id }),
  z.object({ kind: z.literal('undo-do-not-call'), entryId: id }),
  /** Promises a call in this conversation, or changes the one promised in it. */
  z.object({ kind: z.literal('promise-callback'), workId: id, ...callbackTerms }),
  /** Every input event of the form a call is promised with, composition included. */
  z.object({
    kind: z.literal('type-callback'),
    workId: id,
    field: z.enum(callbackFields),
    value: wish,
    inputSequence,
  }),
  /** Every input event of the form a callback is moved with. */
  z.object({
    kind: z.literal('type-callback-move'),
    callbackId: id,
    field: z.enum(callbackFields),
    value: wish,
    inputSequence,
  }),
  /** Throws away what was typed to move a callback. */
  z.object({ kind: z.literal('discard-callback-move'), callbackId: id }),
  /** Opens the preview of somebody who is owed a call; anyone's are asked of the center first. */
  z.object({ kind: z.literal('open-callback'), callbackId: id }),
  z.object({ kind: z.literal('move-callback'), callbackId: id, ...callbackTerms }),
  z.object({ kind: z.literal('cancel-callback'), callbackId: id }),
  /** What becomes of the callback this conversation is about; null for the rule. */
  z.object({
    kind: z.literal('end-callback'),
    workId: id,
    end: z.enum(['kept', 'open', 'cancelled']).nullable(),
  }),
  /** The card goes for a while; the callback stays. */
  z.object({ kind: z.literal('put-away-reminder'), callbackId: id }),
  /** A part of this agent's past calls, newest first; answered with `calls` and `olderCalls`. */
  z.object({ kind: z.literal('list-calls'), before: callPlace.nullable() }),
  /** Opens the person of a past call, undialed. */
  z.object({ kind: z.literal('open-call'), callId: id }),
  /** What a report of that call would say; answered with `blackBox`, and nothing is sent. */
  z.object({ kind: z.literal('preview-black-box'), callId: id }),
  /** Sends the report that was shown last, as it was shown, to the center. */
  z.object({ kind: z.literal('send-black-box'), reportId: id }),
  /** Save, send, and open the next person's preview. */
  z.object({ kind: z.literal('next'), workId: id }),

  z.object({ kind: z.literal('set-language'), language }),
  z.object({ kind: z.literal('set-theme'), theme }),
  z.object({ kind: z.literal('set-text-size'), percent: textPercent }),
  z.object({ kind: z.literal('set-single-keys'), on: z.boolean() }),
  z.object({ kind: z.literal('set-key'), command: keyCommand, binding: keyBinding }),
  /** Back to the keys of the table: of one command, or with null of all. */
  z.object({ kind: z.literal('reset-keys'), command: keyCommand.nullable() }),
  z.object({ kind: z.literal('set-notifications'), notifications }),
  z.object({ kind: z.literal('set-audio'), audio: audioChoice }),
  /** Opens the microphone for its meter, or lets it go. */
  z.object({ kind: z.literal('test-microphone'), on: z.boolean() }),
  /** Plays a short tone on the talk output or where it rings. */
  z.object({ kind: z.literal('test-sound'), output: z.enum(['speaker', 'ringer']) }),
  z.object({ kind: z.literal('set-compact'), shown: z.boolean() }),
  /** Brings the desk to the front. */
  z.object({ kind: z.literal('show-desk') }),
  /** Answers whether to quit during a call: yes ends it properly first. */
  z.object({ kind: z.literal('answer-quit'), quit: z.boolean() }),
  /** The page tells main the words it shows outside the page. */
  z.object({ kind: z.literal('tell-words'), words: systemWords }),
  /** Who is on the line of this conversation, as far as the page's records know. */
  z.object({ kind: z.literal('name-person'), workId: id, name: z.string().max(200) }),
  z.object({ kind: z.literal('set-hotkeys'), on: z.boolean() }),
  z.object({ kind: z.literal('set-media-keys'), on: z.boolean() }),
  z.object({
    kind: z.literal('set-hotkey'),
    action: hotkeyAction,
    accelerator: hotkeyAccelerator.nullable(),
  }),
  /** The headset whose buttons count, where there are several. */
  z.object({ kind: z.literal('choose-headset'), deviceId: id }),
  z.object({ kind: z.literal('set-phone-links'), on: z.boolean() }),
  z.object({ kind: z.literal('set-remind-before'), minutes: remindBeforeMinutes }),
  z.object({ kind: z.literal('put-away'), noticeId: id }),

  z.object({ kind: z.literal('practice-ring'), number: z.string().max(20).nullable() }),
  z.object({ kind: z.literal('practice-center'), running: z.boolean() }),

  /** First thing after load: how far the page's cache has come. */
  z.object({
    kind: z.literal('cache-position'),
    position: z
      .object({ centerId: id, epoch: z.string().max(64), sequence: z.int().nonnegative() })
      .nullable(),
  }),
  /** The pop of this conversation has been painted. */
  z.object({ kind: z.literal('painted'), workId: id }),
]);
export type DeskCommand = z.infer<typeof deskCommand>;

/** Why a command was not carried out. */
export const deskError = z.discriminatedUnion('kind', [
  /** The message did not fit its schema; a bug of the page, or a hostile page. */
  z.object({ kind: z.literal('invalid'), path: z.string() }),
  /** It fits, but not the state: no such call, another conversation, signed out. */
  z.object({ kind: z.literal('not-now'), state: z.string() }),
  z.object({ kind: z.literal('sign-in'), problem: signInProblem }),
  z.object({ kind: z.literal('dnc-refused'), scope: z.enum(['company', 'campaign']) }),
  z.object({ kind: z.literal('number-not-understood') }),
  z.object({ kind: z.literal('line-needed') }),
  z.object({ kind: z.literal('not-saved'), reason: z.enum(['disk-full', 'read-only', 'failed']) }),
  /** Nobody but the center can say whose a callback of anyone's is. */
  z.object({
    kind: z.literal('callback-refused'),
    reason: z.enum(['taken-by-other', 'closed', 'other-agent', 'center-away']),
  }),
  /** The center would have to answer, and is not there. */
  z.object({ kind: z.literal('center-away') }),
  /** The center knows no such record. */
  z.object({ kind: z.literal('unknown') }),
  /** Something in a form has to be put right first. */
  z.object({
    kind: z.literal('edit-refused'),
    problems: z.array(
      z.object({
        field: z.string(),
        kind: z.enum([
          'name-missing',
          'not-a-number',
          'country-unknown',
          'zone-unknown',
          'text-missing',
          'undecided',
        ]),
      }),
    ),
  }),
  z.object({ kind: z.literal('failed') }),
]);
export type DeskError = z.infer<typeof deskError>;

/** A past call as the journal of this computer has it. */
export const pastCall = z.object({
  callId: id,
  direction: z.enum(['inbound', 'outbound']),
  number: e164.nullable(),
  customerId: id.nullable(),
  campaignId: id.nullable(),
  startedAt: instant,
  answered: z.boolean(),
  talkMs: z.number().nonnegative(),
  cause: z.string().max(64),
  dispositionId: id.nullable(),
  quality: qualityReport.nullable().optional(),
  /** A colleague by name or extension, where no number says who it was; else ''. */
  withWhom: z.string().max(500),
  /** Somebody was asked about a customer, whose call is one of its own. */
  consultation: z.boolean(),
});
export type PastCall = z.infer<typeof pastCall>;

export const deskReply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    calls: z.array(pastCall).optional(),
    /** Before which the next part of `calls` is; null when there is none. */
    olderCalls: callPlace.nullable().optional(),
    found: customerHits.optional(),
    timeline: timelinePage.optional(),
    editId: id.optional(),
    blackBox: z.object({ reportId: id, text: z.string() }).optional(),
    colleagues: z.array(colleague).max(2_000).optional(),
  }),
  z.object({ ok: z.literal(false), error: deskError }),
]);
export type DeskReply = z.infer<typeof deskReply>;

/** Records for the desk's cache, in feed order; `position` is null for a single look-up. */
export const deskRecords = z.object({
  reset: z.boolean(),
  position: z
    .object({ centerId: id, epoch: z.string().max(64), sequence: z.int().nonnegative() })
    .nullable(),
  customers: z.array(customer),
  leads: z.array(lead),
});
export type DeskRecords = z.infer<typeof deskRecords>;
