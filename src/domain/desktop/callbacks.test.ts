import { describe, expect, test } from 'vitest';
import {
  aCallback,
  aCampaign,
  aDncEntry,
  aLead,
  aScript,
  aSummary,
  aWork,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { transition } from './desktop.ts';
import type { OutboxEntry } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { signedOutDesktop } from './state.ts';

const at = instantAt(100);
const signIn: DesktopEvent = {
  type: 'signed-in',
  campaigns: [aCampaign()],
  scripts: [aScript()],
  restored: null,
};

/** What is written for the center, in few words. */
function written(...events: readonly DesktopEvent[]): string[] {
  const appended: OutboxEntry[] = [];
  let state = signedOutDesktop;
  for (const event of [signIn, ...events]) {
    const step = transition(state, event);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'journal.commit') appended.push(...effect.append);
    }
  }
  return appended.flatMap((entry) => {
    if (entry.kind === 'callback') return [`made ${entry.callback.id}, ${entry.callback.dueAt}`];
    if (entry.kind === 'callback-change') return [`${entry.change.kind} ${entry.callbackId}`];
    if (entry.kind === 'dnc-withdrawal') return [`withdraw ${entry.entryId}`];
    if (entry.kind !== 'summary') return [];
    const { callId, revision, dispositionId } = entry.summary;
    return [`summary ${callId}/${revision} ${dispositionId}`];
  });
}

const opened = (ownerId: string | null): DesktopEvent => ({
  type: 'callback-opened',
  workId: 'work-1',
  callback: aCallback({ ownerId }),
  at,
});
const { number } = aCallback();
const dial: DesktopEvent = {
  type: 'dial-asked',
  workId: 'work-1',
  callId: 'call-1',
  number,
  entries: [],
  at,
};
const answered: DesktopEvent = { type: 'call-established', callId: 'call-1', at };
const ended: DesktopEvent = {
  type: 'call-ended',
  callId: 'call-1',
  at,
  talkMs: 1_000,
  endedBy: 'customer',
  cause: 'hung-up-there',
};
const next: DesktopEvent = { type: 'next-asked', workId: 'work-1', at };
const word = (end: 'kept' | 'open' | 'cancelled'): DesktopEvent => ({
  type: 'callback-end-chosen',
  workId: 'work-1',
  end,
});

describe('a conversation opened for a callback', () => {
  test('has kept it when they answered', () => {
    expect(written(opened('agent'), dial, answered, ended, next)).toContain('keep callback-1');
  });
  test('leaves it owed when they did not; anyone’s goes back to the others', () => {
    expect(written(opened('agent'), dial, ended, next).join()).not.toMatch(/keep|release|cancel/);
    expect(written(opened(null), dial, ended, next)).toContain('release callback-1');
    expect(written(opened(null), { type: 'preview-closed', at })).toEqual(['release callback-1']);
  });
  test('ends as the agent says, whatever the call came to', () => {
    const open = written(opened('agent'), dial, answered, word('open'), ended, next);
    expect(open.join()).not.toMatch(/keep|cancel/);
    expect(written(opened('agent'), dial, word('kept'), ended, next)).toContain('keep callback-1');
    expect(written(opened(null), word('cancelled'), next)).toContain('cancel callback-1');
  });
  test('is dialed through the same gate', () => {
    const blocked = { ...dial, entries: [aDncEntry({ number })] } as DesktopEvent;
    const { state } = transition(signedOutDesktop, signIn);
    const preview = transition(state, opened('agent')).state;
    const step = transition(preview, blocked);
    expect(step.effects.map(({ type }) => type)).toEqual(['notice']);
    expect(step.state).toBe(preview);
  });
});

