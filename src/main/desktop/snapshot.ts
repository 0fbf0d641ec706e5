import type { CallView, DeskSnapshot, Notice, WorkView } from '../../contract/ipc/desk-snapshot.ts';
import type { QualityView } from '../../contract/ipc/quality-view.ts';
import { wrapUpOf } from '../../domain/agent-state/agent.ts';
import { agentStateOf, type NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import { type Call, type CallState, ringMs, talkMs } from '../../domain/call/call.ts';
import { type Sound, soundOf } from '../../domain/call/sound.ts';
import type { Callback } from '../../domain/callback/callback.ts';
import type { UnsentRecord } from '../../domain/customer/correction.ts';
import { isE164 } from '../../domain/customer/customer.ts';
import type { Edits } from '../../domain/customer/edit.ts';
import {
  campaignOf,
  type DesktopState,
  isReady,
  scriptOf,
  stageOf,
} from '../../domain/desktop/state.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import { missingFields } from '../../domain/work/missing-fields.ts';
import { isUnpromised } from '../../domain/work/unpromised.ts';
import { fieldValue, type Work } from '../../domain/work/work.ts';
import type { AnsweredItem } from '../journal/outbox.ts';
import type { WriteProblem } from '../journal/write-problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { LinkState } from '../sync/link.ts';
import { callbackView, workCallbacks } from './callback-views.ts';
import { endedBy } from './calls.ts';
import { transferViewOf } from './transfer-view-of.ts';

/** Everything a snapshot is made of, read at one moment. */
export type SnapshotFacts = {
  readonly version: number;
  readonly appVersion: string;
  readonly settings: Settings;
  readonly audio: DeskSnapshot['audio'];
  readonly windows: DeskSnapshot['windows'];
  readonly session: DeskSnapshot['session'];
  readonly nowMs: number;
  readonly agentStateForMs: number;
  readonly reasons: readonly NotReadyReason[];
  readonly desktop: DesktopState;
  readonly records: { readonly edits: Edits; readonly unsent: readonly UnsentRecord[] };
  readonly calls: CallState;
  readonly quality: (callId: string) => QualityView | null;
  readonly registration: RegistrationState;
  readonly roundTripMs: number | null;
  readonly link: LinkState & { readonly since: string | null };
  readonly saved: boolean;
  readonly saveProblem: WriteProblem | null;
  readonly lastInputSequence: number;
  readonly outbox: { waiting: number; waitingSummaries: number; rejected: number };
  readonly blackBox: { readonly callIds: readonly string[]; readonly waiting: number };
  readonly receipts: readonly AnsweredItem[];
  readonly undoSent: boolean;
  readonly today: DeskSnapshot['today'];
  readonly callbacks: readonly Callback[];
  readonly agentId: string;
  readonly reminders: readonly string[];
  readonly clockOffsetMs: number | null;
  /** The center's time, milliseconds since the epoch. */
  readonly wallMs: number;
  readonly dnc: DeskSnapshot['dnc'];
  readonly lastDialed: readonly DeskSnapshot['lastDialed'][number][];
  readonly phoneLink: DeskSnapshot['phoneLink'];
  readonly notices: readonly Notice[];
  readonly practice: DeskSnapshot['practice'];
  readonly headset: DeskSnapshot['headset'];
  readonly hotkeys: DeskSnapshot['hotkeys'];
};

/** The desk's snapshot: a pure function of facts. */
export function projectSnapshot(facts: SnapshotFacts): DeskSnapshot {
  const { desktop, registration, link } = facts;
  const { work, other, marks } = desktop;
  const [undo, ...earlier] = marks;
  const call = work && callOf(work, facts);
  const otherCall = other && callOf(other, facts);
  return {
    version: facts.version,
    app: {
      version: facts.appVersion,
      theme: facts.settings.theme,
      language: facts.settings.language,
      textPercent: facts.settings.textPercent,
      singleKeys: facts.settings.singleKeys,
      keys: facts.settings.keys,
      notifications: facts.settings.notifications,
      phoneLinks: facts.settings.phoneLinks,
      remindBeforeMinutes: facts.settings.remindBeforeMinutes,
    },
    audio: facts.audio,
    windows: facts.windows,
    session: facts.session,
    line: {
      transfers: facts.calls.pbx.refer,
      state: registration.kind,
      roundTripMs: registration.kind === 'registered' ? facts.roundTripMs : null,
      statusCode:
        registration.kind === 'rejected' || registration.kind === 'backing-off'
          ? registration.sipStatus
          : null,
    },
    center: {
      state: link.state,
      since: link.since,
      reason: link.state === 'refused' ? link.reason : null,
    },
    agent: agentView(facts),
    microphone: microphoneOf(call),
    headset: facts.headset,
    hotkeys: facts.hotkeys,
    call: call && callView(call, facts),
    work: work && workView(work, facts),
    other: other && {
      work: workView(other, facts),
      call: otherCall && callView(otherCall, facts),
    },
    campaigns: mutable(desktop.campaigns),
    campaignId: desktop.campaignId,
    script: work?.script ? mutable(scriptOf(desktop, work.campaignId)) : null,
    outbox: { ...facts.outbox, receipts: facts.receipts.map((receipt) => ({ ...receipt })) },
    blackBox: { callIds: [...facts.blackBox.callIds], waiting: facts.blackBox.waiting },
    undo: undo
      ? {
          entryId: undo.entryId,
          number: undo.number,
          customerId: undo.customerId,
          at: undo.at,
          sent: facts.undoSent,
          earlier: earlier.length,
        }
      : null,
    today: facts.today,
    callbacks: facts.callbacks.map((one) =>
      callbackView(one, desktop.moves[one.id] ?? {}, facts.agentId, facts.wallMs),
    ),
    reminders: [...facts.reminders],
    clock: { offsetMs: facts.clockOffsetMs },
    dnc: facts.dnc,
    lastDialed: facts.lastDialed.map((one) => ({ ...one })),
    phoneLink: facts.phoneLink && { ...facts.phoneLink },
    saved: facts.saved,
    edits: facts.records.edits as DeskSnapshot['edits'],
    unsent: facts.records.unsent as DeskSnapshot['unsent'],
    lastInputSequence: facts.lastInputSequence,
    notices: [...facts.notices],
    practice: facts.practice,
  };
}

function callOf(work: Work, { calls }: SnapshotFacts): Call | null {
  return work.call ? (calls.calls[work.call.callId] ?? null) : null;
}

/** Since the call's own end: of two conversations each has a wrap-up of its own. */
function wrapUpMs(work: Work, { desktop, nowMs }: SnapshotFacts): number {
  if (work.stage !== 'wrap-up') return 0;
  return Math.max(0, nowMs - (wrapUpOf(desktop.agent, work.workId)?.beganAtMs ?? nowMs));
}

function agentView(facts: SnapshotFacts): DeskSnapshot['agent'] {
  const { desktop } = facts;
  const { standing, next, line } = desktop.agent;
  const state = agentStateOf({
    signedIn: desktop.signedIn,
    ready: isReady(desktop),
    stage: stageOf(desktop),
  });
  const wrapUp = state === 'wrap-up' ? wrapUpOf(desktop.agent, desktop.work?.workId ?? null) : null;
  return {
    state,
    forMs: facts.agentStateForMs,
    ready: isReady(desktop),
    reasonId: standing.kind === 'not-ready' ? standing.reasonId : null,
    next,
    reasons: mutable(facts.reasons),
    wrapUp: wrapUp
      ? {
          limitMs: wrapUp.limitMs,
          extensionMs: wrapUp.extensionMs,
          extensions: wrapUp.extensions,
          overrun: wrapUp.overrun,
        }
      : null,
    moved: line === 'elsewhere',
  };
}

function microphoneOf(call: Call | null): DeskSnapshot['microphone'] {
  if (!call) return 'unknown';
  return call.microphone === 'failed' ? 'none' : call.microphone;
}

function callView(call: Call, facts: SnapshotFacts): CallView {
  const { calls, nowMs, quality } = facts;
  const { signalling, party } = call;
  const waits: string[] = [];
  const heldHere = call.hold === 'local' || call.hold === 'both';
  if (signalling.kind === 'established' && call.holdWanted !== heldHere) {
    waits.push(call.holdWanted ? 'hold' : 'resume');
  }
  return {
    callId: call.callId,
    direction: call.direction,
    signalling: signalling.kind,
    hold: call.hold,
    // The agent's own voice, wherever it goes: to the customer, or to the colleague who is asked.
    muted: voiceOf(call, calls).muted,
    media: call.media,
    sound: soundHere(call, facts),
    number: party.number && isE164(party.number) ? party.number : null,
    // What is not an international number is shown as what it is: a text the network sent.
    displayName: party.displayName ?? (isE164(party.number ?? '') ? '' : (party.number ?? '')),
    answersItself: call.answersItself,
    anonymous: party.anonymous === true,
    queue: party.queue ?? '',
    reason: party.reason ?? '',
    startedAt: call.startedAt,
    answeredAt: call.establishedAt,
    ringMs: ringMs(call, nowMs),
    talkMs: talkMs(call, nowMs),
    end:
      signalling.kind === 'ended'
        ? { by: endedBy(signalling.cause), cause: signalling.cause.kind }
        : null,
    queued: waits,
    quality: quality(call.callId),
    transfer: transferViewOf(call, calls, nowMs),
  };
}

/** Of a talk of three, the sound that is worst off. */
function soundHere(call: Call, { calls, registration }: SnapshotFacts): Sound {
  const lineComes = calls.lineUp || registration.kind === 'connecting';
  const together = calls.joined?.includes(call.callId) ? calls.joined : [];
  const talk = together.flatMap((callId) => calls.calls[callId] ?? []);
  const sounds = [voiceOf(call, calls), ...talk].map((one) => soundOf(one, lineComes));
  return sounds.find((sound) => sound !== 'whole') ?? 'whole';
}

/** The call that the agent speaks into, of this one and the colleague's. */
function voiceOf(call: Call, calls: CallState): Call {
  const { transfer } = call;
  if (transfer?.kind !== 'consulting' || transfer.consultId !== calls.front) return call;
  return calls.calls[transfer.consultId] ?? call;
}

function workView(work: Work, facts: SnapshotFacts): WorkView {
  const campaign = campaignOf(facts.desktop, work.campaignId);
  const fields = campaign?.wrapUpFields ?? [];
  const told = facts.desktop.missingTold === work.workId;
  const missing = told ? missingFields(work, campaign) : [];
  const { person } = work;
  return {
    workId: work.workId,
    stage: work.stage,
    direction: work.direction,
    campaignId: work.campaignId,
    leadId: work.leadId,
    number: work.number,
    person:
      person.match === 'looking' || person.match === 'unknown'
        ? { match: person.match, number: work.number }
        : person.match === 'several'
          ? { match: 'several', customerIds: [...person.customerIds] }
          : { match: 'customer', customerId: person.customerId, others: [...person.others] },
    script: work.script && {
      nodeId: work.script.nodeId,
      trail: [...work.script.trail],
      returnTo: work.script.returnTo,
      answers: { ...work.script.answers },
    },
    summary: {
      dispositionId: work.draft.dispositionId,
      note: work.draft.note,
      fields: Object.fromEntries(fields.map((field) => [field.id, fieldValue(field, work)])),
      saved: facts.saved,
      saveProblem: facts.saveProblem,
      lastInputSequence: facts.lastInputSequence,
    },
    doNotCall: work.doNotCall,
    wrapUpMs: wrapUpMs(work, facts),
    missingFieldIds: missing.map((field) => field.id),
    unpromisedTold: told && isUnpromised(work),
    ...workCallbacks(work),
  };
}

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** The wire's types are mutable, the domain's are not; the data is the same. */
function mutable<T>(value: T): Mutable<T> {
  return value as Mutable<T>;
}
