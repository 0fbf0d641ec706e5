import { describe, expect, test } from 'vitest';
import {
  aCampaign,
  aWork,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { transition } from './desktop.ts';
import type { DesktopEffect } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { type DesktopState, signedOutDesktop } from './state.ts';

const at = instantAt(100);

const signIn: DesktopEvent = {
  type: 'signed-in',
  campaigns: [aCampaign(), inboundCampaign],
  scripts: [],
  restored: null,
};
const ready: DesktopEvent = { type: 'ready-set', ready: true };
const offer = (n: number): DesktopEvent => ({
  type: 'call-offered',
  workId: `work-${n}`,
  callId: `call-${n}`,
  number: fictionNumber(n),
  queue: '',
  customerId: null,
  at,
});
const established = (n: number): DesktopEvent => ({
  type: 'call-established',
  callId: `call-${n}`,
  at,
});
const ended = (n: number, endedBy: 'agent' | 'customer' = 'customer'): DesktopEvent => ({
  type: 'call-ended',
  callId: `call-${n}`,
  at,
  talkMs: 1_000,
  endedBy,
  cause: 'gone',
});
const note = (n: number, value: string): DesktopEvent => ({
  type: 'note-typed',
  workId: `work-${n}`,
  value,
});
const next = (n: number): DesktopEvent => ({ type: 'next-asked', workId: `work-${n}`, at });
const switched: DesktopEvent = { type: 'work-switched' };

function run(...events: readonly DesktopEvent[]) {
  let state: DesktopState = signedOutDesktop;
  let effects: readonly DesktopEffect[] = [];
  for (const event of events) ({ state, effects } = transition(state, event));
  const desk = [state.work, state.other].map((work) => work && `${work.workId} ${work.stage}`);
  const sent = effects.flatMap((effect) =>
    effect.type === 'journal.commit'
      ? effect.append.map((entry) => (entry.kind === 'summary' ? entry.summary.callId : entry.kind))
      : [],
  );
  return { state, effects, desk, sent };
}

const talking = [signIn, ready, offer(1), established(1)];
const waiting = [...talking, offer(2)];
const both = [...waiting, established(2)];

describe('a second caller', () => {
  test('waits beside the talk, with a draft of its own', () => {
    const { desk, effects } = run(...waiting);
    expect(desk).toEqual(['work-1 call', 'work-2 call']);
    expect(effects.map(({ type }) => type)).toEqual(['person.look-up', 'draft.save']);
  });

  test.each<[string, readonly DesktopEvent[]]>([
    ['a third caller', [...waiting, offer(3)]],
    ['one while the first still rings', [signIn, ready, offer(1), offer(3)]],
    ['one in a wrap-up', [...talking, ended(1), offer(3)]],
    ['one while a break is on', [...talking, { type: 'ready-set', ready: false }, offer(3)]],
  ])('is refused: %s', (_name, events) => {
    expect(run(...events).effects).toEqual([{ type: 'call.refuse', callId: 'call-3' }]);
  });

  test('comes to the front when it is answered', () => {
    expect(run(...both).desk).toEqual(['work-2 call', 'work-1 call']);
  });

  test('rejected, it leaves its log and its summary and no wrap-up', () => {
    const { desk, sent, effects } = run(...waiting, ended(2, 'agent'));
    expect(desk).toEqual(['work-1 call', null]);
    expect(sent).toEqual(['call-log', 'call-2']);
    expect(effects.some(({ type }) => type === 'notice')).toBe(false);
  });

  test('marked and gone before the answer, its record loses the outcome with the mark', () => {
    const mark = { type: 'do-not-call-marked', workId: 'work-2', entryId: 'entry-2', at } as const;
    const undo = { type: 'do-not-call-undone', entryId: 'entry-2', at } as const;
    const inbound = { ...inboundCampaign, dispositions: aCampaign().dispositions };
    const begun = { ...signIn, campaigns: [aCampaign(), inbound] } as DesktopEvent;
    const { effects } = run(begun, ...waiting.slice(1), mark, ended(2), undo);
    const append = effects.flatMap((effect) =>
      effect.type === 'journal.commit' ? effect.append : [],
    );
    expect(append).toMatchObject([
      { kind: 'dnc-withdrawal', entryId: 'entry-2' },
      { kind: 'summary', summary: { callId: 'call-2', revision: 2, dispositionId: null } },
    ]);
  });

  test('gone before the answer, the agent is told', () => {
    const { desk, effects } = run(...waiting, ended(2));
    expect(desk).toEqual(['work-1 call', null]);
    expect(effects.at(-1)).toEqual({ type: 'notice', kind: 'second-call-missed' });
  });

  test('rings on beside the wrap-up of the first, and is answered from there', () => {
    expect(run(...waiting, ended(1)).desk).toEqual(['work-1 wrap-up', 'work-2 call']);
    expect(run(...waiting, ended(1), established(2)).desk).toEqual([
      'work-2 call',
      'work-1 wrap-up',
    ]);
  });

  test('cannot be turned to before it is answered', () => {
    expect(run(...waiting, switched).desk).toEqual(['work-1 call', 'work-2 call']);
  });
});

describe('two conversations', () => {
  test('change places, each with its own words', () => {
    const { state, desk } = run(...both, note(2, 'second'), note(1, 'first'), switched);
    expect(desk).toEqual(['work-1 call', 'work-2 call']);
    expect(state.work?.draft.note).toBe('first');
    expect(state.other?.draft.note).toBe('second');
  });

  test('words for the one beside are saved in its own draft', () => {
    const { effects } = run(...both, note(1, 'late'));
    expect(effects).toEqual([
      { type: 'draft.save', work: expect.objectContaining({ workId: 'work-1' }) },
    ]);
  });

  test('a call is promised to the one beside, and let go from the list', () => {
    const promise: DesktopEvent = {
      type: 'callback-promised',
      workId: 'work-1',
      callbackId: 'promised',
      agentId: 'lan',
      dueAt: instantAt(200),
      timeZone: 'America/Los_Angeles',
      wish: '',
      ownerId: null,
      at,
    };
    const { state, sent } = run(...both, promise);
    expect(sent).toEqual(['callback']);
    expect(state.other?.promised?.callbackId).toBe('promised');
    const cancel: DesktopEvent = {
      type: 'callback-changed',
      callbackId: 'promised',
      change: { kind: 'cancel' },
      at,
    };
    const over = run(...both, promise, cancel);
    expect(over.sent).toEqual(['callback-change']);
    expect(over.state.other?.promised).toBeNull();
  });

  test('each has its own wrap-up and its own summary', () => {
    const over = [...both, ended(2)];
    expect(run(...over).desk).toEqual(['work-2 wrap-up', 'work-1 call']);
    const finished = run(...over, next(2));
    expect(finished.sent).toEqual(['call-2']);
    expect(finished.desk).toEqual(['work-1 call', null]);
    expect(finished.effects.some(({ type }) => type === 'preview.find-next')).toBe(false);
    const last = run(...over, next(2), ended(1), next(1));
    expect(last.sent).toEqual(['call-1']);
    expect(last.desk).toEqual([null, null]);
    expect(last.effects.at(-1)).toMatchObject({ type: 'preview.find-next' });
  });

  test('one that ends on hold waits for its wrap-up, and takes nobody off the phone', () => {
    const over = [...both, ended(1)];
    expect(run(...over).desk).toEqual(['work-2 call', 'work-1 wrap-up']);
    expect(run(...over, switched).desk).toEqual(['work-2 call', 'work-1 wrap-up']);
    expect(run(...over, ended(2), switched).desk).toEqual(['work-1 wrap-up', 'work-2 wrap-up']);
  });

  test('the one on hold can be turned to from the wrap-up of the other', () => {
    expect(run(...both, ended(2), switched).desk).toEqual(['work-1 call', 'work-2 wrap-up']);
  });

  test('after the one key the other comes to the front, not the next person', () => {
    const mark: DesktopEvent = {
      type: 'do-not-call-marked',
      workId: 'work-2',
      entryId: 'entry-1',
      at,
    };
    const { desk, effects } = run(...both, mark, ended(2));
    expect(desk).toEqual(['work-1 call', null]);
    expect(effects.some(({ type }) => type === 'preview.find-next')).toBe(false);
  });

  test('nobody signs out while somebody waits on hold; later both are sent', () => {
    const signOut: DesktopEvent = { type: 'signed-out', at };
    expect(run(...both, ended(2), signOut).desk).toEqual(['work-2 wrap-up', 'work-1 call']);
    const out = run(...both, ended(2), ended(1), signOut);
    expect(out.state).toEqual(signedOutDesktop);
    expect(out.sent).toEqual(['call-2', 'call-1']);
  });

  test('both are back after a crash, each in its wrap-up with its words', () => {
    const found = (n: number) => {
      const { work, other } = run(...both, note(1, 'first'), note(2, 'second')).state;
      return [work, other].find((one) => one?.workId === `work-${n}`) ?? aWork();
    };
    const { state, desk } = run({ ...signIn, restored: found(2), restoredOther: found(1) });
    expect(desk).toEqual(['work-2 wrap-up', 'work-1 wrap-up']);
    expect(state.other?.draft.note).toBe('first');
  });
});