describe('a promised call', () => {
  const preview: DesktopEvent = {
    type: 'preview-opened',
    workId: 'work-1',
    lead: aLead(),
    at,
  };
  const promise = (callbackId: string, dueAt: string): DesktopEvent => ({
    type: 'callback-promised',
    workId: 'work-1',
    callbackId,
    agentId: 'lan',
    dueAt,
    timeZone: 'America/Los_Angeles',
    wish: '',
    ownerId: null,
    at,
  });

  test('is one for one conversation: promising again changes it, and the same again nothing', () => {
    expect(
      written(
        preview,
        promise('first', instantAt(200)),
        promise('second', instantAt(300)),
        promise('third', instantAt(300)),
      ),
    ).toEqual([`made first, ${instantAt(200)}`, 'move first']);
  });

  test('is typed letter by letter into the draft, and forgotten once it is promised', () => {
    const typed = (value: string): DesktopEvent => ({
      type: 'callback-typed',
      workId: 'work-1',
      field: 'wish',
      value,
    });
    const signedIn = transition(signedOutDesktop, signIn).state;
    const begun = transition(transition(signedIn, preview).state, typed('The gutter'));
    expect(begun.state.work?.callbackTyped).toEqual({ wish: 'The gutter' });
    expect(begun.effects).toEqual([{ type: 'draft.save', work: begun.state.work }]);
    expect(transition(begun.state, typed('The gutter')).state).toBe(begun.state);
    const promised = transition(begun.state, promise('first', instantAt(200))).state;
    expect(promised.work?.callbackTyped).toEqual({});
    const again = transition(promised, typed('The gutter')).state;
    const same = transition(again, promise('second', instantAt(200)));
    expect(same.state.work?.callbackTyped).toEqual({});
  });

  const begun: DesktopEvent = {
    type: 'callback-typed',
    workId: 'work-1',
    field: 'wish',
    value: 'The gutter',
  };
  const stateAfter = (...events: readonly DesktopEvent[]) =>
    [signIn, ...events].reduce((state, event) => transition(state, event).state, signedOutDesktop);

  test('typed and not promised is said at the first Next; the second keeps it in the note', () => {
    const told = stateAfter(preview, begun, next);
    expect(told).toMatchObject({ missingTold: 'work-1', work: { workId: 'work-1' } });
    expect(written(preview, begun, next)).toEqual([]);
    expect(written(preview, begun, next, next)).toEqual(['summary work-1/1 null']);
    const promised = written(preview, begun, promise('first', instantAt(200)), next);
    expect(promised[0]).toBe(`made first, ${instantAt(200)}`);
  });

  test('typed and not promised is recorded when the preview goes or the agent signs out', () => {
    for (const event of [
      { type: 'preview-closed', at },
      { type: 'signed-out', at },
    ] as const) {
      expect(written(preview, begun, event)).toEqual(['summary work-1/1 null']);
    }
  });

  test('typed before a do-not-call is there again when that is taken back', () => {
    const mark: DesktopEvent = { type: 'do-not-call-marked', workId: 'work-1', entryId: 'e', at };
    const undo: DesktopEvent = { type: 'do-not-call-undone', entryId: 'e', at };
    expect(stateAfter(preview, begun, mark, undo).work?.callbackTyped).toEqual({
      wish: 'The gutter',
    });
  });

  test('typed in the next preview is not lost when an earlier do-not-call is taken back', () => {
    const mark: DesktopEvent = { type: 'do-not-call-marked', workId: 'work-1', entryId: 'e', at };
    const later = { ...preview, workId: 'work-2', lead: aLead({ id: 'lead-2' }) } as DesktopEvent;
    const typed = { ...begun, workId: 'work-2' } as DesktopEvent;
    const undo: DesktopEvent = { type: 'do-not-call-undone', entryId: 'e', at };
    expect(stateAfter(preview, mark, later, typed, undo).work).toMatchObject({
      workId: 'work-2',
      callbackTyped: { wish: 'The gutter' },
    });
  });

  test('of the list keeps what is typed to move it until it is moved', () => {
    const typed: DesktopEvent = {
      type: 'callback-move-typed',
      callbackId: 'owed',
      field: 'wish',
      value: 'Later',
    };
    const signedIn = transition(signedOutDesktop, signIn).state;
    const { state } = transition(signedIn, typed);
    expect(state.moves).toEqual({ owed: { wish: 'Later' } });
    const cancel: DesktopEvent = {
      type: 'callback-changed',
      callbackId: 'owed',
      change: { kind: 'cancel' },
      at,
    };
    expect(transition(state, cancel).state.moves).toEqual({});
    // Given back to the others, it is still owed.
    const release: DesktopEvent = { ...cancel, change: { kind: 'release' } };
    expect(transition(state, release).state.moves).toEqual({ owed: { wish: 'Later' } });
  });

  test('of the list: each letter of its form goes to the disk, and comes back from it', () => {
    const typed: DesktopEvent = {
      type: 'callback-move-typed',
      callbackId: 'owed',
      field: 'wish',
      value: 'Later',
    };
    const moves = { owed: { day: '2026-11-30' }, another: { wish: 'The gutter' } };
    const signedIn = transition(signedOutDesktop, { ...signIn, moves }).state;
    expect(signedIn.moves).toEqual(moves);
    const { state, effects } = transition(signedIn, typed);
    const owed = { day: '2026-11-30', wish: 'Later' };
    expect(effects).toEqual([{ type: 'callback-move.save', callbackId: 'owed', typed: owed }]);
    expect(state.moves).toEqual({ ...moves, owed });
    expect(transition(state, typed).state).toBe(state);
    const discard: DesktopEvent = { type: 'callback-move-discarded', callbackId: 'owed' };
    const gone = transition(state, discard);
    expect(gone.effects).toEqual([{ type: 'callback-move.drop', callbackId: 'owed' }]);
    expect(gone.state.moves).toEqual({ another: { wish: 'The gutter' } });
    expect(transition(gone.state, discard).state).toBe(gone.state);
  });

  test('of the list that is kept in a conversation takes its form along', () => {
    const { id: callbackId } = aCallback();
    const begun = [opened('agent'), dial, answered, ended] as const;
    let { state } = transition(signedOutDesktop, {
      ...signIn,
      moves: { [callbackId]: { wish: 'Later' } },
    });
    for (const event of begun) ({ state } = transition(state, event));
    expect(state.moves).toEqual({ [callbackId]: { wish: 'Later' } });
    const next: DesktopEvent = { type: 'next-asked', workId: 'work-1', at };
    expect(transition(state, next).state.moves).toEqual({});
  });

  test('can be let go, and another one made', () => {
    const cancel: DesktopEvent = {
      type: 'callback-changed',
      callbackId: 'first',
      change: { kind: 'cancel' },
      at,
    };
    expect(
      written(preview, promise('first', instantAt(200)), cancel, promise('second', instantAt(300))),
    ).toEqual([`made first, ${instantAt(200)}`, 'cancel first', `made second, ${instantAt(300)}`]);
  });
});

