/** What a key can do while another program has the focus. */
export const hotkeyActions = ['mute', 'answer', 'hang-up', 'hold', 'not-interested'] as const;
export type HotkeyAction = (typeof hotkeyActions)[number];

/** Which keys are wanted; null is no key for that action. */
export type HotkeyChoice = {
  readonly on: boolean;
  /** Play answers and mutes, stop hangs up: only while there is a call, music keeps them else. */
  readonly mediaKeys: boolean;
  readonly keys: Readonly<Record<HotkeyAction, string | null>>;
};

/**
 * One row of function keys: they write nothing, browsers and offices leave these combinations
 * alone, and Control+Alt is AltGr on half of the world's keyboards.
 */
export const defaultHotkeys: HotkeyChoice = {
  on: true,
  mediaKeys: true,
  keys: {
    mute: 'Control+Shift+F8',
    answer: 'Control+Shift+F9',
    'hang-up': 'Control+Shift+F10',
    hold: 'Control+Shift+F11',
    'not-interested': 'Control+Shift+F12',
  },
};

const modifier = '(?:Control|Alt|Shift|Super|Command)';
const key = '(?:[A-Z0-9]|F(?:1[0-9]|2[0-4]|[1-9])|Space|Insert|Home|End|PageUp|PageDown)';
const withModifiers = new RegExp(`^(?:${modifier}\\+)*${modifier}\\+${key}$`);
const shiftAlone = /^Shift\+(?:[A-Z0-9]|Space)$/;

/**
 * Whether it is an accelerator (Electron's way to write keys) that takes no letter away from other
 * programs: at least one modifier, and not Shift alone with a key that writes.
 */
export function isHotkey(text: string): boolean {
  return withModifiers.test(text) && !shiftAlone.test(text);
}
