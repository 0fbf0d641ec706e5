import { z } from 'zod';
import { nextStanding } from '../record/agent-state.ts';
import { callback, callbackTyped } from '../record/callback.ts';
import { campaign } from '../record/campaign.ts';
import { e164, instant } from '../record/customer.ts';
import { customerEdit, unsentRecord } from '../record/customer-change.ts';
import { notReadyReason, role } from '../record/provisioning.ts';
import { script } from '../record/script.ts';
import { headsetView, hotkeysView } from './headset-view.ts';
import {
  audioView,
  keyBindings,
  language,
  notifications,
  remindBeforeMinutes,
  textPercent,
  theme,
} from './preferences.ts';
import { qualityView } from './quality-view.ts';
import { transferView } from './transfer-view.ts';

/**
 * What the desk shows, whole, at each change. main is the only writer; `version` rises by one, so
 * a page that reloads needs nothing but the newest. Durations are milliseconds at the moment of
 * sending: the page lets them run on its own monotonic clock. No sentence in it is for people,
 * only facts and kinds: words live in the desk's message catalogue.
 */

const id = z.string().min(1).max(64);

/** Why a sign-in did not work; the catalogue says what to do. */
export const signInProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wrong-credentials') }),
  z.object({ kind: z.literal('locked-out') }),
  z.object({ kind: z.literal('unreachable'), address: z.string() }),
  z.object({ kind: z.literal('not-a-center'), address: z.string() }),
  /** Plain http to anything but a loopback literal, or no address at all. */
  z.object({ kind: z.literal('address-refused'), address: z.string() }),
  z.object({ kind: z.literal('certificate'), address: z.string(), code: z.string() }),
  z.object({
    kind: z.literal('protocol'),
    address: z.string(),
    ours: z.string(),
    theirs: z.string(),
  }),
  /** The provisioning document could not be used: where it is wrong, in JSON path form. */
  z.object({ kind: z.literal('provisioning'), path: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('practice-failed'), reason: z.string() }),
  /** The journal on this computer cannot be used; it is left as it is. */
  z.object({
    kind: z.literal('journal'),
    reason: z.enum(['newer', 'key', 'disk-full', 'read-only', 'failed']),
    file: z.string(),
  }),
]);
export type SignInProblem = z.infer<typeof signInProblem>;

const session = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-out'),
    address: z.string(),
    loginName: z.string(),
    problem: signInProblem.nullable(),
    /** Items that still wait in the journal for some center. */
    waiting: z.int().nonnegative(),
  }),
  z.object({ state: z.literal('signing-in'), address: z.string(), practice: z.boolean() }),
  z.object({
    state: z.literal('signed-in'),
    agent: z.object({ name: z.string(), loginName: z.string(), role, extension: z.string() }),
    center: z.object({
      id,
      epoch: z.string(),
      name: z.string(),
      address: z.string(),
      practice: z.boolean(),
    }),
  }),
]);

/** The telephone line: the SIP registration. */
const lineView = z.object({
  state: z.enum(['offline', 'connecting', 'registered', 'backing-off', 'rejected']),
  /** Round trip of the last ping on the SIP socket; null until measured. */
  roundTripMs: z.number().nullable(),
  /** SIP status code of a refusal, else null. */
  statusCode: z.int().nullable(),
  /** Whether the PBX can pass a call on. */
  transfers: z.boolean(),
});

/** The socket to the center. */
const centerLinkView = z.object({
  state: z.enum(['offline', 'connecting', 'reachable', 'refused']),
  since: instant.nullable(),
  /** Why the center does not talk with us, for `refused`. */
  reason: z.enum(['protocol', 'token', 'malformed', 'moved', 'other-center']).nullable(),
});

