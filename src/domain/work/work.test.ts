import { describe, expect, test } from 'vitest';
import { aCampaign, aScript, aWork, instantAt } from '../../../tests/support/desk-records.ts';
import type { WrapUpField } from '../campaign/campaign.ts';
import { startRun } from '../script/run.ts';
import { type FieldValue, fieldValue, summaryOf, type Work, worthKeeping } from './work.ts';

const run = startRun(aScript());
const call: NonNullable<Work['call']> = {
  callId: 'call-1',
  startedAt: instantAt(1),
  answeredAt: instantAt(5),
  endedAt: instantAt(65),
  talkMs: 60_000,
  endedBy: 'customer',
  cause: 'hung-up-there',
};
const written = (draft: Partial<Work['draft']>): Partial<Work> => ({
  draft: { dispositionId: null, note: '', edited: {}, ...draft },
});

describe('a field of the summary', () => {
  const field = (change: Partial<WrapUpField>): WrapUpField => ({
    id: 'age',
    label: 'Age',
    kind: 'text',
    options: [],
    fromAnswer: 'age',
    initial: 'unknown',
    required: false,
    ...change,
  });
  const answered = { script: { ...run, answers: { age: '25' } } };

  test.each<[string, WrapUpField, Partial<Work>, FieldValue]>([
    ['nothing known', field({}), {}, { value: 'unknown', source: 'initial' }],
    ['the script knows', field({}), answered, { value: '25', source: 'script' }],
    [
      'the agent wrote',
      field({}),
      { ...answered, ...written({ edited: { age: '30' } }) },
      { value: '30', source: 'agent' },
    ],
    [
      'the agent emptied it',
      field({}),
      { ...answered, ...written({ edited: { age: '' } }) },
      { value: '', source: 'agent' },
    ],
    [
      'an empty answer is none',
      field({}),
      { script: { ...run, answers: { age: '' } } },
      { value: 'unknown', source: 'initial' },
    ],
    [
      'a field that no answer fills',
      field({ fromAnswer: '' }),
      { script: { ...run, answers: { '': 'x' } } },
      { value: 'unknown', source: 'initial' },
    ],
    [
      'a field named like a part of every object',
      field({ id: 'constructor', fromAnswer: 'toString' }),
      answered,
      { value: 'unknown', source: 'initial' },
    ],
  ])('%s', (_name, of, change, value) => {
    expect(fieldValue(of, aWork(change))).toEqual(value);
  });
});

test.each<[string, Partial<Work>, boolean]>([
  ['a preview nobody touched', {}, false],
  ['a script that was only opened', { script: run }, false],
  ['a person found', { person: { match: 'unknown' } }, false],
  ['a call', { call }, true],
  ['an outcome', written({ dispositionId: 'later' }), true],
  ['a note', written({ note: 'x' }), true],
  ['a field', written({ edited: { age: '' } }), true],
  ['a callback typed', { callbackTyped: { wish: 'The gutter' } }, true],
  ['a callback typed and emptied', { callbackTyped: { wish: ' ', day: '' } }, false],
  ['an answer', { script: { ...run, answers: { age: '25' } } }, true],
  ['what the center has already heard of', { revisions: 1 }, true],
])('%s is worth keeping: %s', (_name, change, keep) => {
  expect(worthKeeping(aWork(change))).toBe(keep);
});

describe('the summary', () => {
  test('of a call', () => {
    const work = aWork({
      call,
      script: { ...run, answers: { age: '25' }, path: ['hello', 'age'] },
      ...written({ dispositionId: 'later', note: '张伟 will call', edited: { mood: 'cold' } }),
    });
    expect(summaryOf(work, aCampaign(), instantAt(99))).toEqual({
      callId: 'call-1',
      revision: 1,
      campaignId: 'roofs',
      leadId: 'lead-1',
      customerId: 'customer-1',
      number: work.number,
      direction: 'outbound',
      dispositionId: 'later',
      note: '张伟 will call',
      fields: { 'roof-age': '25', mood: 'cold' },
      script: {
        scriptId: 'roof-script',
        version: 3,
        path: ['hello', 'age'],
        answers: { age: '25' },
      },
      startedAt: instantAt(1),
      answeredAt: instantAt(5),
      endedAt: instantAt(65),
      talkMs: 60_000,
      endedBy: 'customer',
    });
  });

  test('of a conversation without a call carries the id of the work and the time of closing', () => {
    expect(summaryOf(aWork(), null, instantAt(9))).toMatchObject({
      callId: 'work-1',
      fields: {},
      script: null,
      startedAt: instantAt(0),
      answeredAt: null,
      endedAt: instantAt(9),
      talkMs: 0,
      endedBy: null,
    });
  });

  test.each([
    ['looking', { match: 'looking' }, null],
    ['several', { match: 'several', customerIds: ['a', 'b'] }, null],
    ['unknown', { match: 'unknown' }, null],
    ['a customer', { match: 'customer', customerId: 'a', others: ['b'] }, 'a'],
  ] as const)('names a person only when there is one: %s', (_name, person, customerId) => {
    expect(summaryOf(aWork({ person }), null, instantAt(9)).customerId).toBe(customerId);
  });

  test.each<[string, Partial<Work>, string]>([
    [
      'under the note',
      written({ note: 'Roof' }),
      'Roof\n2026-12-01 15:00 Asia/Ho_Chi_Minh\nMáng xối',
    ],
    ['alone', {}, '2026-12-01 15:00 Asia/Ho_Chi_Minh\nMáng xối'],
    ['as far as there is room', written({ note: 'x'.repeat(20_000) }), 'x'.repeat(20_000)],
    ['not by halves', written({ note: 'x'.repeat(19_998) }), `${'x'.repeat(19_998)}\n`],
  ])('keeps a callback that was typed and never promised: %s', (name, change, note) => {
    const wish = 'Máng xối';
    const callbackTyped =
      name === 'not by halves'
        ? { wish: '🏠' }
        : { day: '2026-12-01', time: '15:00', zone: 'Asia/Ho_Chi_Minh', wish, owner: 'mine' };
    expect(summaryOf(aWork({ ...change, callbackTyped }), null, instantAt(9)).note).toBe(note);
  });

  test('counts on from the revisions already sent', () => {
    expect(summaryOf(aWork({ revisions: 2 }), null, instantAt(9)).revision).toBe(3);
  });

  test('keeps the newest 2,000 pages of an endless walk', () => {
    const path = Array.from({ length: 2_001 }, (_, index) => `page-${index}`);
    const summary = summaryOf(aWork({ script: { ...run, path } }), null, instantAt(9));
    expect(summary.script?.path).toHaveLength(2_000);
    expect(summary.script?.path.at(-1)).toBe('page-2000');
  });
});
