import type { KeyBindings } from '../../../contract/ipc/preferences.ts';

/** Everything a key can do. */
export type ActionId =
  | 'answer'
  | 'reject'
  | 'hang-up'
  | 'mute'
  | 'hold'
  | 'swap'
  | 'transfer'
  | 'complete-transfer'
  | 'cancel-transfer'
  | 'join'
  | 'keypad'
  | 'dial'
  | 'close-preview'
  | 'ready'
  | 'agent-state'
  | 'more-time'
  | 'next'
  | 'do-not-call'
  | 'undo-do-not-call'
  | 'script-next'
  | 'script-back'
  | 'jump'
  | 'promise-callback'
  | 'callbacks'
  | 'open-callback'
  | 'my-calls'
  | 'go-to-today'
  | 'go-to-person'
  | 'go-to-script'
  | 'go-to-note'
  | 'go-to-dial-box'
  | 'redial'
  | 'find-customer'
  | 'correct-person'
  | 'add-promise'
  | 'send-edit'
  | 'key-sheet'
  | 'settings'
  | 'receipts'
  | 'voice'
  | 'black-box'
  | 'devices'
  | 'floor'
  | 'compact'
  | 'text-larger'
  | 'text-smaller'
  | 'text-normal';

/**
 * A key with its modifiers. `primary` is Control, on a Mac Command. `outcome` is Alt, on a Mac
 * Control+Shift (Option writes letters there, Alt+letter writes none elsewhere).
 */
export type Chord = {
  readonly with: 'primary' | 'primary-shift' | 'outcome';
  readonly key: string;
};

export type ActionKeys = {
  readonly chord: Chord;
  /** Short form, alive only in the script pane; null where a slip would cost too much. */
  readonly single: string | null;
};

/**
 * The one table of keys. `keys.test.ts` proves that no two are the same and that none is a key
 * of the operating systems, of text editing, of Electron or of a common input method. Letters of
 * a campaign's outcomes come second: a letter taken here keeps its meaning in every campaign.
 */
export const actionKeys: Readonly<Record<ActionId, ActionKeys>> = {
  answer: { chord: { with: 'primary-shift', key: 'a' }, single: 'a' },
  reject: { chord: { with: 'primary-shift', key: 'p' }, single: null },
  'hang-up': { chord: { with: 'primary-shift', key: 'x' }, single: null },
  mute: { chord: { with: 'primary-shift', key: 'm' }, single: 'm' },
  hold: { chord: { with: 'primary-shift', key: 'h' }, single: 'h' },
  swap: { chord: { with: 'primary', key: 's' }, single: null },
  transfer: { chord: { with: 'primary-shift', key: 'f2' }, single: null },
  'complete-transfer': { chord: { with: 'primary-shift', key: 'f3' }, single: null },
  'cancel-transfer': { chord: { with: 'primary-shift', key: 'f6' }, single: null },
  join: { chord: { with: 'primary-shift', key: 'f7' }, single: null },
  keypad: { chord: { with: 'primary-shift', key: 'k' }, single: 'k' },
  dial: { chord: { with: 'primary-shift', key: 'd' }, single: 'd' },
  'close-preview': { chord: { with: 'primary-shift', key: 'l' }, single: null },
  ready: { chord: { with: 'primary-shift', key: 'y' }, single: 'y' },
  'agent-state': { chord: { with: 'primary', key: '>' }, single: null },
  'more-time': { chord: { with: 'primary', key: ':' }, single: '+' },
  next: { chord: { with: 'primary', key: 'enter' }, single: null },
  'do-not-call': { chord: { with: 'primary-shift', key: 's' }, single: null },
  'undo-do-not-call': { chord: { with: 'primary-shift', key: 'o' }, single: null },
  'script-next': { chord: { with: 'primary', key: 'g' }, single: 'enter' },
  'script-back': { chord: { with: 'primary', key: 'b' }, single: 'backspace' },
  jump: { chord: { with: 'primary', key: 'k' }, single: '/' },
  // Letters are all taken; a function key with Control is nobody's in a window of its own.
  'promise-callback': { chord: { with: 'primary', key: 'f9' }, single: null },
  callbacks: { chord: { with: 'primary', key: 'f10' }, single: null },
  'open-callback': { chord: { with: 'primary', key: 'f11' }, single: null },
  'my-calls': { chord: { with: 'primary', key: 'f12' }, single: null },
  'go-to-today': { chord: { with: 'primary', key: 'o' }, single: null },
  'go-to-person': { chord: { with: 'primary', key: 'i' }, single: null },
  'go-to-script': { chord: { with: 'primary', key: 'l' }, single: null },
  'go-to-note': { chord: { with: 'primary', key: 'e' }, single: null },
  'go-to-dial-box': { chord: { with: 'primary', key: 'd' }, single: null },
  redial: { chord: { with: 'primary', key: 'u' }, single: null },
  'find-customer': { chord: { with: 'primary', key: 'f3' }, single: null },
  'correct-person': { chord: { with: 'primary', key: 'f6' }, single: null },
  'add-promise': { chord: { with: 'primary', key: 'f7' }, single: null },
  'send-edit': { chord: { with: 'primary', key: 'f8' }, single: null },
  'key-sheet': { chord: { with: 'primary', key: '/' }, single: '?' },
  settings: { chord: { with: 'primary', key: ',' }, single: null },
  devices: { chord: { with: 'primary', key: ';' }, single: null },
  receipts: { chord: { with: 'primary-shift', key: 'g' }, single: null },
  'black-box': { chord: { with: 'primary-shift', key: 'f11' }, single: null },
  voice: { chord: { with: 'primary-shift', key: 'f12' }, single: null },
  floor: { chord: { with: 'primary', key: 'f2' }, single: null },
  compact: { chord: { with: 'primary', key: 'j' }, single: null },
  'text-larger': { chord: { with: 'primary', key: '+' }, single: null },
  'text-smaller': { chord: { with: 'primary', key: '-' }, single: null },
  'text-normal': { chord: { with: 'primary', key: '0' }, single: null },
};

