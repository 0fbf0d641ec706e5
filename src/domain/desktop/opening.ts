import type { Campaign } from '../campaign/campaign.ts';
import { mayDial } from '../dnc/may-dial.ts';
import { checkScript } from '../script/check.ts';
import { type ScriptRun, startRun } from '../script/run.ts';
import {
  emptyDraft,
  type PersonMatch,
  summaryOf,
  type Work,
  type WorkCall,
  worthKeeping,
} from '../work/work.ts';
import { callLogOf } from './call-log-of.ts';
import type { DesktopEffect, OutboxEntry } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { dropPreview, finish, openNext } from './finish.ts';
import { campaignOf, type DesktopState, isReady, scriptOf, wantsNoMore } from './state.ts';
import { type DesktopStep, stay, withWork } from './step.ts';

type Of<T extends DesktopEvent['type']> = Extract<DesktopEvent, { type: T }>;

/** A lead is shown before anything is dialed. A conversation in progress is never replaced. */
export function previewOpened(state: DesktopState, event: Of<'preview-opened'>): DesktopStep {
  const { work } = state;
  if (work && work.stage !== 'preview') return stay(state);
  const closed = work ? closePreview(state, work, event.at) : stay(state);
  const { lead } = event;
  const opened: Work = {
    workId: event.workId,
    stage: 'preview',
    direction: 'outbound',
    openedAt: event.at,
    campaignId: lead.campaignId,
    leadId: lead.id,
    number: lead.number,
    person: { match: 'customer', customerId: lead.customerId, others: [] },
    call: null,
    script: runFor(state, lead.campaignId),
    draft: emptyDraft,
    doNotCall: null,
    nextWanted: false,
    revisions: 0,
    callback: null,
    promised: null,
    callbackTyped: {},
  };
  return {
    state: { ...closed.state, work: opened },
    effects: [...closed.effects, lookUp(opened, lead.customerId)],
  };
}

/** The one gate before every dial, manual ones too. */
export function dialAsked(state: DesktopState, event: Of<'dial-asked'>): DesktopStep {
  const { work } = state;
  if (work && work.stage !== 'preview') return stay(state);
  const isPreviewed = work !== null && work.number === event.number;
  const campaignId = isPreviewed ? work.campaignId : state.campaignId;
  const verdict = mayDial(event.entries, campaignId);
  if (!verdict.may) {
    return {
      state,
      effects: [
        { type: 'notice', kind: 'dnc-refused', scope: verdict.scope, number: event.number },
      ],
    };
  }
  const closed = work && !isPreviewed ? closePreview(state, work, event.at) : stay(state);
  const call = newCall(event.callId, event.at);
  const dialed: Work = isPreviewed
    ? { ...work, stage: 'call', call, revisions: 0 }
    : {
        workId: event.workId,
        stage: 'call',
        direction: 'outbound',
        openedAt: event.at,
        campaignId,
        leadId: null,
        number: event.number,
        person: { match: 'looking' },
        call,
        script: runFor(state, campaignId),
        draft: emptyDraft,
        doNotCall: null,
        nextWanted: false,
        revisions: 0,
        callback: null,
        promised: null,
        callbackTyped: {},
      };
  // A reopened preview was recorded without a call: that record is put right, the call has its own.
  const correction: OutboxEntry[] =
    isPreviewed && work.revisions > 0
      ? [{ kind: 'summary', summary: summaryOf(work, campaignOf(state, campaignId), event.at) }]
      : [];
  const effects: DesktopEffect[] = [
    ...closed.effects,
    { type: 'journal.commit', append: correction, workId: dialed.workId, save: dialed },
    { type: 'call.dial', callId: event.callId, number: event.number },
  ];
  if (!isPreviewed) effects.push(lookUp(dialed, null));
  return { state: { ...closed.state, work: dialed }, effects };
}

/**
 * A caller is taken while the agent is ready. A preview gives way; beside a call in which people
 * talk the caller waits as a second conversation; a wrap-up is not disturbed.
 */
