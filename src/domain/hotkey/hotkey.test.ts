import { describe, expect, test } from 'vitest';
import { defaultHotkeys, isHotkey } from './hotkey.ts';
import { hotkeyMeaning, wantedKeys } from './press.ts';

describe('keys that may be held for the whole computer', () => {
  test.each([...Object.values(defaultHotkeys.keys), 'Alt+F9', 'Control+Alt+A', 'Super+Space'])(
    '%s',
    (keys) => expect(isHotkey(keys ?? '')).toBe(true),
  );
  test.each(['F9', 'A', 'Shift+A', 'Shift+Space', 'Control+', 'Control+ß', 'Control+A+B', ''])(
    'not %j: it would be missing elsewhere, or is none',
    (keys) => expect(isHotkey(keys)).toBe(false),
  );
});

describe('which keys are held', () => {
  const now = { signedIn: true, inCall: false };

  test('five, and during a call the media keys', () => {
    expect([...wantedKeys(defaultHotkeys, now)]).toEqual([
      ['Control+Shift+F8', 'mute'],
      ['Control+Shift+F9', 'answer'],
      ['Control+Shift+F10', 'hang-up'],
      ['Control+Shift+F11', 'hold'],
      ['Control+Shift+F12', 'not-interested'],
    ]);
    expect([...wantedKeys(defaultHotkeys, { ...now, inCall: true })].slice(5)).toEqual([
      ['MediaPlayPause', 'play-pause'],
      ['MediaStop', 'stop'],
    ]);
  });

  test('none when switched off, or while nobody is signed in', () => {
    expect(wantedKeys({ ...defaultHotkeys, on: false }, { ...now, inCall: true }).size).toBe(0);
    expect(wantedKeys(defaultHotkeys, { signedIn: false, inCall: true }).size).toBe(0);
    const withoutMedia = { ...defaultHotkeys, mediaKeys: false };
    expect(wantedKeys(withoutMedia, { ...now, inCall: true }).size).toBe(5);
  });

  test('a key for two actions belongs to the first, no key is no key', () => {
    const keys = { ...defaultHotkeys.keys, mute: 'Alt+F9', hold: 'Alt+F9', answer: null };
    expect(wantedKeys({ ...defaultHotkeys, keys }, now).get('Alt+F9')).toBe('mute');
    expect(wantedKeys({ ...defaultHotkeys, keys }, now).size).toBe(3);
  });
});

describe('what a press means', () => {
  const call = {
    callId: 'one',
    phase: 'established',
    muted: false,
    held: false,
    holdWanted: false,
  } as const;
  const rings = { ...call, callId: 'two', phase: 'alerting' } as const;
  const idle = { current: null, other: null };
  const talk = { current: call, other: null };
  const answerTwo = (holdCallId: string | null) => ({
    type: 'answer',
    callId: 'two',
    holdCallId,
  });

  test.each([
    ['answer', idle, null],
    ['answer', { current: rings, other: null }, answerTwo(null)],
    ['answer', { current: call, other: rings }, answerTwo('one')],
    ['hang-up', { current: rings, other: null }, null],
    ['hang-up', talk, { type: 'hang-up', callId: 'one' }],
    ['stop', { current: call, other: rings }, { type: 'hang-up', callId: 'one' }],
    ['mute', talk, { type: 'mute', callId: 'one', muted: true }],
    [
      'mute',
      { current: { ...call, muted: true }, other: null },
      { type: 'mute', callId: 'one', muted: false },
    ],
    ['mute', { current: { ...call, phase: 'connecting' }, other: null }, null],
    ['hold', talk, { type: 'hold', callId: 'one', held: true }],
    ['hold', { current: { ...call, holdWanted: true }, other: null }, { held: false }],
    ['play-pause', { current: rings, other: null }, answerTwo(null)],
    ['play-pause', { current: call, other: rings }, { type: 'mute', callId: 'one' }],
    ['play-pause', idle, null],
    ['not-interested', idle, { type: 'not-interested' }],
  ] as const)('%s, case %#', (hotkey, calls, meaning) => {
    const found = hotkeyMeaning(hotkey, calls);
    if (meaning === null) expect(found).toBeNull();
    else expect(found).toMatchObject(meaning);
  });
});
