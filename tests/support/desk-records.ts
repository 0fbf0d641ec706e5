import type { Callback } from '../../src/domain/callback/callback.ts';
import type { Campaign, Lead } from '../../src/domain/campaign/campaign.ts';
import type { E164 } from '../../src/domain/customer/customer.ts';
import type { DncEntry } from '../../src/domain/dnc/entry.ts';
import type { Script } from '../../src/domain/script/script.ts';
import type { Summary } from '../../src/domain/summary/summary.ts';
import type { Work } from '../../src/domain/work/work.ts';

/** Builders of the desk's records. People are invented, numbers are reserved for fiction. */

/** `+1 503 555 01nn`, a range reserved for fiction. */
export function fictionNumber(lastTwo: number): E164 {
  return `+1503555${String(100 + (lastTwo % 100)).padStart(4, '0')}` as E164;
}

/** An instant of one invented day. */
export function instantAt(second: number): string {
  return new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();
}

export function aCampaign(change: Partial<Campaign> = {}): Campaign {
  return {
    id: 'roofs',
    name: 'Roofs',
    direction: 'outbound',
    scriptId: 'roof-script',
    dispositions: [
      { id: 'appointment', label: 'Appointment', key: 'a', effect: 'none' },
      { id: 'later', label: 'Later', key: 'l', effect: 'none' },
      { id: 'never', label: 'Do not call', key: 'n', effect: 'do-not-call' },
    ],
    wrapUpFields: [
      {
        id: 'roof-age',
        label: 'Age of the roof',
        kind: 'number',
        options: [],
        fromAnswer: 'age',
        initial: '',
        required: false,
      },
      {
        id: 'mood',
        label: 'Mood',
        kind: 'choice',
        options: ['warm', 'cold'],
        fromAnswer: '',
        initial: 'warm',
        required: false,
      },
    ],
    autoAnswer: false,
    wrapUpTime: { limitSeconds: 60, extensionSeconds: 30 },
    ...change,
  };
}

export const inboundCampaign: Campaign = aCampaign({
  id: 'service',
  name: 'Service',
  direction: 'inbound',
  scriptId: 'none',
});

export function aScript(change: Partial<Script> = {}): Script {
  const page = { title: '', text: '', hint: '' };
  return {
    format: 'homeline-script/1',
    id: 'roof-script',
    version: 3,
    title: 'Roofs',
    language: 'en',
    start: 'hello',
    nodes: [
      { kind: 'say', id: 'hello', ...page, next: 'age' },
      { kind: 'ask', id: 'age', ...page, answer: 'age', input: 'number', next: 'want' },
      {
        kind: 'choice',
        id: 'want',
        ...page,
        answer: 'wish',
        choices: [
          { id: 'yes', label: 'Yes', next: 'bye', value: '', dispositionId: '' },
          { id: 'no', label: 'No, never', next: '', value: 'refused', dispositionId: 'never' },
          { id: 'soon', label: 'Soon', next: 'bye', value: 'soon', dispositionId: 'later' },
        ],
      },
      { kind: 'objection', id: 'cost', ...page, label: 'Too dear' },
      { kind: 'objection', id: 'time', ...page, label: 'No time' },
      { kind: 'end', id: 'bye', ...page, dispositionId: 'appointment' },
    ],
    ...change,
  };
}

export function aLead(change: Partial<Lead> = {}): Lead {
  return {
    id: 'lead-1',
    campaignId: 'roofs',
    customerId: 'customer-1',
    number: fictionNumber(1),
    why: 'The roof is from 1998',
    detail: '',
    rank: 1,
    status: 'new',
    lastDispositionId: null,
    version: 1,
    ...change,
  };
}

export function aDncEntry(change: Partial<DncEntry> = {}): DncEntry {
  return {
    id: 'entry-1',
    number: fictionNumber(1),
    scope: 'company',
    campaignId: null,
    source: 'agent',
    at: instantAt(0),
    ...change,
  };
}

export function aWork(change: Partial<Work> = {}): Work {
  return {
    workId: 'work-1',
    stage: 'preview',
    direction: 'outbound',
    openedAt: instantAt(0),
    campaignId: 'roofs',
    leadId: 'lead-1',
    number: fictionNumber(1),
    person: { match: 'customer', customerId: 'customer-1', others: [] },
    call: null,
    script: null,
    draft: { dispositionId: null, note: '', edited: {} },
    doNotCall: null,
    nextWanted: false,
    revisions: 0,
    callback: null,
    promised: null,
    callbackTyped: {},
    ...change,
  };
}

export function aSummary(change: Partial<Summary> = {}): Summary {
  return {
    callId: 'call-1',
    revision: 1,
    campaignId: 'roofs',
    leadId: 'lead-1',
    customerId: 'customer-1',
    number: fictionNumber(1),
    direction: 'outbound',
    dispositionId: 'appointment',
    note: '',
    fields: {},
    script: null,
    startedAt: instantAt(0),
    answeredAt: instantAt(1),
    endedAt: instantAt(60),
    talkMs: 59_000,
    endedBy: 'agent',
    ...change,
  };
}

export function aCallback(change: Partial<Callback> = {}): Callback {
  return {
    id: 'callback-1',
    revision: 1,
    customerId: 'customer-1',
    number: fictionNumber(1),
    campaignId: 'roofs',
    leadId: null,
    dueAt: '2026-11-22T17:00:00.000Z',
    timeZone: 'America/Los_Angeles',
    wish: 'Wants to hear about the gutter',
    ownerId: null,
    status: 'open',
    takenBy: null,
    takenAt: null,
    madeBy: 'lan',
    madeAt: instantAt(0),
    ...change,
  };
}
