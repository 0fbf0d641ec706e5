import type { ImportAnalysis } from '../../contract/http/lead-import.ts';
import { defaultPbxProfile } from '../../domain/pbx/pbx-profile.ts';

// Invented people on numbers that nobody has; `openapi.test.ts` holds each to its schema.

const at = '2026-11-22T09:30:00.000Z';

export const customerExample = {
  id: '0193a1b2-7c00-7000-8000-000000000001',
  name: { full: 'Margaret Ellis', given: 'Margaret', family: 'Ellis', title: 'Mrs', say: '' },
  language: 'en',
  phones: [{ number: '+15035550142', kind: 'mobile' }],
  email: 'margaret@example.com',
  address: {
    street: '12 Alder Lane',
    town: 'Portland',
    region: 'OR',
    postalCode: '97201',
    country: 'US',
  },
  timeZone: 'America/Los_Angeles',
  vip: false,
  note: '',
  history: [
    { id: 'h1', at, kind: 'call', title: 'Call back', text: 'Husband is home on Thursdays' },
  ],
  orders: [],
  tickets: [],
  promises: [],
  version: 3,
};

export const leadExample = {
  id: '0193a1b2-7c00-7000-8000-000000000002',
  campaignId: 'spring-roof-check',
  customerId: customerExample.id,
  number: '+15035550142',
  why: 'Roof is 18 years old',
  detail: '',
  rank: 10,
  status: 'new',
  lastDispositionId: null,
  version: 1,
};

export const callbackExample = {
  id: '0193a1b2-7c00-7000-8000-000000000003',
  revision: 2,
  customerId: customerExample.id,
  number: '+15035550142',
  campaignId: 'spring-roof-check',
  leadId: leadExample.id,
  dueAt: '2026-11-23T01:00:00.000Z',
  timeZone: 'America/Los_Angeles',
  wish: 'After work',
  ownerId: null,
  status: 'taken',
  takenBy: 'u1',
  takenAt: at,
  madeBy: 'u1',
  madeAt: at,
};

export const scriptExample = {
  format: 'homeline-script/1',
  id: 'greeting',
  version: 1,
  title: 'Greeting',
  language: 'en',
  start: 'hello',
  nodes: [
    { kind: 'end', id: 'hello', title: 'Hello', text: 'Hello.', hint: '', dispositionId: '' },
  ],
};

export const tokensExample = {
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl',
  accessExpiresAt: '2026-11-22T09:40:00.000Z',
  refreshToken: 'b25lIHVzZSBvbmx5',
};

export const provisioningExample = {
  center: { id: 'c1', name: 'Lakeside Roofing', epoch: 'e1', practice: false },
  agent: { id: 'u1', name: 'Ada Pham', loginName: 'ada', role: 'agent', extension: '701' },
  sip: {
    servers: ['wss://sip.example.com'],
    addressOfRecord: 'sip:701@example.com',
    authorizationUser: '701',
    password: 'kept in memory only',
    displayName: 'Ada Pham',
    registerExpiresSeconds: 120,
    iceServers: [],
  },
  pbx: { ...defaultPbxProfile, name: 'Asterisk 22' },
  campaigns: [],
  scripts: [],
  notReadyReasons: [],
  sequence: 42,
};

export const receiptExample = {
  type: 'receipt',
  key: '0193a1b2-7c00-7000-8000-000000000004',
  outcome: 'stored',
  reason: '',
  reference: 'S-00000005/1',
  at,
};

export const blackBoxKeptExample = {
  id: '0193a1b2-7c00-7000-8000-000000000009',
  keepUntil: '2026-12-22T09:00:00.000Z',
};

export const blackBoxesExample = {
  reports: [{ ...blackBoxKeptExample, agentName: 'Minh Tran', storedAt: at, sizeBytes: 48_211 }],
};

const counts = { rows: 2, imported: 1, merged: 0, skipped: 1 };

export const importReportExample = {
  leadListId: '0193a1b2-7c00-7000-8000-000000000006',
  name: 'spring.csv',
  campaignId: 'spring-roof-check',
  importedAt: at,
  ...counts,
  reports: [
    {
      row: 2,
      outcome: 'skipped',
      findings: [
        {
          code: 'not-a-number',
          column: 'phone',
          value: 'ask later',
          advice: 'Write a telephone number in this column.',
        },
      ],
    },
  ],
};

export const listsExample = {
  lists: [
    {
      leadListId: importReportExample.leadListId,
      name: 'spring.csv',
      campaignId: 'spring-roof-check',
      campaignName: 'Spring roof check',
      importedAt: at,
      importedBy: 'Mia Floor',
      announcing: false,
      ...counts,
    },
  ],
};

export const importSettingsExample = {
  encoding: null,
  delimiter: null,
  sheet: null,
  hasHeader: true,
  fields: null,
  country: 'US',
};

export const importAnalysisExample: ImportAnalysis = {
  importId: 'i1',
  campaignId: 'spring-roof-check',
  name: 'spring.csv',
  sizeBytes: 1_024,
  format: 'workbook',
  encoding: null,
  delimiter: null,
  sheets: [{ name: 'Sheet1', rows: 2 }],
  sheet: 'Sheet1',
  hasHeader: true,
  country: 'US',
  columns: [],
  remembered: false,
  rows: 2,
  emptyRows: 0,
  preview: [],
  sameFile: null,
  obstacle: 'no-phone-column',
};

export const importProgressExample = {
  importId: 'i1',
  phase: 'done',
  done: 2,
  total: 2,
  counts,
  findings: [],
  leadListId: importReportExample.leadListId,
  detail: '',
};

export const desksExample = {
  desks: [
    {
      agentId: 'u1',
      agentName: 'Ada Pham',
      deskId: 'd1',
      deskName: 'Kitchen table',
      connected: true,
      lastSeenAt: at,
      report: {
        state: 'on-call',
        reasonId: null,
        since: at,
        next: null,
        wrapUp: null,
        line: { state: 'registered', roundTripMs: 38 },
      },
    },
  ],
};

export const timelineExample = {
  entries: [
    {
      id: 'h1',
      at,
      kind: 'call',
      by: 'Ada Pham',
      title: 'Call back',
      text: 'Husband is home on Thursdays',
      facts: {},
    },
  ],
  next: null,
};
