import { describe, expect, test } from 'vitest';
import type { FieldValues } from './correction.ts';
import { type CustomerEdit, type EditEvent, type Edits, editTransition } from './edit.ts';
import { writtenEdit } from './written-edit.ts';

const at = '2026-11-22T10:00:00.000Z';
const base: FieldValues = {
  full: 'Nguyễn Thị Hà',
  given: 'Hà',
  family: 'Nguyễn',
  title: 'Ms',
  say: '',
  language: 'vi',
  email: '',
  street: '12 Alder Street',
  town: 'Portland',
  region: 'OR',
  postalCode: '97205',
  country: 'US',
  timeZone: 'America/Los_Angeles',
  note: '',
  'phone:+15035550117': 'mobile',
};

function anEdit(change: Partial<CustomerEdit> = {}): CustomerEdit {
  return {
    editId: 'edit-1',
    kind: 'correct',
    customerId: 'ha',
    workId: null,
    base,
    version: 4,
    typed: {},
    conflicts: [],
    openedAt: at,
    ...change,
  };
}

function stateAfter(events: readonly EditEvent[], from: Edits = []): Edits {
  return events.reduce((state, event) => editTransition(state, event).state, from);
}

const changesOf = (typed: Record<string, string>) => {
  const written = writtenEdit(anEdit({ typed }), at, null);
  if (!written.ok) return written.problems;
  return written.entry?.kind === 'customer-changed' ? written.entry.changes : [];
};

describe('only what changed is sent, with what was seen', () => {
  test.each<[string, Record<string, string>, object[]]>([
    [
      'a line',
      { street: ' 14 Alder Street ' },
      [{ field: 'street', from: '12 Alder Street', to: '14 Alder Street' }],
    ],
    ['typed and typed back', { street: '12 Alder Street' }, []],
    ['an emptied line', { title: '' }, [{ field: 'title', from: 'Ms', to: '' }]],
    [
      'a zone taken away',
      { timeZone: '' },
      [{ field: 'timeZone', from: 'America/Los_Angeles', to: null }],
    ],
    [
      'a number added, in a form of the country',
      { 'new-phone:1': '(503) 555-0131' },
      [{ field: 'phone:+15035550131', from: null, to: 'other' }],
    ],
    [
      'a number emptied',
      { 'phone:+15035550117': '' },
      [{ field: 'phone:+15035550117', from: 'mobile', to: null }],
    ],
    [
      'a number corrected keeps its kind',
      { 'phone:+15035550117': '+1 503 555 0118' },
      [
        { field: 'phone:+15035550117', from: 'mobile', to: null },
        { field: 'phone:+15035550118', from: null, to: 'mobile' },
      ],
    ],
    ['a country as people write it', { country: 'usa' }, []],
    [
      'the whole name: its parts follow',
      { full: 'Nguyễn Thị Hạnh' },
      [
        { field: 'full', from: 'Nguyễn Thị Hà', to: 'Nguyễn Thị Hạnh' },
        { field: 'given', from: 'Hà', to: 'Hạnh' },
      ],
    ],
    [
      'a part of the name: the whole follows',
      { given: 'Hạnh' },
      [
        { field: 'given', from: 'Hà', to: 'Hạnh' },
        { field: 'full', from: 'Nguyễn Thị Hà', to: 'Nguyễn Thị Hạnh' },
      ],
    ],
  ])('%s', (_name, typed, changes) => expect(changesOf(typed)).toEqual(changes));

  test.each<[string, Record<string, string>, object]>([
    ['no name', { full: '  ' }, { field: 'full', kind: 'name-missing' }],
    ['no number', { 'new-phone:1': '12' }, { field: 'new-phone:1', kind: 'not-a-number' }],
    ['no country', { country: 'Oz' }, { field: 'country', kind: 'country-unknown' }],
    ['no zone', { timeZone: 'Moon/Base' }, { field: 'timeZone', kind: 'zone-unknown' }],
  ])('%s is told and nothing is sent', (_name, typed, problem) => {
    expect(changesOf(typed)).toEqual([problem]);
  });
});

