import { isHotkey } from '../../../domain/hotkey/hotkey.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** What a press says: still on the way to a combination, keys, or nothing that can be held. */
export type Heard =
  | { readonly kind: 'modifier' }
  | { readonly kind: 'keys'; readonly accelerator: string }
  | { readonly kind: 'refused' };

/** Electron's way to write a press. By position: what the layout writes there does not matter. */
export function heard(event: Pressed, mac: boolean): Heard {
  if (/^(Control|Shift|Alt|AltGraph|Meta|CapsLock|NumLock|Fn|OS)$/.test(event.key)) {
    return { kind: 'modifier' };
  }
  const accelerator = [
    event.ctrlKey && 'Control',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && (mac ? 'Command' : 'Super'),
    keyOf(event.code),
  ]
    .filter(Boolean)
    .join('+');
  return isHotkey(accelerator) ? { kind: 'keys', accelerator } : { kind: 'refused' };
}

function keyOf(code: string): string {
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? code;
}

const marks: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Command: '⌘',
  Super: '⊞',
};

/** How it is printed, as the desk prints its own keys. */
export function acceleratorLabel(accelerator: string, mac: boolean): string {
  const parts = accelerator.split('+');
  if (mac) return parts.map((part) => marks[part] ?? part).join('');
  const names: Readonly<Record<string, string>> = { Control: 'Ctrl', Shift: '⇧', Super: '⊞' };
  return parts.map((part) => names[part] ?? part).join(' ');
}