/** What the agent is doing, and what comes when the conversation is over. */
const agentView = z.object({
  state: z.enum(['signed-out', 'ready', 'not-ready', 'on-call', 'wrap-up']),
  forMs: z.number().nonnegative(),
  /** Whether calls come, or would without the conversation that is on the desk. */
  ready: z.boolean(),
  /** Why not ready; null without a reason. */
  reasonId: id.nullable(),
  /** Set by the agent in a call or wrap-up, obeyed after it; null for as it was before. */
  next: nextStanding.nullable(),
  /** What can be given as a reason, in order. */
  reasons: z.array(notReadyReason),
  /** The time of the wrap-up that is going on; `work.wrapUpMs` counts against it. */
  wrapUp: z
    .object({
      /** Extensions included; null without a limit. */
      limitMs: z.number().nonnegative().nullable(),
      extensionMs: z.number().positive(),
      extensions: z.int().nonnegative(),
      /** The time is over; the conversation stays until Next. */
      overrun: z.boolean(),
    })
    .nullable(),
  /** The agent's line is at another computer now. */
  moved: z.boolean(),
});

const callView = z.object({
  callId: id,
  direction: z.enum(['inbound', 'outbound']),
  signalling: z.enum([
    'dialing',
    'ringing',
    'alerting',
    'answering',
    'established',
    'ending',
    'ended',
  ]),
  hold: z.enum(['none', 'local', 'remote', 'both']),
  muted: z.boolean(),
  media: z.enum(['opening', 'flowing', 'interrupted', 'closed']),
  /**
   * The sound the agent speaks into, the colleague's included: lost and being made anew, or lost
   * until there is a line again.
   */
  sound: z.enum(['whole', 'restoring', 'waits-for-line']),
  number: e164.nullable(),
  /** As the network sent it: shown as text, never trusted. */
  displayName: z.string().max(200),
  /** It is answered without a key in a moment. */
  answersItself: z.boolean(),
  /** The caller does not want their number known (RFC 3323). */
  anonymous: z.boolean(),
  queue: z.string().max(200),
  /** Why the caller calls, as the queue or IVR found out. */
  reason: z.string().max(500),
  startedAt: instant,
  answeredAt: instant.nullable(),
  /** How long it has rung, here or there. */
  ringMs: z.number().nonnegative(),
  talkMs: z.number().nonnegative(),
  /** Who or what ended it; null while it lasts. */
  end: z
    .object({
      by: z.enum(['agent', 'customer', 'network', 'unknown']),
      /** Kind from the exhaustive table of `domain/call`. */
      cause: z.string().max(64),
    })
    .nullable(),
  /** Operations that wait for the line to come back. */
  queued: z.array(z.string().max(32)),
  /** How it sounds; null until anything was measured. */
  quality: qualityView.nullable(),
  transfer: transferView.nullable(),
});
export type CallView = z.infer<typeof callView>;

/** Who is on the line, as far as anybody knows. Records themselves are in the desk's cache. */
const personView = z.discriminatedUnion('match', [
  z.object({ match: z.literal('looking'), number: e164.nullable() }),
  z.object({ match: z.literal('customer'), customerId: id, others: z.array(id) }),
  z.object({ match: z.literal('several'), customerIds: z.array(id) }),
  z.object({ match: z.literal('unknown'), number: e164.nullable() }),
]);
export type PersonView = z.infer<typeof personView>;

const scriptRunView = z.object({
  /** The page shown now. */
  nodeId: id,
  /** Pages on the way here, oldest first, without objections. */
  trail: z.array(id),
  /** Where an open objection returns to. */
  returnTo: id.nullable(),
  answers: z.record(z.string(), z.string()),
});
export type ScriptRunView = z.infer<typeof scriptRunView>;

const summaryView = z.object({
  dispositionId: id.nullable(),
  note: z.string(),
  fields: z.record(
    z.string(),
    z.object({ value: z.string(), source: z.enum(['agent', 'script', 'initial']) }),
  ),
  /** True when all that main knows of this draft is on disk. */
  saved: z.boolean(),
  /** Set when the disk refused; the text is still in memory and is tried again. */
  saveProblem: z.enum(['disk-full', 'read-only', 'failed']).nullable(),
  /** Highest `inputSequence` of the page that main has taken in. */
  lastInputSequence: z.int().nonnegative(),
});