export const actionIds = Object.keys(actionKeys) as readonly ActionId[];

/** The keys of every action as they are now. */
export type KeyTable = Readonly<Record<ActionId, ActionKeys>>;

const tables = new WeakMap<KeyBindings, KeyTable>();

/** The table with what the agent has changed; a change of a command nobody knows is left out. */
export function keyTable(changes: KeyBindings): KeyTable {
  const known = tables.get(changes);
  if (known) return known;
  const entries = actionIds.map((id) => [id, changes[id] ?? actionKeys[id]] as const);
  const table = Object.fromEntries(entries) as KeyTable;
  tables.set(changes, table);
  return table;
}

/** Letters that mean the same in every campaign. */
export function builtInLetters(table: KeyTable): ReadonlySet<string> {
  return new Set(
    Object.values(table).flatMap(({ single }) => (single?.length === 1 ? [single] : [])),
  );
}

const isMac = typeof navigator !== 'undefined' && /^(mac|iphone|ipad)/i.test(navigator.platform);

/** What a key event carries, as far as keys are told apart here. */
export type Keystroke = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
> & { getModifierState?(key: string): boolean };

/** The modifiers of a keystroke as a chord knows them; `none` without any, null for any other. */
export function modifiersOf(event: Keystroke, mac = isMac): Chord['with'] | 'none' | null {
  if (event.getModifierState?.('AltGraph')) return null;
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!ctrlKey && !metaKey && !altKey) return 'none';
  if (mac) {
    if (metaKey && !ctrlKey && !altKey) return shiftKey ? 'primary-shift' : 'primary';
    return ctrlKey && shiftKey && !metaKey && !altKey ? 'outcome' : null;
  }
  if (ctrlKey && !metaKey && !altKey) return shiftKey ? 'primary-shift' : 'primary';
  return altKey && !ctrlKey && !metaKey && !shiftKey ? 'outcome' : null;
}

/**
 * The key's name in lower case. A layout without Latin letters is read by the key's position, and
 * so is a top-row digit pressed with a modifier on a layout that shifts its digits.
 */
export function keyOf(event: Keystroke): string {
  const key = event.key.toLowerCase();
  if (/^[\u0020-\u007e]$/.test(key) && !event.ctrlKey && !event.metaKey) return key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && !/^[\u0020-\u002f]$/.test(key)) return digit;
  if (/^[\u0020-\u007e]$/.test(key)) return digit && !event.shiftKey ? digit : key;
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? key;
}

/** A keystroke that belongs to an input method's composition, not to us. */
export function isComposition(event: Keystroke): boolean {
  return event.isComposing || event.key === 'Process' || event.key === 'Dead';
}

const names: Readonly<Record<string, string>> = { enter: '⏎', backspace: '⌫' };

/** How a key is printed on a button. */
export function keyLabel(key: string): string {
  return names[key] ?? key.toUpperCase();
}

/** How a chord is printed on a button. */
export function chordLabel(chord: Chord, mac = isMac): string {
  const key = keyLabel(chord.key);
  if (mac) {
    const modifiers = { primary: '⌘', 'primary-shift': '⇧⌘', outcome: '⌃⇧' }[chord.with];
    return `${modifiers}${key}`;
  }
  return { primary: `Ctrl ${key}`, 'primary-shift': `Ctrl ⇧ ${key}`, outcome: `Alt ${key}` }[
    chord.with
  ];
}
