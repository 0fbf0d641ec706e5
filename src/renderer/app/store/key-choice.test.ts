import { describe, expect, test } from 'vitest';
import { chordOwner, chordRefusal, singleOwner, singleRefusal } from './key-choice.ts';
import { actionKeys, keyTable } from './keys.ts';

describe('a chord', () => {
  test.each([
    ['primary', 'c', 'text-editing'],
    ['primary', 'arrowleft', 'text-editing'],
    ['primary', 'w', 'system'],
    ['primary', ' ', 'input-method'],
    ['primary', '3', 'answers'],
    ['primary-shift', 'i', 'system'],
    ['primary-shift', 'u', 'input-method'],
    ['outcome', 'm', 'outcomes'],
    ['primary', 'u', null],
    ['primary-shift', ';', null],
  ] as const)('%s and %s: %s', (modifiers, key, refusal) => {
    expect(chordRefusal({ with: modifiers, key })).toBe(refusal);
  });

  test('of another command is found, also when that one was changed', () => {
    expect(chordOwner(actionKeys, 'hold', actionKeys.mute.chord)).toBe('mute');
    expect(chordOwner(actionKeys, 'mute', actionKeys.mute.chord)).toBeNull();
    const chord = { with: 'primary', key: 'u' } as const;
    const table = keyTable({ mute: { chord, single: null } });
    expect(chordOwner(table, 'hold', chord)).toBe('mute');
    expect(chordOwner(table, 'hold', actionKeys.mute.chord)).toBeNull();
  });
});

describe('a short form', () => {
  test.each([
    ['hang-up', 'x', 'costly'],
    ['next', 'n', 'costly'],
    ['mute', '4', 'answers'],
    ['mute', 'tab', 'system'],
    ['mute', 'escape', 'system'],
    ['mute', 'u', null],
    ['script-next', 'enter', null],
  ] as const)('of %s as %s: %s', (id, key, refusal) => {
    expect(singleRefusal(id, key)).toBe(refusal);
  });

  test('of another command is found', () => {
    expect(singleOwner(actionKeys, 'hold', 'm')).toBe('mute');
    expect(singleOwner(actionKeys, 'hold', 'u')).toBeNull();
  });
});
