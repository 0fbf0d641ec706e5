import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  aCampaign,
  aLead,
  aScript,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { deskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { type CallState, noCalls } from '../../domain/call/call.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import { transition as callTransition } from '../../domain/call/transition.ts';
import { transition } from '../../domain/desktop/desktop.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { type DesktopState, signedOutDesktop } from '../../domain/desktop/state.ts';
import type { RegistrationState } from '../../domain/registration/registration.ts';
import { partyOf } from '../sip/party.ts';
import { projectSnapshot, type SnapshotFacts } from './snapshot.ts';

vi.mock('electron', () => ({ default: {} }));
const { defaultSettings } = await import('../settings/settings.ts');

const at = instantAt(0);
const facts = (change: Partial<SnapshotFacts> = {}): SnapshotFacts => ({
  version: 1,
  appVersion: '0.1.0',
  settings: defaultSettings('desk-1', 'en'),
  audio: {
    microphones: ['Evolve2'],
    outputs: [],
    chosen: { microphone: null, speaker: null, ringer: null, processing: true },
    testing: false,
  },
  windows: { compact: false, quitAsked: false },
  session: { state: 'signed-out', address: '', loginName: '', problem: null, waiting: 0 },
  nowMs: 10_000,
  agentStateForMs: 500.25,
  reasons: [{ id: 'lunch', label: 'Lunch' }],
  records: { edits: [], unsent: [] },
  desktop: signedOutDesktop,
  calls: noCalls,
  quality: () => null,
  blackBox: { callIds: [], waiting: 0 },
  registration: { kind: 'offline' },
  roundTripMs: 12.5,
  link: { state: 'offline', since: null },
  saved: true,
  saveProblem: null,
  lastInputSequence: 0,
  outbox: { waiting: 0, waitingSummaries: 0, rejected: 0 },
  receipts: [],
  undoSent: false,
  today: { calls: 0, talkMs: 0, doNotCall: 0, wrapUpMs: 0, states: [], outcomes: [] },
  callbacks: [],
  agentId: 'agent',
  reminders: [],
  clockOffsetMs: null,
  wallMs: Date.parse(at),
  dnc: { entries: 0, asOf: null },
  lastDialed: [],
  phoneLink: null,
  notices: [],
  practice: null,
  headset: null,
  hotkeys: { on: true, mediaKeys: true, mediaKeysRefused: false, keys: [] },
  ...change,
});
/** The projection, as the page takes it: nothing in it may be unknown to the schema. */
function projected(change: Partial<SnapshotFacts> = {}) {
  const snapshot = projectSnapshot(facts(change));
  const crossed = JSON.parse(JSON.stringify(snapshot));
  const parsed = deskSnapshot.parse(crossed);
  expect(parsed, 'what is sent is what the schema knows').toEqual(crossed);
  return parsed;
}

const hostileText = 'x'.repeat(2_000);
const invite = (callId: string, header: string | undefined, atMs: number): CallEvent => ({
  type: 'sip.invited',
  callId,
  party: partyOf({
    from: { display_name: header ?? '', uri: { user: header ?? 'anonymous' } },
    getHeader: () => header,
  }),
  atMs,
  at,
});

const signIn: DesktopEvent = {
  type: 'signed-in',
  campaigns: [aCampaign(), inboundCampaign],
  scripts: [aScript()],
  restored: null,
};
const signedIn: SnapshotFacts['session'] = {
  state: 'signed-in',
  agent: { name: 'Alex Rivera', loginName: 'alex', role: 'agent', extension: '701' },
  center: { id: 'center-1', epoch: 'epoch-1', name: 'Practice', address: '', practice: true },
};
function desktopAfter(...events: DesktopEvent[]): DesktopState {
  return events.reduce<DesktopState>(
    (state, event) => transition(state, event).state,
    signedOutDesktop,
  );
}
const preview: DesktopEvent = { type: 'preview-opened', workId: 'work-1', lead: aLead(), at };
const dialed: DesktopEvent = {
  type: 'dial-asked',
  workId: 'work-1',
  callId: 'call-1',
  number: fictionNumber(1),
  entries: [],
  at,
};
const ended: DesktopEvent = {
  type: 'call-ended',
  callId: 'call-1',
  at,
  talkMs: 1_000.5,
  endedBy: 'customer',
  cause: 'hung-up-there',
};

describe('the snapshot', () => {
  test('of a desk that is signed out', () => {
    expect(projected()).toMatchObject({
      agent: { state: 'signed-out', forMs: 500.25 },
      call: null,
      work: null,
      line: { state: 'offline', roundTripMs: null, statusCode: null },
    });
  });

  test('of a call: who, what is filled in and by whom', () => {
    const desktop = desktopAfter(
      signIn,
      { type: 'ready-set', ready: true },
      preview,
      dialed,
      {
        type: 'script-stepped',
        workId: 'work-1',
        step: { kind: 'answer', answer: 'age', value: '25' },
        entryId: 'entry-1',
        at,
      },
      { type: 'note-typed', workId: 'work-1', value: '张伟' },
    );
    const snapshot = projected({ desktop, session: signedIn, saved: false, lastInputSequence: 7 });
    expect(snapshot.agent.state).toBe('on-call');
    expect(snapshot.script?.id).toBe('roof-script');
    expect(snapshot.work).toMatchObject({
      person: { match: 'customer', customerId: 'customer-1', others: [] },
      script: { nodeId: 'hello', answers: { age: '25' } },
      summary: {
        note: '张伟',
        saved: false,
        lastInputSequence: 7,
        fields: {
          'roof-age': { value: '25', source: 'script' },
          mood: { value: 'warm', source: 'initial' },
        },
      },
      wrapUpMs: 0,
    });
  });

  test('of a wrap-up lets its clock run, also past a clock that was set back', () => {
    const begun = { type: 'wrap-up-begun', workId: 'work-1', atMs: 7_000 } as const;
    const desktop = desktopAfter(signIn, preview, dialed, ended, begun);
    expect(projected({ desktop }).work?.wrapUpMs).toBe(3_000);
    expect(projected({ desktop, nowMs: 6_000 }).work?.wrapUpMs).toBe(0);
    expect(projected({ desktop }).agent.wrapUp).toEqual({
      limitMs: 60_000,
      extensionMs: 30_000,
      extensions: 0,
      overrun: false,
    });
  });

  test('of a callback typed and not promised says so only after the first Next', () => {
    const typed = { type: 'callback-typed', workId: 'work-1', field: 'wish', value: 'x' } as const;
    const next = { type: 'next-asked', workId: 'work-1', at } as const;
    const begun = [signIn, preview, typed] as const;
    expect(projected({ desktop: desktopAfter(...begun) }).work?.unpromisedTold).toBe(false);
    expect(projected({ desktop: desktopAfter(...begun, next) }).work?.unpromisedTold).toBe(true);
  });

  test('of a mark that can be taken back', () => {
    const marked: DesktopEvent = {
      type: 'do-not-call-marked',
      workId: 'work-1',
      entryId: 'entry-1',
      at,
    };
    const desktop = desktopAfter(signIn, preview, dialed, marked);
    const snapshot = projected({ desktop, undoSent: true });
    expect(snapshot.undo).toEqual({
      entryId: 'entry-1',
      number: fictionNumber(1),
      customerId: 'customer-1',
      at,
      sent: true,
      earlier: 0,
    });
    expect(snapshot.work?.doNotCall).toEqual({ entryId: 'entry-1', number: fictionNumber(1) });
  });

  test('of several marks tells the newest, and how many more can be taken back', () => {
    const mark = (n: number): DesktopEvent[] => [
      { ...preview, workId: `work-${n}` } as DesktopEvent,
      { type: 'do-not-call-marked', workId: `work-${n}`, entryId: `entry-${n}`, at },
    ];
    const desktop = desktopAfter(signIn, ...mark(1), ...mark(2), ...mark(3));
    expect(projected({ desktop }).undo).toMatchObject({ entryId: 'entry-3', earlier: 2 });
    const back: DesktopEvent = { type: 'do-not-call-undone', entryId: 'entry-3', at };
    const before = desktopAfter(signIn, ...mark(1), ...mark(2), ...mark(3), back);
    expect(projected({ desktop: before }).undo).toMatchObject({ entryId: 'entry-2', earlier: 1 });
  });

  test('of a guess from the cache does not say more than the page is to know', () => {
    const offered: DesktopEvent = {
      type: 'call-offered',
      workId: 'work-1',
      callId: 'call-1',
      number: fictionNumber(1),
      queue: '',
      customerId: null,
      at,
    };
    const found: DesktopEvent = {
      type: 'people-found',
      workId: 'work-1',
      customerIds: ['customer-1'],
      final: false,
    };
    const desktop = desktopAfter(signIn, { type: 'ready-set', ready: true }, offered, found);
    expect(projected({ desktop }).work?.person).toEqual({
      match: 'customer',
      customerId: 'customer-1',
      others: [],
    });
  });

  const server = { servers: 2, server: 1, takesCalls: true };
  const tried = { ...server, pauseMs: null, refusal: null, keepsSocket: false };
  test.each<[RegistrationState, number | null, number | null]>([
    [{ kind: 'offline' }, null, null],
    [{ kind: 'connecting', ...tried, attempt: 1 }, null, null],
    [{ kind: 'registered', ...server }, 12.5, null],
    [
      {
        kind: 'backing-off',
        ...tried,
        attempt: 2,
        failure: 'unreachable',
        sipStatus: 503,
        retryInMs: 1,
      },
      null,
      503,
    ],
    [
      {
        kind: 'rejected',
        ...server,
        attempt: 0,
        keepsSocket: false,
        rejection: 'credentials',
        sipStatus: 403,
        retryInMs: 1,
      },
      null,
      403,
    ],
  ])('of a line: %j', (registration, roundTripMs, statusCode) => {
    expect(projected({ registration }).line).toEqual({
      state: registration.kind,
      roundTripMs,
      statusCode,
      transfers: true,
    });
  });

  test.each<[string, SnapshotFacts['link'], string | null]>([
    ['reachable', { state: 'reachable', since: at }, null],
    ['connecting', { state: 'connecting', since: at }, null],
    ['refused', { state: 'refused', reason: 'protocol', since: at }, 'protocol'],
  ])('of a center that is %s', (state, link, reason) => {
    expect(projected({ link }).center).toEqual({ state, since: at, reason });
  });

  test.each<[string, string | undefined]>([
    ['nobody in particular', undefined],
    ['a number', '+15035550142'],
    ['a text without end', hostileText],
    ['control characters', '\u0000\u0007<b>\u202e'],
  ])('of a caller who says to be %s', (_name, header) => {
    const callId = 'call-1';
    const calls = callTransition({ ...noCalls, lineUp: true }, invite(callId, header, 0)).state;
    const party = calls.calls[callId]?.party;
    const desktop = desktopAfter(
      signIn,
      { type: 'ready-set', ready: true },
      {
        type: 'call-offered',
        workId: 'work-1',
        callId,
        number: header === '+15035550142' ? fictionNumber(42) : null,
        queue: party?.queue ?? '',
        customerId: party?.customerId ?? null,
        at,
      },
    );
    expect(projected({ calls, desktop }).call).toMatchObject({ callId, signalling: 'alerting' });
  });
});

type WithoutInstant<Event> = Event extends unknown ? Omit<Event, 'atMs' | 'at'> : never;
const callId = 'call-1';
const happenings: readonly WithoutInstant<CallEvent>[] = [
  { type: 'call.answer', callId },
  { type: 'call.reject', callId },
  { type: 'call.hangUp', callId },
  { type: 'call.hold', callId },
  { type: 'call.resume', callId },
  { type: 'sip.lineUp' },
  { type: 'sip.lineDown' },
  { type: 'sip.established', callId },
  { type: 'sip.held', callId, by: 'remote' },
  { type: 'sip.held', callId, by: 'local' },
  { type: 'sip.ended', callId, by: 'remote', sipCause: 'bye', sipStatus: null },
  { type: 'media.flowing', callId },
  { type: 'media.muted', callId, muted: true },
  { type: 'media.microphone', callId, microphone: 'failed' },
  { type: 'media.lost' },
];

test('a form begun without a conversation is not called kept before it is on disk', () => {
  expect(projectSnapshot(facts({ saved: false }))).toMatchObject({ work: null, saved: false });
  expect(projectSnapshot(facts()).saved).toBe(true);
});

describe('the sound of a call', () => {
  const offered: DesktopEvent = {
    type: 'call-offered',
    workId: 'work-1',
    callId,
    number: fictionNumber(1),
    queue: '',
    customerId: null,
    at,
  };
  const desktop = desktopAfter(signIn, { type: 'ready-set', ready: true }, offered);
  const party = { number: '204', displayName: null, customerId: null, queue: null, reason: null };
  const consultId = 'call-2';
  const talking: readonly WithoutInstant<CallEvent>[] = [
    { type: 'call.answer', callId },
    { type: 'sip.established', callId },
    { type: 'media.flowing', callId },
  ];
  const asking: readonly WithoutInstant<CallEvent>[] = [
    ...talking,
    { type: 'call.consult', callId, consultId, target: '204', party },
    { type: 'sip.held', callId, by: 'local' },
    { type: 'sip.established', callId: consultId },
    { type: 'media.flowing', callId: consultId },
  ];
  const soundAfter = (
    events: readonly WithoutInstant<CallEvent>[],
    registration: RegistrationState,
  ) => {
    const begun = callTransition({ ...noCalls, lineUp: true }, invite(callId, undefined, 0)).state;
    const calls = events.reduce(
      (state, event, index) =>
        callTransition(state, { ...event, atMs: index, at } as CallEvent).state,
      begun,
    );
    return projected({ calls, desktop, registration }).call?.sound;
  };
  const registered = { kind: 'registered', servers: 1, server: 0, takesCalls: true } as const;
  const interrupted = { type: 'media.interrupted', callId } as const;

  test.each<[string, readonly WithoutInstant<CallEvent>[], string]>([
    ['as it is', talking, 'whole'],
    ['of a page that died', [...talking, { type: 'media.lost' }], 'restoring'],
    [
      'of the colleague who is asked',
      [...asking, { ...interrupted, callId: consultId }],
      'restoring',
    ],
    ['of a customer who waits meanwhile', [...asking, interrupted], 'whole'],
    ['of three', [...asking, { type: 'call.join', callId }, interrupted], 'restoring'],
  ])('%s', (_name, events, sound) => {
    expect(soundAfter(events, registered)).toBe(sound);
  });

  test('of a network that changed is restored while a line is made, and waits else', () => {
    const gone = [...talking, interrupted, { type: 'sip.lineDown' } as const];
    const server = {
      servers: 1,
      server: 0,
      takesCalls: true,
      attempt: 1,
      pauseMs: null,
      refusal: null,
      keepsSocket: false,
    };
    expect(soundAfter(gone, { kind: 'connecting', ...server })).toBe('restoring');
    expect(
      soundAfter(gone, {
        kind: 'backing-off',
        ...server,
        failure: 'unreachable',
        sipStatus: null,
        retryInMs: 1_000,
      }),
    ).toBe('waits-for-line');
  });
});

test('whatever a call goes through, the page can read it', () => {
  const desktop = desktopAfter(
    signIn,
    { type: 'ready-set', ready: true },
    {
      type: 'call-offered',
      workId: 'work-1',
      callId: 'call-1',
      number: fictionNumber(1),
      queue: 'Service',
      customerId: null,
      at,
    },
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...happenings), { maxLength: 12 }), (events) => {
      let calls: CallState = callTransition(
        { ...noCalls, lineUp: true },
        invite('call-1', '+15035550142', 1_000),
      ).state;
      for (const [index, happening] of events.entries()) {
        const event = { ...happening, atMs: 2_000 + index, at } as CallEvent;
        calls = callTransition(calls, event).state;
        projected({ calls, desktop });
      }
    }),
    { numRuns: 50 },
  );
}, 30_000);
