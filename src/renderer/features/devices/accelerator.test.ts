import { expect, test } from 'vitest';
import { acceleratorLabel, heard } from './accelerator.ts';

const press = (change: object) => ({
  key: 'F9',
  code: 'F9',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...change,
});

test.each([
  ['a function key', { ctrlKey: true, shiftKey: true }, 'Control+Shift+F9'],
  [
    'a letter by its place',
    { key: 'ь', code: 'KeyM', ctrlKey: true, altKey: true },
    'Control+Alt+M',
  ],
  ['a digit that needs Shift', { key: '&', code: 'Digit1', altKey: true }, 'Alt+1'],
  ['the Windows key', { metaKey: true }, 'Super+F9'],
])('%s', (_name, change, accelerator) => {
  expect(heard(press(change), false)).toEqual({ kind: 'keys', accelerator });
});

test('Command on a Mac', () => {
  expect(heard(press({ metaKey: true }), true)).toEqual({
    kind: 'keys',
    accelerator: 'Command+F9',
  });
});

test('a modifier alone waits for its key', () => {
  expect(heard(press({ key: 'Control', code: 'ControlLeft', ctrlKey: true }), false)).toEqual({
    kind: 'modifier',
  });
});

test.each([
  ['a letter alone', { key: 'a', code: 'KeyA' }],
  ['a capital', { key: 'A', code: 'KeyA', shiftKey: true }],
  ['a key that is elsewhere on each keyboard', { key: ';', code: 'Semicolon', ctrlKey: true }],
])('%s is refused', (_name, change) => {
  expect(heard(press(change), false)).toEqual({ kind: 'refused' });
});

test('printed as the desk prints its own keys', () => {
  expect(acceleratorLabel('Control+Shift+F9', false)).toBe('Ctrl ⇧ F9');
  expect(acceleratorLabel('Alt+Shift+Command+F9', true)).toBe('⌥⇧⌘F9');
});