describe('a call promised on a page of the script', () => {
  const page = { title: '', text: '', hint: '' };
  const fromPage = (dispositionId: string): DesktopEvent => ({
    ...signIn,
    scripts: [
      aScript({
        start: 'when',
        nodes: [
          { kind: 'callback', id: 'when', ...page, owner: 'mine', dispositionId, next: 'bye' },
          { kind: 'end', id: 'bye', ...page, dispositionId: '' },
        ],
      }),
    ],
  });
  const preview: DesktopEvent = { type: 'preview-opened', workId: 'work-1', lead: aLead(), at };
  const promise: DesktopEvent = {
    type: 'callback-promised',
    workId: 'work-1',
    callbackId: 'first',
    agentId: 'lan',
    dueAt: instantAt(200),
    timeZone: 'America/Los_Angeles',
    wish: '',
    ownerId: 'lan',
    at,
  };
  const goOn: DesktopEvent = {
    type: 'script-stepped',
    workId: 'work-1',
    step: { kind: 'next' },
    entryId: 'e',
    at,
  };
  const choose = (dispositionId: string): DesktopEvent => ({
    type: 'disposition-chosen',
    workId: 'work-1',
    dispositionId,
  });

  test.each<[string, string, readonly DesktopEvent[], string | null]>([
    ['gives the conversation the outcome of the page', 'later', [promise], 'later'],
    ['leaves what the agent has chosen', 'later', [choose('appointment'), promise], 'appointment'],
    ['gives none where the page names none', '', [promise], null],
    ['gives none that the campaign has not', 'gone', [promise], null],
    ['never marks a number', 'never', [promise], null],
    ['gives none once the page is left', 'later', [goOn, promise], null],
  ])('%s', (_name, ofPage, events, expected) => {
    const all = [fromPage(ofPage), preview, ...events];
    const { work } = all.reduce((state, event) => transition(state, event).state, signedOutDesktop);
    expect(work?.promised?.callbackId).toBe('first');
    expect(work?.draft.dispositionId).toBe(expected);
    expect(work?.doNotCall).toBeNull();
  });

  test('has its outcome on the disk with the promise', () => {
    const { state } = [fromPage('later'), preview].reduce(
      (step, event) => transition(step.state, event),
      { state: signedOutDesktop, effects: [] } as ReturnType<typeof transition>,
    );
    const { effects } = transition(state, promise);
    expect(effects).toMatchObject([
      { type: 'journal.commit', save: { draft: { dispositionId: 'later' } } },
    ]);
  });
});

test('a mark of before a restart is taken back, and the record loses its outcome', () => {
  const entry = aDncEntry();
  const summary = aSummary({ callId: 'marked', revision: 2, dispositionId: 'never' });
  const { state } = transition(signedOutDesktop, { ...signIn, marked: [{ entry, summary }] });
  expect(state.marks).toMatchObject([{ entryId: entry.id, customerId: summary.customerId }]);
  const step = transition(state, { type: 'do-not-call-undone', entryId: entry.id, at });
  const [commit] = step.effects;
  expect(commit?.type === 'journal.commit' && commit.append).toEqual([
    { kind: 'dnc-withdrawal', entryId: entry.id, number: entry.number, at },
    { kind: 'summary', summary: { ...summary, revision: 3, dispositionId: null } },
  ]);
  expect(step.state.marks).toEqual([]);
});

test('of several marks of before a restart each is taken back, those on the desk too', () => {
  const mark = (n: number) => aDncEntry({ id: `entry-${n}`, at: instantAt(n) });
  const { number } = mark(2);
  const restored = aWork({ doNotCall: { entryId: 'entry-2', number }, openedAt: instantAt(0) });
  const marked = [3, 2, 1].map((n) => ({ entry: mark(n), summary: null }));
  const { state } = transition(signedOutDesktop, { ...signIn, restored, marked });
  expect(state.marks.map(({ entryId, workId, at: made }) => [entryId, workId, made])).toEqual([
    ['entry-3', 'entry-3', instantAt(3)],
    ['entry-2', restored.workId, instantAt(2)],
    ['entry-1', 'entry-1', instantAt(1)],
  ]);
  const back = transition(state, { type: 'do-not-call-undone', entryId: 'entry-2', at });
  expect(back.state.work?.doNotCall).toBeNull();
  expect(back.state.marks.map(({ entryId }) => entryId)).toEqual(['entry-3', 'entry-1']);
});
