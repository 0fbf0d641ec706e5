import { describe, expect, test } from 'vitest';
import {
  aCampaign,
  aDncEntry,
  aLead,
  aScript,
  aWork,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { newAgent } from '../agent-state/agent.ts';
import { assertNever } from '../assert-never.ts';
import type { Work } from '../work/work.ts';
import { transition } from './desktop.ts';
import type { DesktopEffect } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { type DesktopState, mostMarks, signedOutDesktop } from './state.ts';

const campaigns = [aCampaign(), inboundCampaign];
const scripts = [aScript()];
const at = instantAt(100);

type Of<T extends DesktopEvent['type']> = Omit<Extract<DesktopEvent, { type: T }>, 'type'>;
const signIn = (change: Partial<Of<'signed-in'>> = {}): DesktopEvent => ({
  type: 'signed-in',
  campaigns,
  scripts,
  restored: null,
  ...change,
});
const ready: DesktopEvent = { type: 'ready-set', ready: true };
const preview = (n = 1, change: Partial<Of<'preview-opened'>> = {}): DesktopEvent => ({
  type: 'preview-opened',
  workId: `work-${n}`,
  lead: aLead({ id: `lead-${n}`, customerId: `customer-${n}`, number: fictionNumber(n), rank: n }),
  at,
  ...change,
});
const dial = (n = 1, change: Partial<Of<'dial-asked'>> = {}): DesktopEvent => ({
  type: 'dial-asked',
  workId: `manual-${n}`,
  callId: `call-${n}`,
  number: fictionNumber(n),
  entries: [],
  at,
  ...change,
});
const offer = (n = 9, change: Partial<Of<'call-offered'>> = {}): DesktopEvent => ({
  type: 'call-offered',
  workId: `work-${n}`,
  callId: `call-${n}`,
  number: fictionNumber(n),
  queue: '',
  customerId: null,
  at,
  ...change,
});
const established = (n = 1): DesktopEvent => ({
  type: 'call-established',
  callId: `call-${n}`,
  at: instantAt(105),
});
const ended = (n = 1): DesktopEvent => ({
  type: 'call-ended',
  callId: `call-${n}`,
  at: instantAt(160),
  talkMs: 55_000,
  endedBy: 'customer',
  cause: 'hung-up-there',
});
const note = (value = 'Roof from 1998', workId = 'work-1'): DesktopEvent => ({
  type: 'note-typed',
  workId,
  value,
});
const outcome = (dispositionId: string | null, workId = 'work-1'): DesktopEvent => ({
  type: 'disposition-chosen',
  workId,
  dispositionId,
});
const step = (
  scriptStep: Of<'script-stepped'>['step'],
  workId = 'work-1',
  entryId = 'entry-1',
): DesktopEvent => ({ type: 'script-stepped', workId, step: scriptStep, entryId, at });
const mark = (workId = 'work-1', entryId = 'entry-1'): DesktopEvent => ({
  type: 'do-not-call-marked',
  workId,
  entryId,
  at,
});
const undo = (entryId = 'entry-1'): DesktopEvent => ({ type: 'do-not-call-undone', entryId, at });
const next = (workId = 'work-1'): DesktopEvent => ({ type: 'next-asked', workId, at });
const signOut: DesktopEvent = { type: 'signed-out', at };

function stateAfter(...events: DesktopEvent[]): DesktopState {
  return events.reduce<DesktopState>(
    (state, event) => transition(state, event).state,
    signedOutDesktop,
  );
}
function run(...events: DesktopEvent[]) {
  const last = events.at(-1) as DesktopEvent;
  return transition(stateAfter(...events.slice(0, -1)), last);
}
const entries = ({ marks }: DesktopState) => marks.map(({ entryId }) => entryId);
/** Effects in few words: what is appended, whether the draft stays, what else is done. */
function told(effects: readonly DesktopEffect[]): string[] {
  return effects.map((effect) => {
    switch (effect.type) {
      case 'journal.commit': {
        const appended = effect.append.map((entry) =>
          entry.kind === 'summary'
            ? `summary ${entry.summary.callId}/${entry.summary.revision} ${entry.summary.dispositionId}`
            : entry.kind === 'dnc-entry'
              ? `dnc ${entry.entry.id} ${entry.entry.number}`
              : entry.kind === 'dnc-withdrawal'
                ? `withdraw ${entry.entryId} ${entry.number}`
                : entry.kind === 'call-log'
                  ? `log ${entry.call.callId}`
                  : entry.kind === 'callback'
                    ? `callback ${entry.callback.id} ${entry.callback.dueAt}`
                    : entry.kind === 'callback-change'
                      ? `${entry.change.kind} ${entry.callbackId}`
                      : entry.kind,
        );
        const draft = effect.save ? `keep ${effect.workId}` : `drop ${effect.workId}`;
        return ['commit', ...appended, draft].join(', ');
      }
      case 'draft.save':
        return `draft ${effect.work.workId}`;
      case 'callback-move.save':
      case 'callback-move.drop':
        return `${effect.type} ${effect.callbackId}`;
      case 'call.dial':
        return `dial ${effect.number}`;
      case 'call.refuse':
        return `refuse ${effect.callId}`;
      case 'person.look-up':
        return `look up ${effect.customerId ?? effect.number}`;
      case 'preview.find-next':
        return `find next after ${effect.afterLeadId}`;
      case 'wrap-up.alarm':
        return `alarm ${effect.workId} ${effect.atMs}`;
      case 'agent.sign-out':
      case 'line.unregister':
      case 'line.close':
        return effect.type;
      case 'notice':
        return `notice ${effect.kind}${'scope' in effect ? ` ${effect.scope}` : ''}`;
      default:
        return assertNever(effect);
    }
  });
}

const idle = [signIn(), ready];
const inPreview = [...idle, preview()];
const inCall = [...inPreview, dial(), established()];
const inWrapUp = [...inCall, ended()];
const number = fictionNumber(1);
const other = fictionNumber(2);

describe('each event in each stage', () => {
  const stages = { idle, preview: inPreview, call: inCall, 'wrap-up': inWrapUp };
  type Stage = keyof typeof stages;

  test.each<[Stage, string, DesktopEvent, Work['stage'] | null, string[]]>([
    ['idle', 'preview opened', preview(), 'preview', ['look up customer-1']],
    [
      'preview',
      'another preview opened',
      preview(2),
      'preview',
      ['commit, drop work-1', 'look up customer-2'],
    ],
    ['call', 'preview opened', preview(2), 'call', []],
    ['wrap-up', 'preview opened', preview(2), 'wrap-up', []],

    ['idle', 'preview closed', { type: 'preview-closed', at }, null, []],
    ['preview', 'preview closed', { type: 'preview-closed', at }, null, ['commit, drop work-1']],
    ['call', 'preview closed', { type: 'preview-closed', at }, 'call', []],
    ['wrap-up', 'preview closed', { type: 'preview-closed', at }, 'wrap-up', []],

    [
      'idle',
      'a number dialed',
      dial(2),
      'call',
      ['commit, keep manual-2', `dial ${other}`, `look up ${other}`],
    ],
    ['preview', 'its number dialed', dial(), 'call', ['commit, keep work-1', `dial ${number}`]],
    [
      'preview',
      'another number dialed',
      dial(2),
      'call',
      ['commit, drop work-1', 'commit, keep manual-2', `dial ${other}`, `look up ${other}`],
    ],
    ['call', 'a number dialed', dial(2), 'call', []],
    ['wrap-up', 'a number dialed', dial(2), 'wrap-up', []],

    ['idle', 'a caller', offer(), 'call', [`look up ${fictionNumber(9)}`, 'draft work-9']],
    [
      'preview',
      'a caller',
      offer(),
      'call',
      ['commit, drop work-1', `look up ${fictionNumber(9)}`, 'draft work-9'],
    ],
    ['call', 'a second caller', offer(), 'call', [`look up ${fictionNumber(9)}`, 'draft work-9']],
    ['wrap-up', 'a caller', offer(), 'wrap-up', ['refuse call-9']],

    ['idle', 'call ended', ended(), null, []],
    ['preview', 'call ended', ended(), 'preview', []],
    ['call', 'call ended', ended(), 'wrap-up', ['commit, log call-1, keep work-1']],
    ['call', 'another call ended', ended(2), 'call', []],
    ['wrap-up', 'call ended again', ended(), 'wrap-up', []],
    ['wrap-up', 'established too late', established(), 'wrap-up', []],
    ['call', 'established again', established(), 'call', []],

    ['preview', 'a note', note(), 'preview', ['draft work-1']],
    ['call', 'a note', note(), 'call', ['draft work-1']],
    ['wrap-up', 'a note', note(), 'wrap-up', ['draft work-1']],
    ['call', 'a note of another conversation', note('x', 'work-7'), 'call', []],
    ['idle', 'a note', note(), null, []],

    ['preview', 'an outcome', outcome('later'), 'preview', ['draft work-1']],
    ['call', 'an outcome', outcome('later'), 'call', ['draft work-1']],
    ['wrap-up', 'an outcome', outcome('later'), 'wrap-up', ['draft work-1']],

    ['idle', 'next', next(), null, []],
    ['preview', 'next', next(), null, ['commit, drop work-1', 'find next after lead-1']],
    ['call', 'next', next(), 'call', []],
    [
      'wrap-up',
      'next',
      next(),
      null,
      ['commit, summary call-1/1 null, drop work-1', 'find next after lead-1'],
    ],
    ['wrap-up', 'next of another conversation', next('work-7'), 'wrap-up', []],

    ['idle', 'the key', mark(), null, []],
    [
      'preview',
      'the key',
      mark(),
      null,
      [
        `commit, dnc entry-1 ${number}, keep work-1`,
        'commit, summary work-1/1 never, drop work-1',
        'find next after lead-1',
      ],
    ],
    ['call', 'the key', mark(), 'call', [`commit, dnc entry-1 ${number}, keep work-1`]],
    [
      'wrap-up',
      'the key',
      mark(),
      null,
      [
        `commit, dnc entry-1 ${number}, keep work-1`,
        'commit, summary call-1/1 never, drop work-1',
        'find next after lead-1',
      ],
    ],
    ['call', 'the key for another conversation', mark('work-7'), 'call', []],
    ['call', 'an undo of nothing', undo(), 'call', []],

    ['idle', 'signed out', signOut, null, []],
    ['preview', 'signed out', signOut, null, ['commit, drop work-1']],
    ['call', 'signed out', signOut, 'call', []],
    ['wrap-up', 'signed out', signOut, null, ['commit, summary call-1/1 null, drop work-1']],
    ['call', 'signed in again', signIn(), 'call', []],
  ])('%s: %s', (stage, _name, event, stageAfter, effects) => {
    const before = stateAfter(...stages[stage]);
    const { state, effects: done } = transition(before, event);
    expect(told(done)).toEqual(effects);
    expect(state.work?.stage ?? null).toBe(stageAfter);
  });

  test.each<[Stage, string, DesktopEvent]>([
    ['idle', 'ready again', ready],
    ['idle', 'the same campaign', { type: 'campaign-chosen', campaignId: 'roofs' }],
    ['idle', 'a campaign that is not there', { type: 'campaign-chosen', campaignId: 'gone' }],
    ['idle', 'the same provisioning', { type: 'provisioned', campaigns, scripts }],
    ['call', 'the same note', note('')],
    ['call', 'no outcome again', outcome(null)],
    [
      'call',
      'the same person',
      { type: 'person-chosen', workId: 'work-1', customerId: 'customer-1' },
    ],
    [
      'call',
      'a person nobody offered',
      { type: 'person-chosen', workId: 'work-1', customerId: 'x' },
    ],
    ['call', 'the same call offered again', offer(1)],
    ['call', 'script step of another conversation', step({ kind: 'next' }, 'work-7')],
    ['call', 'back on the first page', step({ kind: 'back' })],
    ['call', 'signed in again', signIn()],
    ['call', 'established again', established()],
    ['wrap-up', 'established too late', established()],
  ])('%s: %s changes nothing', (stage, _name, event) => {
    const before = stateAfter(...stages[stage]);
    const done = transition(before, event);
    expect(done.state).toBe(before);
    expect(done.effects).toEqual([]);
  });

  test('a field typed again changes nothing', () => {
    const field: DesktopEvent = {
      type: 'field-typed',
      workId: 'work-1',
      fieldId: 'mood',
      value: 'cold',
    };
    const before = stateAfter(...inCall, field);
    expect(before.work?.draft.edited).toEqual({ mood: 'cold' });
    expect(transition(before, field).state).toBe(before);
  });

  test('while signed out nothing happens', () => {
    const events = [ready, preview(), dial(), offer(), mark(), undo(), next(), signOut];
    for (const event of events) {
      const done = transition(signedOutDesktop, event);
      expect(done.state).toBe(signedOutDesktop);
      expect(done.effects).toEqual([]);
    }
  });
});

describe('sign-in', () => {
  test('works the first outbound list', () => {
    expect(stateAfter(signIn({ campaigns: [inboundCampaign, aCampaign()] })).campaignId).toBe(
      'roofs',
    );
    expect(stateAfter(signIn({ campaigns: [inboundCampaign] })).campaignId).toBeNull();
  });

  const call: NonNullable<Work['call']> = {
    callId: 'call-1',
    startedAt: at,
    answeredAt: at,
    endedAt: null,
    talkMs: 0,
    endedBy: null,
    cause: '',
  };
  test.each<[string, Partial<Work>, Work['stage'], string]>([
    ['a wrap-up', { stage: 'wrap-up', call }, 'wrap-up', 'roofs'],
    ['a preview', { stage: 'preview' }, 'preview', 'roofs'],
    ['a preview of another list', { campaignId: 'solar' }, 'preview', 'solar'],
    ['a caller', { direction: 'inbound', campaignId: 'service', call }, 'wrap-up', 'roofs'],
  ])('restores %s with every word', (_name, change, stage, campaignId) => {
    const draft = { dispositionId: 'later', note: 'written', edited: { mood: 'cold' } };
    const restored = aWork({ ...change, draft });
    const { state, effects } = run(
      signIn({ restored, campaigns: [...campaigns, aCampaign({ id: 'solar' })] }),
    );
    expect(state.work).toEqual({ ...restored, stage, nextWanted: false });
    expect(state.campaignId).toBe(campaignId);
    expect(effects).toEqual([]);
  });

  test('a call the machine stopped in is over, in words that invent nothing, and logged', () => {
    const restored = aWork({
      stage: 'call',
      call,
      nextWanted: true,
      draft: { dispositionId: 'later', note: 'written', edited: { mood: 'cold' } },
    });
    const { state, effects } = run(signIn({ restored }));
    // Whether they talked a second or an hour after it was answered, nobody knows.
    const ended = {
      ...call,
      endedAt: call.answeredAt,
      endedBy: 'unknown',
      cause: 'app-stopped',
    } as const;
    expect(state.work).toEqual({ ...restored, stage: 'wrap-up', nextWanted: false, call: ended });
    expect(effects).toEqual([
      {
        type: 'journal.commit',
        append: [
          {
            kind: 'call-log',
            call: expect.objectContaining({ callId: 'call-1', talkMs: 0, cause: 'app-stopped' }),
          },
        ],
        workId: 'work-1',
        save: state.work,
        withWhom: null,
      },
    ]);
    const again = run(signIn({ restored: state.work }));
    expect(again.effects).toEqual([]);
  });

  test('a mark found on disk can still be taken back', () => {
    const restored = aWork({
      stage: 'call',
      call,
      draft: { dispositionId: 'never', note: 'kept', edited: {} },
      doNotCall: { entryId: 'entry-1', number },
    });
    const { state, effects } = run(signIn({ restored }), undo());
    expect(told(effects)).toEqual([`commit, withdraw entry-1 ${number}, keep work-1`]);
    expect(state.work).toMatchObject({
      doNotCall: null,
      draft: { dispositionId: null, note: 'kept' },
    });
  });

  test('a restored conversation ends in one summary', () => {
    const restored = aWork({ stage: 'call', call, revisions: 1 });
    const done = run(signIn({ restored }), next());
    expect(told(done.effects)).toEqual(['commit, summary call-1/2 null, drop work-1']);
  });
});

describe('a new provisioning', () => {
  test('keeps the list that is worked, or takes the first there is', () => {
    const solar = aCampaign({ id: 'solar' });
    const provisioned = (list: typeof campaigns): DesktopEvent => ({
      type: 'provisioned',
      campaigns: list,
      scripts,
    });
    expect(stateAfter(...idle, provisioned([solar, aCampaign()])).campaignId).toBe('roofs');
    expect(stateAfter(...idle, provisioned([solar])).campaignId).toBe('solar');
    expect(stateAfter(...idle, provisioned([])).campaignId).toBeNull();
  });
});

describe('ready', () => {
  test('opens the next person once', () => {
    expect(told(run(signIn(), ready).effects)).toEqual(['find next after null']);
    expect(told(run(...idle, { type: 'ready-set', ready: false }, ready).effects)).toEqual([
      'find next after null',
    ]);
    expect(told(run(signIn(), preview(), ready).effects)).toEqual([]);
  });

  test('a caller finds nobody who is not ready', () => {
    const done = run(signIn(), offer());
    expect(told(done.effects)).toEqual(['refuse call-9']);
    expect(done.state.work).toBeNull();
  });

  test('after not ready no further person is opened', () => {
    const done = run(...inWrapUp, { type: 'ready-set', ready: false }, next());
    expect(told(done.effects)).toEqual(['commit, summary call-1/1 null, drop work-1']);
  });
});

describe('the gate before every dial', () => {
  const company = aDncEntry();
  test.each([
    ['of a preview', inPreview],
    ['by hand', idle],
  ])('%s', (_name, before) => {
    const state = stateAfter(...before);
    const done = transition(state, dial(1, { entries: [company] }));
    expect(told(done.effects)).toEqual(['notice dnc-refused company']);
    expect(done.state).toBe(state);
  });

  test("a campaign's wish binds its preview and not another list", () => {
    const entries = [aDncEntry({ scope: 'campaign', campaignId: 'solar' })];
    expect(told(run(...inPreview, dial(1, { entries })).effects)).toContain(`dial ${number}`);
    const solar = [
      signIn({ campaigns: [aCampaign(), aCampaign({ id: 'solar' })] }),
      preview(1, { lead: aLead({ campaignId: 'solar' }) }),
    ];
    expect(told(run(...solar, dial(1, { entries })).effects)).toEqual([
      'notice dnc-refused campaign',
    ]);
  });
});

describe('who is on the line', () => {
  const found = (customerIds: string[], final = true): DesktopEvent => ({
    type: 'people-found',
    workId: 'work-9',
    customerIds,
    final,
  });
  const choose = (customerId: string | null): DesktopEvent => ({
    type: 'person-chosen',
    workId: 'work-9',
    customerId,
  });
  const named = offer(9, { customerId: 'a' });
  const missing: DesktopEvent = { type: 'person-missing', workId: 'work-9', customerId: 'a' };
  const customer = (customerId: string, ...others: string[]) => ({
    match: 'customer',
    customerId,
    others,
  });

  test.each<[string, DesktopEvent[], unknown]>([
    ['not yet known', [offer()], { match: 'looking' }],
    ['without a number', [offer(9, { number: null })], { match: 'unknown' }],
    ['named by the network', [named], customer('a')],
    ['one', [offer(), found(['a'])], customer('a')],
    ['several', [offer(), found(['a', 'b'])], { match: 'several', customerIds: ['a', 'b'] }],
    ['nobody, says the center', [offer(), found([])], { match: 'unknown' }],
    ['nobody, says the cache', [offer(), found([], false)], { match: 'looking' }],
    ['the cache first', [offer(), found(['a'], false)], customer('a')],
    ['the center agrees', [offer(), found(['a'], false), found(['a'])], customer('a')],
    ['the center overrules the cache', [offer(), found(['a'], false), found(['b'])], customer('b')],
    [
      'the center knows more',
      [offer(), found(['a'], false), found(['a', 'b'])],
      { match: 'several', customerIds: ['a', 'b'] },
    ],
    [
      'the center knows nobody any more',
      [offer(), found(['a'], false), found([])],
      { match: 'unknown' },
    ],
    ['the cache comes late', [offer(), found(['a']), found(['b'], false)], customer('a')],
    [
      'the cache comes late to nobody',
      [offer(), found([]), found(['b'], false)],
      {
        match: 'unknown',
      },
    ],
    ['chosen', [offer(), found(['a', 'b']), choose('b')], customer('b', 'a')],
    [
      'chosen before the center answers',
      [offer(), found(['a', 'b'], false), choose('b'), found(['b', 'c'])],
      customer('b', 'c'),
    ],
    [
      'a guess the agent has confirmed',
      [offer(), found(['a'], false), choose('a'), found(['b'])],
      customer('a', 'b'),
    ],
    [
      'chosen by mistake',
      [offer(), found(['a', 'b']), choose('b'), choose(null)],
      { match: 'several', customerIds: ['b', 'a'] },
    ],
    ['named, with others', [named, found(['a', 'b'])], customer('a', 'b')],
    ['named, unknown to the center', [named, missing], { match: 'looking' }],
    ['named, unknown, found by number', [named, missing, found(['b'])], customer('b')],
  ])('%s', (_name, events, person) => {
    const { work } = stateAfter(...idle, ...events);
    expect(work?.person).toMatchObject(person as object);
    expect(work?.person.match).toBe((person as { match: string }).match);
  });

  test('a person the center does not know is looked for by number', () => {
    expect(told(run(...idle, named, missing).effects)).toEqual([
      'draft work-9',
      `look up ${fictionNumber(9)}`,
    ]);
    const anonymous = offer(9, { customerId: 'a', number: null });
    expect(stateAfter(...idle, anonymous, missing).work?.person).toEqual({ match: 'unknown' });
  });
});

describe('the script of a conversation', () => {
  const choose = (choiceId: string) => step({ kind: 'choose', choiceId });
  const atTheWish = [...inCall, step({ kind: 'next' }), step({ kind: 'next' })];

  test('one with an error is not run, one with a warning is', () => {
    const broken = aScript({ start: 'gone' });
    const warned = aScript({
      nodes: [
        ...aScript().nodes,
        { kind: 'end', id: 'lost', title: '', text: '', hint: '', dispositionId: '' },
      ],
    });
    expect(stateAfter(signIn({ scripts: [broken] }), preview()).work?.script).toBeNull();
    expect(stateAfter(signIn({ scripts: [warned] }), preview()).work?.script?.nodeId).toBe('hello');
  });

  test('an end page suggests; what the agent chose stands', () => {
    const toEnd = [...atTheWish, choose('yes')];
    expect(stateAfter(...toEnd).work?.draft.dispositionId).toBe('appointment');
    const chosenBefore = [...atTheWish, outcome('later'), choose('yes')];
    expect(stateAfter(...chosenBefore).work?.draft.dispositionId).toBe('later');
    expect(
      stateAfter(...atTheWish, outcome('appointment'), choose('soon')).work?.draft,
    ).toMatchObject({
      dispositionId: 'later',
    });
  });

  test('a choice that means do-not-call marks, with the answer in the very draft that is kept', () => {
    const done = run(...atTheWish, choose('no'));
    expect(told(done.effects)).toEqual([`commit, dnc entry-1 ${number}, keep work-1`]);
    const [commit] = done.effects;
    expect(commit?.type === 'journal.commit' && commit.save).toEqual(done.state.work);
    expect(done.state.work).toMatchObject({
      stage: 'call',
      nextWanted: true,
      doNotCall: { entryId: 'entry-1', number },
      draft: { dispositionId: 'never' },
      script: { answers: { wish: 'refused' } },
    });
  });

  test('in wrap-up that choice closes, and no draft comes after', () => {
    const done = run(...atTheWish, ended(), choose('no'));
    expect(told(done.effects)).toEqual([
      `commit, dnc entry-1 ${number}, keep work-1`,
      'commit, summary call-1/1 never, drop work-1',
      'find next after lead-1',
    ]);
  });

  test('the choice made again keeps the one entry', () => {
    const done = run(
      ...atTheWish,
      choose('no'),
      step({ kind: 'choose', choiceId: 'no' }, 'work-1', 'entry-2'),
    );
    expect(done.effects).toEqual([]);
    expect(done.state.work?.doNotCall?.entryId).toBe('entry-1');
  });

  test('a page that merely suggests do-not-call marks nobody', () => {
    const nodes = aScript().nodes.map((node) =>
      node.kind === 'end' ? { ...node, dispositionId: 'never' } : node,
    );
    const events = [
      signIn({ scripts: [aScript({ nodes })] }),
      preview(),
      step({ kind: 'jump', nodeId: 'bye' }),
    ];
    const { work, marks } = stateAfter(...events);
    expect(work?.script?.nodeId).toBe('bye');
    expect([work?.draft.dispositionId, work?.doNotCall, marks]).toEqual([null, null, []]);
  });
});

describe('the key', () => {
  test('in a call: on disk at once, no hang-up, the next person at its end, undialed', () => {
    const pressed = run(...inCall, mark());
    expect(pressed.effects.map((effect) => effect.type)).toEqual(['journal.commit']);
    expect(pressed.state.work).toMatchObject({ stage: 'call', nextWanted: true });
    const done = transition(pressed.state, ended());
    expect(told(done.effects)).toEqual([
      'commit, log call-1, keep work-1',
      'commit, summary call-1/1 never, drop work-1',
      'find next after lead-1',
    ]);
    const opened = transition(done.state, preview(2));
    expect(opened.state.work).toMatchObject({ workId: 'work-2', stage: 'preview', call: null });
    expect(told(opened.effects)).toEqual(['look up customer-2']);
  });

  const again = mark('work-1', 'entry-2');
  const closes = ['commit, summary call-1/1 never, drop work-1', 'find next after lead-1'];
  test.each<[string, DesktopEvent[], string[]]>([
    ['at once', [...inCall, mark()], []],
    ['after another outcome', [...inCall, mark(), outcome('later')], ['commit, keep work-1']],
    ['after none', [...inCall, mark(), outcome(null)], ['commit, keep work-1']],
    ['after the outcome by hand', [...inCall, mark(), outcome('later'), outcome('never')], []],
    ['a third time', [...inCall, mark(), outcome('later'), mark('work-1', 'entry-3')], []],
  ])('pressed again %s: one entry, and its outcome', (_name, before, effects) => {
    const state = stateAfter(...before);
    const done = transition(state, again);
    expect(told(done.effects)).toEqual(effects);
    expect(done.state === state).toBe(effects.length === 0);
    expect(done.state).toMatchObject({
      marks: [{ entryId: 'entry-1' }],
      work: { doNotCall: { entryId: 'entry-1' }, draft: { dispositionId: 'never' } },
    });
    expect(told(transition(done.state, ended()).effects).slice(-2)).toEqual(closes);
    expect(transition(done.state, undo()).state.work).toMatchObject({
      doNotCall: null,
      draft: { dispositionId: null },
    });
  });

  test('for a caller without a number keeps the outcome and goes on, without an entry', () => {
    const anonymous = [...idle, offer(9, { number: null })];
    const done = run(...anonymous, mark('work-9'));
    expect(told(done.effects)).toEqual(['commit, keep work-9']);
    expect(done.state).toMatchObject({
      marks: [],
      work: { nextWanted: true, doNotCall: null, draft: { dispositionId: 'never' } },
    });
    const again = transition(done.state, mark('work-9', 'entry-2'));
    expect(again.state).toBe(done.state);
  });

  test('without such an outcome in the campaign keeps the one chosen', () => {
    const plain = aCampaign({ dispositions: aCampaign().dispositions.slice(0, 2) });
    const before = [signIn({ campaigns: [plain] }), preview(), dial(), outcome('later')];
    expect(stateAfter(...before, mark()).work?.draft.dispositionId).toBe('later');
    expect(stateAfter(...before, mark(), undo()).work).toMatchObject({
      doNotCall: null,
      draft: { dispositionId: 'later' },
    });
  });
});

describe('undo', () => {
  const withdrawn = `withdraw entry-1 ${number}`;

  test('in the same conversation', () => {
    const done = run(...inCall, mark(), undo());
    expect(told(done.effects)).toEqual([`commit, ${withdrawn}, keep work-1`]);
    expect(done.state.marks).toEqual([]);
    expect(done.state.work).toMatchObject({
      stage: 'call',
      nextWanted: false,
      doNotCall: null,
      draft: { dispositionId: null },
    });
  });

  test('leaves another outcome chosen since', () => {
    expect(stateAfter(...inCall, mark(), outcome('later'), undo()).work?.draft.dispositionId).toBe(
      'later',
    );
  });

  test.each<[string, DesktopEvent[], Work['stage'], string[]]>([
    [
      'after the call, the next preview untouched',
      [...inCall, mark(), ended(), preview(2)],
      'wrap-up',
      ['commit, drop work-2', `commit, ${withdrawn}, keep work-1`],
    ],
    ['from wrap-up', [...inWrapUp, mark()], 'wrap-up', [`commit, ${withdrawn}, keep work-1`]],
    ['from preview', [...inPreview, mark()], 'preview', [`commit, ${withdrawn}, keep work-1`]],
    [
      'after other previews that were passed over',
      [...inWrapUp, mark(), preview(2), next('work-2'), preview(3), next('work-3')],
      'wrap-up',
      [`commit, ${withdrawn}, keep work-1`],
    ],
  ])('%s: the conversation comes back for another outcome', (_name, events, stage, effects) => {
    const done = run(...events, undo());
    expect(told(done.effects)).toEqual(effects);
    expect(done.state).toMatchObject({
      marks: [],
      work: { workId: 'work-1', stage, doNotCall: null, draft: { dispositionId: null } },
    });
    const call = stage === 'preview' ? 'work-1' : 'call-1';
    const closed = transition(transition(done.state, outcome('later')).state, next());
    expect(told(closed.effects)[0]).toBe(`commit, summary ${call}/2 later, drop work-1`);
  });

  test.each<[string, DesktopEvent[], string]>([
    ['in another call', [preview(2), dial(2)], 'work-2'],
    ['in the wrap-up of another call', [preview(2), dial(2), ended(2)], 'work-2'],
    ['with a caller on the line', [offer()], 'work-9'],
    ['with a preview the agent has written in', [preview(2), note('x', 'work-2')], 'work-2'],
  ])('%s: the summary is revised without the outcome', (_name, since, workId) => {
    const done = run(...inWrapUp, mark(), ...since, undo());
    expect(told(done.effects)).toEqual([
      `commit, ${withdrawn}, summary call-1/2 null, drop work-1`,
    ]);
    expect(done.state.marks).toEqual([]);
    expect(done.state.work?.workId).toBe(workId);
  });

  test('after a written preview that was closed, the marked conversation is still the one', () => {
    const done = run(...inWrapUp, mark(), preview(2), note('x', 'work-2'), next('work-2'), undo());
    expect(told(done.effects)).toEqual([`commit, ${withdrawn}, keep work-1`]);
    expect(done.state.work?.workId).toBe('work-1');
  });

  test('its time is over with the wrap-up of the next call, not before', () => {
    const nextCall = [...inWrapUp, mark(), preview(2), dial(2), ended(2)];
    expect(entries(stateAfter(...nextCall))).toEqual(['entry-1']);
    const over = stateAfter(...nextCall, next('work-2'));
    expect(over.marks).toEqual([]);
    const late = transition(over, undo());
    expect(late.state).toBe(over);
    expect(late.effects).toEqual([]);
  });

  const two = [...inWrapUp, mark(), preview(2), mark('work-2', 'entry-2')];

  test('a mark in a preview takes nothing from the one before: no call was made', () => {
    const state = stateAfter(...two);
    expect(entries(state)).toEqual(['entry-2', 'entry-1']);
    const newest = transition(state, undo('entry-2'));
    expect(told(newest.effects)).toEqual([`commit, withdraw entry-2 ${other}, keep work-2`]);
    expect(entries(newest.state)).toEqual(['entry-1']);
    // The preview is on the desk again: the record of the call loses its outcome.
    const before = transition(newest.state, undo());
    expect(told(before.effects)).toEqual([
      `commit, ${withdrawn}, summary call-1/2 null, drop work-1`,
    ]);
    expect(before.state).toMatchObject({ marks: [], work: { workId: 'work-2' } });
  });

  test('the one before brings its conversation back when the desk is free', () => {
    const done = run(...two, undo('entry-2'), next('work-2'), undo());
    expect(told(done.effects)).toEqual([`commit, ${withdrawn}, keep work-1`]);
    expect(done.state.work).toMatchObject({ workId: 'work-1', stage: 'wrap-up', doNotCall: null });
  });

  test('an older one goes by its own name, and the newer one stays', () => {
    expect(entries(stateAfter(...two, undo()))).toEqual(['entry-2']);
  });

  test('the wrap-up of the next call ends them all, its own mark excepted', () => {
    const third = [...two, preview(3), dial(3), mark('work-3', 'entry-3')];
    expect(entries(stateAfter(...third))).toEqual(['entry-3', 'entry-2', 'entry-1']);
    const over = stateAfter(...third, ended(3));
    expect(entries(over)).toEqual(['entry-3']);
  });

  test('so many are kept and no more', () => {
    const marks = Array.from({ length: mostMarks + 3 }, (_, n) => [
      preview(n + 1),
      mark(`work-${n + 1}`, `entry-${n + 1}`),
    ]);
    const kept = entries(stateAfter(...idle, ...marks.flat()));
    expect(kept).toHaveLength(mostMarks);
    expect(kept[0]).toBe(`entry-${mostMarks + 3}`);
  });

  test('a call that was up when the key was pressed is not the next one', () => {
    const later = { at: instantAt(120) };
    const marked = { ...mark(), ...later } as DesktopEvent;
    const both = [...idle, offer(1), established(), offer(9), marked, ended(), ended(9)];
    expect(entries(stateAfter(...both, next('work-9')))).toEqual(['entry-1']);
    const nextCall = [preview(3), dial(3, { at: instantAt(130) }), ended(3), next('work-3')];
    expect(entries(stateAfter(...both, next('work-9'), ...nextCall))).toEqual([]);
  });

  test('nor does any end it while the marked conversation is on the desk', () => {
    const both = [...idle, offer(1), established(), mark(), offer(9), ended(9)];
    expect(entries(stateAfter(...both))).toEqual(['entry-1']);
  });

  test('a reopened preview that is dialed starts the record of a new call and corrects the old', () => {
    const done = run(...inPreview, mark(), undo(), dial());
    expect(told(done.effects)).toEqual([
      'commit, summary work-1/2 null, keep work-1',
      `dial ${number}`,
    ]);
    const closed = transition(transition(done.state, ended()).state, next());
    expect(told(closed.effects)[0]).toBe('commit, summary call-1/1 null, drop work-1');
  });

  test('a reopened preview that is closed tells the center so', () => {
    const done = run(...inPreview, mark(), undo(), { type: 'preview-closed', at });
    expect(told(done.effects)).toEqual(['commit, summary work-1/2 null, drop work-1']);
  });

  test('after it the number can be marked again, with another entry', () => {
    const done = run(...inCall, mark(), undo(), mark('work-1', 'entry-2'));
    expect(told(done.effects)).toEqual([`commit, dnc entry-2 ${number}, keep work-1`]);
  });
});

test('who a call was with, without a number, is told beside what the center gets', () => {
  const { effects } = run(...inCall, { ...ended(), withWhom: 'Linh Tran' } as DesktopEvent);
  const commit = effects.find((effect) => effect.type === 'journal.commit');
  expect(commit).toMatchObject({ withWhom: 'Linh Tran', append: [{ kind: 'call-log' }] });
  expect(JSON.stringify(commit?.append)).not.toContain('Linh');
});

test('sign-out puts a written preview into the outbox', () => {
  const done = run(...inPreview, note(), signOut);
  expect(told(done.effects)).toEqual(['commit, summary work-1/1 null, drop work-1']);
  expect(done.state).toEqual(signedOutDesktop);
});

test('a caller comes from the inbound campaign of the queue', () => {
  const second = aCampaign({ id: 'claims', name: 'Claims', direction: 'inbound' });
  const both = [signIn({ campaigns: [...campaigns, second] }), ready];
  expect(stateAfter(...both, offer(9, { queue: 'Claims' })).work?.campaignId).toBe('claims');
  expect(stateAfter(...both, offer(9, { queue: 'Nobody' })).work?.campaignId).toBe('service');
  expect(stateAfter(signIn({ campaigns: [aCampaign()] }), ready, offer()).work?.campaignId).toBe(
    'roofs',
  );
});

describe('a list that comes after the agent is ready', () => {
  const ready: DesktopState = {
    ...signedOutDesktop,
    signedIn: true,
    agent: { ...newAgent, standing: { kind: 'ready' } },
    campaignId: 'c',
  };

  test('is asked once more for the next person when it changes', () => {
    const missing = transition(ready, { type: 'next-missing' }).state;
    const step = transition(missing, { type: 'list-changed' });
    expect(step.effects).toEqual([
      { type: 'preview.find-next', campaignId: 'c', afterLeadId: null },
    ]);
    expect(transition(step.state, { type: 'list-changed' }).effects).toEqual([]);
  });

  test('opens nothing for somebody who went back to the list', () => {
    expect(transition(ready, { type: 'list-changed' })).toEqual({ state: ready, effects: [] });
  });
});
