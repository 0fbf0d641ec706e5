import { type ActionId, actionIds, type Chord, type KeyTable } from './keys.ts';

/** Why a key cannot be given to a command. */
export type KeyRefusal =
  | 'text-editing'
  | 'system'
  | 'input-method'
  | 'answers'
  | 'outcomes'
  | 'no-modifier'
  | 'costly';

/** Chords somebody owns already, where taking them would hurt. */
const reserved: Readonly<Record<Chord['with'], Readonly<Record<string, KeyRefusal>>>> = {
  primary: {
    ...of('text-editing', ['a', 'c', 'v', 'x', 'y', 'z', 'backspace', 'delete', 'home', 'end']),
    ...of('text-editing', ['arrowleft', 'arrowright', 'arrowup', 'arrowdown']),
    ...of('system', ['f', 'h', 'm', 'n', 'p', 'q', 'r', 't', 'w', 'tab', 'escape']),
    ...of('input-method', [' ', '.']),
    ...of('answers', ['1', '2', '3', '4', '5', '6', '7', '8', '9']),
  },
  'primary-shift': {
    ...of('text-editing', ['v', 'z', 'backspace', 'delete', 'home', 'end']),
    ...of('text-editing', ['arrowleft', 'arrowright', 'arrowup', 'arrowdown']),
    ...of('system', ['c', 'i', 'j', 'n', 'q', 'r', 't', 'w', '3', '4', '5', 'tab', 'escape']),
    // IBus: a character by its code, emoji; Microsoft Pinyin: kind of character, symbols.
    ...of('input-method', ['u', 'e', 'f', 'b', ' ']),
  },
  outcome: {},
};

function of(refusal: KeyRefusal, keys: readonly string[]): Record<string, KeyRefusal> {
  return Object.fromEntries(keys.map((key) => [key, refusal]));
}

/** Commands without a short form: one letter pressed by mistake would cost too much. */
export const chordOnly: ReadonlySet<ActionId> = new Set([
  'hang-up',
  'reject',
  'complete-transfer',
  'cancel-transfer',
  'do-not-call',
  'undo-do-not-call',
  'next',
]);

/** Why nobody may have this chord; null when it is free to choose. */
export function chordRefusal(chord: Chord): KeyRefusal | null {
  // Alt and a letter chooses an outcome; which letters, each campaign says.
  if (chord.with === 'outcome') return 'outcomes';
  return reserved[chord.with][chord.key] ?? null;
}

/** Why a command may not have this key as its short form; null when it may. */
export function singleRefusal(id: ActionId, key: string): KeyRefusal | null {
  if (chordOnly.has(id)) return 'costly';
  if (/^[1-9]$/.test(key)) return 'answers';
  // Moving about and leaving stay what they are everywhere.
  if (/^(tab|escape| |arrow.*|page.*|home|end)$/.test(key)) return 'system';
  return null;
}

/** The other command that has this chord already. */
export function chordOwner(table: KeyTable, id: ActionId, chord: Chord): ActionId | null {
  const owner = actionIds.find((other) => {
    const taken = table[other].chord;
    return other !== id && taken.with === chord.with && taken.key === chord.key;
  });
  return owner ?? null;
}

/** The other command that has this short form already. */
export function singleOwner(table: KeyTable, id: ActionId, key: string): ActionId | null {
  return actionIds.find((other) => other !== id && table[other].single === key) ?? null;
}