/** The conversation on the desk: from preview or ringing until Next. */
const workView = z.object({
  workId: id,
  stage: z.enum(['preview', 'call', 'wrap-up']),
  direction: z.enum(['inbound', 'outbound']),
  campaignId: id.nullable(),
  leadId: id.nullable(),
  number: e164.nullable(),
  person: personView,
  /** Null when the campaign has no usable script. */
  script: scriptRunView.nullable(),
  summary: summaryView,
  /** The do-not-call entry made in this conversation, if it still stands. */
  doNotCall: z.object({ entryId: id, number: e164 }).nullable(),
  /** The callback this conversation is about; `end` is the agent's word, null for the rule. */
  callback: z
    .object({
      callbackId: id,
      dueAt: instant,
      timeZone: z.string(),
      wish: z.string(),
      end: z.enum(['kept', 'open', 'cancelled']).nullable(),
      /** What it comes to as things stand. */
      comesTo: z.enum(['kept', 'open', 'cancelled']),
    })
    .nullable(),
  /** The callback promised in it. */
  promised: z
    .object({
      callbackId: id,
      dueAt: instant,
      timeZone: z.string(),
      wish: z.string(),
      mine: z.boolean(),
    })
    .nullable(),
  callbackTyped,
  /** How long the wrap-up lasts already. */
  wrapUpMs: z.number().nonnegative(),
  /** Required fields the agent was told of at Next and that are still empty. */
  missingFieldIds: z.array(id),
  /** The agent was told at Next that a callback is typed and not promised, and it still is not. */
  unpromisedTold: z.boolean(),
});
export type WorkView = z.infer<typeof workView>;

/**
 * The conversation beside the one in front: its call rings, waits on hold, or is over and its
 * wrap-up waits. `call` is null once nothing is known of it any more.
 */
const otherView = z.object({ work: workView, call: callView.nullable() });
export type OtherView = z.infer<typeof otherView>;
/** A call we owe, as far as this agent may work it. */
const callbackView = callback
  .pick({
    id: true,
    customerId: true,
    number: true,
    campaignId: true,
    dueAt: true,
    timeZone: true,
    wish: true,
    status: true,
  })
  .extend({
    mine: z.boolean(),
    /** A colleague has it now. */
    takenByOther: z.boolean(),
    /** What is typed to move it and not sent. */
    typed: callbackTyped,
  });
export type CallbackView = z.infer<typeof callbackView>;

/** What the center answered to something this desk has sent. */
const receiptView = z.object({
  key: id,
  kind: z.enum([
    'summary',
    'dnc-entry',
    'dnc-withdrawal',
    'call-log',
    'callback',
    'callback-change',
    'customer-created',
    'customer-changed',
    'number-attached',
    'promise-made',
    'promise-settled',
  ]),
  outcome: z.enum(['stored', 'rejected']),
  reason: z.string(),
  reference: z.string(),
  at: instant,
  customerId: id.nullable(),
});

/** Something the agent should know and may put away; `kind` chooses the words. */
export const notice = z.object({
  noticeId: id,
  kind: z.enum([
    'dnc-refused',
    'number-not-understood',
    'extension-to-press',
    'line-needed',
    'line-rejected',
    'hold-refused',
    'second-call-missed',
    'link-refused',
    'script-broken',
    'disk-full',
    'journal-set-aside',
    'settings-newer',
    'settings-broken',
    'settings-replaced',
    'item-rejected',
    'record-conflict',
    'second-instance',
    /** The machine had stopped in the middle of the call that is in wrap-up now. */
    'call-interrupted',
    'key-file',
    /** This agent's line is at another computer now; `desk` is its name. */
    'line-moved',
    /** The line was at the computer `desk` until now. */
    'took-over',
    'callback-refused',
    /** The far end pressed keys, sent as messages: `text` has them. */
    'digits-received',
    /** What was typed to pass a customer on to is no number and no extension. */
    'target-not-understood',
  ]),
  /** Facts for the words: names, codes, counts; never a whole telephone number but a dialled one. */
  facts: z.record(z.string(), z.string()),
  at: instant,
});
export type Notice = z.infer<typeof notice>;

const practiceView = z.object({
  center: z.enum(['running', 'stopping', 'away', 'starting']),
  exchange: z.enum(['running', 'starting', 'failed']),
  /** People who can call in now. */
  callers: z.array(z.object({ number: e164, name: z.string(), reason: z.string() })),
});

