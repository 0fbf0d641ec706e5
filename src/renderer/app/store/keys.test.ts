import { describe, expect, test } from 'vitest';
import { chordRefusal, singleRefusal } from './key-choice.ts';
import {
  type ActionId,
  actionIds,
  actionKeys,
  chordLabel,
  keyOf,
  keyTable,
  modifiersOf,
} from './keys.ts';

const chords = Object.entries(actionKeys).map(
  ([id, { chord }]) => [id as ActionId, `${chord.with}+${chord.key}`] as const,
);

test('no two actions share a chord', () => {
  expect(new Set(chords.map(([, chord]) => chord)).size).toBe(chords.length);
});

test('no two actions share a single key', () => {
  const singles = Object.values(actionKeys).flatMap(({ single }) => (single ? [single] : []));
  expect(new Set(singles).size).toBe(singles.length);
});

test.each(actionIds)('the key of %s is nobody else’s', (id) => {
  expect(chordRefusal(actionKeys[id].chord)).toBeNull();
  const { single } = actionKeys[id];
  if (single !== null) expect(singleRefusal(id, single)).toBeNull();
});

test('digits with Control choose answers, so no action has one', () => {
  expect(chords.filter(([, chord]) => /^primary\+[1-9]$/.test(chord))).toEqual([]);
});

test('nothing that ends or refuses a call has a single key', () => {
  for (const id of ['hang-up', 'reject', 'do-not-call', 'next'] as const) {
    expect(actionKeys[id].single).toBeNull();
  }
});

const stroke = (change: object) => ({
  key: 'm',
  code: 'KeyM',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...change,
});

test.each([
  ['Control on a PC', stroke({ ctrlKey: true }), false, 'primary'],
  ['Control and Shift on a PC', stroke({ ctrlKey: true, shiftKey: true }), false, 'primary-shift'],
  ['Alt on a PC', stroke({ altKey: true }), false, 'outcome'],
  ['Control and Alt, which writes letters', stroke({ ctrlKey: true, altKey: true }), false, null],
  ['the Windows key', stroke({ metaKey: true }), false, null],
  ['Command on a Mac', stroke({ metaKey: true }), true, 'primary'],
  ['Option on a Mac, which writes letters', stroke({ altKey: true }), true, null],
  ['Control and Shift on a Mac', stroke({ ctrlKey: true, shiftKey: true }), true, 'outcome'],
  ['Shift alone', stroke({ shiftKey: true }), false, 'none'],
])('%s', (_name, event, mac, expected) => {
  expect(modifiersOf(event, mac)).toBe(expected);
});

test.each([
  ['a Latin letter', stroke({ key: 'M', shiftKey: true, ctrlKey: true }), 'm'],
  ['a layout without Latin letters', stroke({ key: 'ь', ctrlKey: true }), 'm'],
  ['a digit on a French layout', stroke({ key: '&', code: 'Digit1', ctrlKey: true }), '1'],
  ['a digit of the number pad', stroke({ key: '5', code: 'Numpad5' }), '5'],
  ['a slash behind Shift', stroke({ key: '/', code: 'Digit7', shiftKey: true }), '/'],
  ['a star', stroke({ key: '*', code: 'Digit8', shiftKey: true }), '*'],
  ['Enter', stroke({ key: 'Enter', code: 'Enter', ctrlKey: true }), 'enter'],
])('%s', (_name, event, expected) => {
  expect(keyOf(event)).toBe(expected);
});

test('a button prints the chord of this system', () => {
  expect(chordLabel(actionKeys.mute.chord, false)).toBe('Ctrl ⇧ M');
  expect(chordLabel(actionKeys.mute.chord, true)).toBe('⇧⌘M');
});

describe('changed keys', () => {
  const binding = { chord: { with: 'primary-shift', key: 'u' }, single: 'q' } as const;

  test('replace those of the table, each command alone', () => {
    const table = keyTable({ mute: binding });
    expect(table.mute).toEqual(binding);
    expect(table.hold).toBe(actionKeys.hold);
  });

  test('of a command that nobody knows any more change nothing', () => {
    expect(keyTable({ teleport: binding })).toEqual(actionKeys);
  });
});