test('somebody new has the number of the call and a name taken apart', () => {
  const edit = anEdit({
    kind: 'create',
    base: { 'phone:+15035550198': 'other' },
    typed: { full: '欧阳若曦', town: 'Portland' },
  });
  expect(writtenEdit(edit, at, null)).toMatchObject({
    ok: true,
    entry: {
      kind: 'customer-created',
      customer: {
        id: 'ha',
        name: { full: '欧阳若曦', family: '欧阳', given: '若曦' },
        phones: [{ number: '+15035550198', kind: 'other' }],
      },
    },
  });
});

test('a promise has its words and its day', () => {
  const edit = anEdit({ kind: 'promise', typed: { text: ' Send the quote ' } });
  expect(writtenEdit(edit, at, at)).toMatchObject({
    entry: { kind: 'promise-made', promise: { id: 'edit-1', text: 'Send the quote', dueAt: at } },
  });
  expect(writtenEdit(anEdit({ kind: 'promise' }), at, null)).toMatchObject({ ok: false });
});

describe('somebody else was faster', () => {
  const conflict = { field: 'street', theirs: '99 Elm', by: 'Linh', at } as const;
  const refusal: EditEvent = {
    type: 'refused',
    editId: 'edit-2',
    customerId: 'ha',
    version: 4,
    changes: [
      { field: 'street', from: '12 Alder Street', to: '14 Alder Street' },
      { field: 'town', from: 'Portland', to: 'Salem' },
    ],
    conflicts: [conflict],
    at,
  };

  test('the words are back in the form, and nothing is sent before it is decided', () => {
    const [edit] = stateAfter([refusal]);
    expect(edit?.typed).toEqual({ street: '14 Alder Street', town: 'Salem' });
    expect(edit?.conflicts).toEqual([conflict]);
    if (!edit) throw new Error('no edit');
    expect(writtenEdit(edit, at, null)).toEqual({
      ok: false,
      problems: [{ field: 'street', kind: 'undecided' }],
    });
  });

  test.each([
    ['mine', [{ field: 'street', from: '99 Elm', to: '14 Alder Street' }]],
    ['theirs', []],
  ] as const)('%s is kept, and the rest goes along', (keep, street) => {
    const [edit] = stateAfter([
      refusal,
      { type: 'resolved', editId: 'edit-2', field: 'street', keep },
    ]);
    if (!edit) throw new Error('no edit');
    expect(writtenEdit({ ...edit, base: { ...base, ...edit.base } }, at, null)).toMatchObject({
      ok: true,
      entry: { changes: [...street, { field: 'town', from: 'Portland', to: 'Salem' }] },
    });
  });

  test('a number that could not be added is there as a number', () => {
    const field = 'phone:+15035550133';
    const [edit] = stateAfter([
      {
        ...refusal,
        changes: [{ field, from: null, to: 'work' }],
        conflicts: [{ field, theirs: 'home', by: 'Linh', at }],
      },
      { type: 'resolved', editId: 'edit-2', field, keep: 'mine' },
    ]);
    if (!edit) throw new Error('no edit');
    expect(edit.typed).toEqual({ [field]: '+15035550133' });
    expect(writtenEdit(edit, at, null)).toEqual({ ok: true, entry: null });
  });

  test('what was typed since the sending stays on top', () => {
    const open = anEdit({ typed: { street: '16 Alder Street' } });
    const [edit] = stateAfter([refusal], [open]);
    expect(edit?.typed['street']).toBe('16 Alder Street');
    expect(edit?.editId).toBe(open.editId);
  });
});

test('one customer has one correction at a time, and each letter is saved', () => {
  const once = editTransition([], { type: 'opened', edit: anEdit() });
  const again = editTransition(once.state, { type: 'opened', edit: anEdit({ editId: 'edit-9' }) });
  expect(again).toEqual({ state: once.state, effects: [] });
  const typed = editTransition(once.state, {
    type: 'typed',
    editId: 'edit-1',
    field: 'note',
    value: 'N',
  });
  expect(typed.effects).toEqual([{ type: 'edit.save', edit: anEdit({ typed: { note: 'N' } }) }]);
});
