import { describe, expect, test } from 'vitest';
import {
  aCampaign,
  aLead,
  fictionNumber,
  inboundCampaign,
  instantAt,
} from '../../../tests/support/desk-records.ts';
import { transition } from './desktop.ts';
import type { DesktopEffect } from './effect.ts';
import type { DesktopEvent } from './event.ts';
import { type DesktopState, isReady, signedOutDesktop } from './state.ts';

const at = instantAt(100);
const [moodField, ...otherFields] = aCampaign().wrapUpFields;
if (!moodField) throw new Error('the campaign of the tests has fields');
const campaigns = [
  aCampaign({ wrapUpFields: [{ ...moodField, required: true }, ...otherFields] }),
  inboundCampaign,
];

function run(...events: readonly DesktopEvent[]) {
  let state: DesktopState = signedOutDesktop;
  let effects: readonly DesktopEffect[] = [];
  for (const event of events) ({ state, effects } = transition(state, event));
  return { state, types: effects.map(({ type }) => type), effects };
}

const signIn: DesktopEvent = { type: 'signed-in', campaigns, scripts: [], restored: null };
const ready: DesktopEvent = { type: 'ready-set', ready: true };
const lunch: DesktopEvent = { type: 'ready-set', ready: false, reasonId: 'lunch' };
const signOutNext: DesktopEvent = { type: 'next-set', next: { kind: 'sign-out' } };
const preview: DesktopEvent = {
  type: 'preview-opened',
  workId: 'work-1',
  lead: aLead({ number: fictionNumber(1) }),
  at,
};
const dial: DesktopEvent = {
  type: 'dial-asked',
  workId: 'none',
  callId: 'call-1',
  number: fictionNumber(1),
  entries: [],
  at,
};
const established: DesktopEvent = { type: 'call-established', callId: 'call-1', at };
const ended: DesktopEvent = {
  type: 'call-ended',
  callId: 'call-1',
  at,
  talkMs: 1_000,
  endedBy: 'customer',
  cause: 'hung-up-there',
};
const begun: DesktopEvent = { type: 'wrap-up-begun', workId: 'work-1', atMs: 1_000 };
const fill: DesktopEvent = {
  type: 'field-typed',
  workId: 'work-1',
  fieldId: moodField.id,
  value: 'something',
};
const next: DesktopEvent = { type: 'next-asked', workId: 'work-1', at };
const inCall = [signIn, ready, preview, dial, established];
const inWrapUp = [...inCall, ended, begun];

describe('what comes next', () => {
  test('is obeyed when the record is in the outbox, and opens nobody before a break', () => {
    const { state, types } = run(...inCall, lunch, ended, begun, fill, next);
    expect(types).toEqual(['journal.commit']);
    expect(state.agent.standing).toEqual({ kind: 'not-ready', reasonId: 'lunch' });
  });

  test('to be signed out comes after the record', () => {
    const { state, types } = run(...inWrapUp, signOutNext, fill, next);
    expect(types).toEqual(['journal.commit', 'agent.sign-out']);
    expect(isReady(state)).toBe(false);
    expect(state.work).toBeNull();
  });

  test('to be ready opens the next person for somebody who was not', () => {
    const { types } = run(signIn, preview, dial, established, ended, ready, fill, next);
    expect(types).toEqual(['journal.commit', 'preview.find-next']);
  });

  test('refuses a second caller who would come on top of it', () => {
    const second: DesktopEvent = {
      type: 'call-offered',
      workId: 'work-2',
      callId: 'call-2',
      number: fictionNumber(2),
      queue: '',
      customerId: null,
      at,
    };
    expect(run(...inCall, second).state.other?.workId).toBe('work-2');
    expect(run(...inCall, lunch, second).types).toEqual(['call.refuse']);
  });
});

describe('the time of the wrap-up', () => {
  const due: DesktopEvent = { type: 'wrap-up-due', workId: 'work-1', atMs: 61_000 };

  test('ends, and the conversation stays as it was, wish and all', () => {
    const before = run(...inWrapUp, lunch).state;
    const { state, effects } = transition(before, due);
    expect(effects).toEqual([]);
    expect(state).toEqual({ ...before, agent: state.agent });
    expect(state.agent.next).toEqual({ kind: 'not-ready', reasonId: 'lunch' });
  });

  test('is told with the record', () => {
    const more: DesktopEvent = { type: 'wrap-up-extended', workId: 'work-1', atMs: 30_000 };
    const late: DesktopEvent = { ...due, atMs: 91_000 };
    const { effects } = run(...inWrapUp, more, late, fill, next);
    const [commit] = effects;
    const [entry] = commit?.type === 'journal.commit' ? commit.append : [];
    expect(entry).toMatchObject({ summary: { wrapUp: { extensions: 1, overrun: true } } });
  });

  test('does not count before the call is over', () => {
    const before = run(...inCall).state;
    expect(transition(before, begun).state).toBe(before);
  });
});

describe('a required field that is empty', () => {
  test('is told at the first Next; the second goes on', () => {
    const told = run(...inWrapUp, next);
    expect(told.types).toEqual([]);
    expect(told.state).toMatchObject({ missingTold: 'work-1', work: { workId: 'work-1' } });
    expect(run(...inWrapUp, next, next).state.work).toBeNull();
  });

  test('filled in, it is nobody’s concern', () => {
    expect(run(...inWrapUp, fill, next).state.work).toBeNull();
  });

  test('of a call that nobody answered is not asked for', () => {
    expect(run(signIn, ready, preview, dial, ended, begun, next).state.work).toBeNull();
  });
});

describe('a second sign-in elsewhere', () => {
  const moved: DesktopEvent = { type: 'line-moved' };

  test('lets the line go at once when nobody is on it', () => {
    const { state, types } = run(signIn, ready, moved);
    expect(types).toEqual(['line.close']);
    expect(isReady(state)).toBe(false);
    expect(run(signIn, ready, moved, ready).state).toEqual(state);
    expect(run(signIn, preview, moved, dial).types).toEqual([]);
  });

  test('leaves a call with its agent until its end', () => {
    expect(run(...inCall, moved).types).toEqual(['line.unregister']);
    const over = run(...inCall, moved, ended);
    expect(over.types).toEqual(['journal.commit', 'line.close']);
    expect(over.state.work?.stage).toBe('wrap-up');
  });
});