export function offered(state: DesktopState, event: Of<'call-offered'>): DesktopStep {
  const { work, other } = state;
  if (work?.call?.callId === event.callId) return stay(state);
  const talks = work?.stage === 'call' && work.call?.answeredAt !== null;
  const takes = !work || work.stage === 'preview' || (talks && !other);
  if (!isReady(state) || (talks && wantsNoMore(state)) || !takes) {
    return { state, effects: [{ type: 'call.refuse', callId: event.callId }] };
  }
  const closed = work && !talks ? closePreview(state, work, event.at) : stay(state);
  const campaign = inboundCampaign(state, event.queue);
  const person: PersonMatch =
    event.customerId === null
      ? event.number === null
        ? { match: 'unknown' }
        : { match: 'looking' }
      : { match: 'customer', customerId: event.customerId, others: [] };
  const opened: Work = {
    workId: event.workId,
    stage: 'call',
    direction: 'inbound',
    openedAt: event.at,
    campaignId: campaign?.id ?? null,
    leadId: null,
    number: event.number,
    person,
    call: newCall(event.callId, event.at),
    script: runFor(state, campaign?.id ?? null),
    draft: emptyDraft,
    doNotCall: null,
    nextWanted: false,
    revisions: 0,
    callback: null,
    promised: null,
    callbackTyped: {},
  };
  return {
    state: talks ? { ...state, other: opened } : { ...closed.state, work: opened },
    effects: [
      ...closed.effects,
      lookUp(opened, event.customerId),
      { type: 'draft.save', work: opened },
    ],
  };
}

export function callEstablished(state: DesktopState, event: Of<'call-established'>): DesktopStep {
  const { work } = state;
  if (work?.stage !== 'call' || work.call?.callId !== event.callId) return stay(state);
  if (work.call.answeredAt !== null) return stay(state);
  const call: WorkCall = { ...work.call, answeredAt: event.at };
  return withWork(state, work.workId, (current) => ({ ...current, call }));
}

/** The same conversation, in another call. */
export function callMoved(state: DesktopState, event: Of<'call-moved'>): DesktopStep {
  const { work } = state;
  if (work?.stage !== 'call' || work.call?.callId !== event.callId) return stay(state);
  const call: WorkCall = { ...work.call, callId: event.to };
  return withWork(state, work.workId, (current) => ({ ...current, call }));
}

/** The call is over, by whomever: wrap-up begins, or the next person comes if that was asked for. */
export function callEnded(state: DesktopState, event: Of<'call-ended'>): DesktopStep {
  const { work } = state;
  if (!work?.call || work.call.callId !== event.callId || work.stage !== 'call') return stay(state);
  const call: WorkCall = {
    ...work.call,
    endedAt: event.at,
    talkMs: event.talkMs,
    endedBy: event.endedBy,
    cause: event.cause,
  };
  const ended = { ...work, stage: 'wrap-up', call } as const;
  const entry = callLogOf(ended, event.at);
  const log: DesktopEffect = {
    type: 'journal.commit',
    append: [{ ...entry, call: { ...entry.call, quality: event.quality ?? null } }],
    workId: work.workId,
    save: ended,
    withWhom: event.withWhom ?? null,
  };
  const wrapped: DesktopState = { ...state, work: ended };
  if (!work.nextWanted) return { state: wrapped, effects: [log] };
  const closed = finish(wrapped, event.at);
  return openNext({ state: closed.state, effects: [log, ...closed.effects] }, ended);
}

export function closePreview(state: DesktopState, work: Work, at: string): DesktopStep {
  return worthKeeping(work) ? finish(state, at) : dropPreview(state, work, at);
}

function newCall(callId: string, at: string): WorkCall {
  return {
    callId,
    startedAt: at,
    answeredAt: null,
    endedAt: null,
    talkMs: 0,
    endedBy: null,
    cause: '',
  };
}

function lookUp(work: Work, customerId: string | null): DesktopEffect {
  return { type: 'person.look-up', workId: work.workId, number: work.number, customerId };
}

/** A script with errors is not run: better no page than one that leads nowhere. */
export function runFor(state: DesktopState, campaignId: string | null): ScriptRun | null {
  const script = scriptOf(state, campaignId);
  if (!script || checkScript(script).some((problem) => problem.severity === 'error')) return null;
  return startRun(script);
}

function inboundCampaign(state: DesktopState, queue: string): Campaign | null {
  const inbound = state.campaigns.filter((campaign) => campaign.direction === 'inbound');
  return (
    inbound.find((campaign) => campaign.name === queue) ??
    inbound[0] ??
    campaignOf(state, state.campaignId)
  );
}

/** Whether a caller is answered without a key: their campaign says so, and nobody else is there. */
export function answersItself(state: DesktopState, callId: string): boolean {
  const { work, other } = state;
  if (!isReady(state) || other || work?.call?.callId !== callId) return false;
  return campaignOf(state, work.campaignId)?.autoAnswer === true;
}
