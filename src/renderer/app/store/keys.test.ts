import { expect, test } from 'vitest';
import { type ActionId, actionKeys, chordLabel, keyOf, modifiersOf } from './keys.ts';

const chords = Object.entries(actionKeys).map(
  ([id, { chord }]) => [id as ActionId, `${chord.with}+${chord.key}`] as const,
);

/** Who owns a chord already, where taking it would hurt. */
const taken: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['a', 'c', 'v', 'x', 'z', 'y'].map((key) => [`primary+${key}`, 'text editing']),
  ),
  ...Object.fromEntries(['z', 'v'].map((key) => [`primary-shift+${key}`, 'redo, plain paste'])),
  ...Object.fromEntries(
    ['w', 'q', 'h', 'm', 'n', 't', 'r', 'f', 'p', '+', '-', '0', ' ', '.'].map((key) => [
      `primary+${key}`,
      'window, menu, zoom, Spotlight or input method switch',
    ]),
  ),
  ...Object.fromEntries(
    ['i', 'r', 'j', 'c', 'n', 't', 'w', 'q', '3', '4', '5'].map((key) => [
      `primary-shift+${key}`,
      'developer tools, reload, new or closed window, log out, screenshot',
    ]),
  ),
  'primary-shift+u': 'IBus: a character by its code',
  'primary-shift+e': 'IBus: emoji',
  'primary-shift+f': 'Microsoft Pinyin: simplified or traditional',
  'primary-shift+b': 'Microsoft Pinyin: symbols',
};

test('no two actions share a chord', () => {
  expect(new Set(chords.map(([, chord]) => chord)).size).toBe(chords.length);
});

test('no two actions share a single key', () => {
  const singles = Object.values(actionKeys).flatMap(({ single }) => (single ? [single] : []));
  expect(new Set(singles).size).toBe(singles.length);
});

test.each(chords)('%s (%s) is nobody else’s', (_id, chord) => {
  expect(taken[chord]).toBeUndefined();
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