export const deskSnapshot = z.object({
  version: z.int().nonnegative(),
  app: z.object({
    version: z.string(),
    theme,
    language,
    textPercent,
    singleKeys: z.boolean(),
    /** Whether links of other programs (`tel:`, `sip:`) come to the dial box. */
    phoneLinks: z.boolean(),
    keys: keyBindings,
    notifications,
    remindBeforeMinutes,
  }),
  audio: audioView,
  windows: z.object({
    /** The compact bar is on the screen. */
    compact: z.boolean(),
    /** Quitting was asked during a call: the agent decides. */
    quitAsked: z.boolean(),
  }),
  session,
  line: lineView,
  center: centerLinkView,
  agent: agentView,
  microphone: z.enum(['unknown', 'ok', 'none', 'denied']),
  /** Null while none was plugged in since the start. */
  headset: headsetView.nullable(),
  hotkeys: hotkeysView,
  call: callView.nullable(),
  /** The conversation in front; `call` is its call. */
  work: workView.nullable(),
  /** The second conversation, never there without a first. */
  other: otherView.nullable(),
  campaigns: z.array(campaign),
  /** The campaign whose list is worked. */
  campaignId: id.nullable(),
  /** The script of `work` (or null), whole. */
  script: script.nullable(),
  outbox: z.object({
    waiting: z.int().nonnegative(),
    waitingSummaries: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    /** Newest first, at most 20. */
    receipts: z.array(receiptView),
  }),
  /** Calls a report can be made of, and reports that are on their way to the center. */
  blackBox: z.object({ callIds: z.array(id), waiting: z.int().nonnegative() }),
  /** The newest do-not-call mark that can be undone; when it is, the one before it comes. */
  undo: z
    .object({
      entryId: id,
      number: e164,
      customerId: id.nullable(),
      at: instant,
      /** True once the center has it: undoing then also tells the center. */
      sent: z.boolean(),
      /** How many before it can be undone, too. */
      earlier: z.int().nonnegative(),
    })
    .nullable(),
  /** From the journal: what this agent did since local midnight. */
  today: z.object({
    calls: z.int().nonnegative(),
    talkMs: z.number().nonnegative(),
    doNotCall: z.int().nonnegative(),
    wrapUpMs: z.number().nonnegative(),
    /** Time in each state and reason, without the stretch that goes on (`agent.forMs`). */
    states: z.array(
      z.object({
        state: z.enum(['ready', 'not-ready', 'on-call', 'wrap-up']),
        reasonId: id.nullable(),
        ms: z.number().nonnegative(),
      }),
    ),
    /** How often each outcome was chosen, most often first; null for calls without one. */
    outcomes: z.array(
      z.object({
        campaignId: id.nullable(),
        dispositionId: id.nullable(),
        count: z.int().positive(),
      }),
    ),
  }),
  /** Calls owed that this agent may make, the soonest first. */
  callbacks: z.array(callbackView),
  /** Ids of those whose reminder stands now, most urgent first. */
  reminders: z.array(id),
  clock: z.object({
    /** Center's clock minus this computer's; null when nothing is known. Above two minutes: told. */
    offsetMs: z.int().nullable(),
  }),
  dnc: z.object({ entries: z.int().nonnegative(), asOf: instant.nullable() }),
  /** Numbers this agent dialed last, each once, newest first. */
  lastDialed: z.array(z.object({ number: e164, customerId: id.nullable(), at: instant })).max(10),
  /**
   * The last `tel:` or `sip:` link another program handed over: a rising sequence says that it is
   * new. It fills the dial box and is never dialed by itself.
   */
  phoneLink: z.object({ sequence: z.int().positive(), text: z.string().max(64) }).nullable(),
  /** True when all that was typed, in a conversation or a form, is on disk. */
  saved: z.boolean(),
  /** What is being written about customers and is not sent, oldest first. */
  edits: z.array(customerEdit),
  /** What was written about customers and is still on its way, oldest first. */
  unsent: z.array(unsentRecord),
  /** Highest `inputSequence` of the page that main has taken in. */
  lastInputSequence: z.int().nonnegative(),
  notices: z.array(notice),
  practice: practiceView.nullable(),
});
export type DeskSnapshot = z.infer<typeof deskSnapshot>;
