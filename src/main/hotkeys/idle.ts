import type { HotkeysView } from '../../contract/ipc/headset-view.ts';
import { type HotkeyChoice, hotkeyActions } from '../../domain/hotkey/hotkey.ts';

/** The hotkeys while none is registered. */
export function idleHotkeys(choice: HotkeyChoice): HotkeysView {
  return {
    on: choice.on,
    mediaKeys: choice.mediaKeys,
    mediaKeysRefused: false,
    keys: hotkeyActions.map((action) => ({
      action,
      accelerator: choice.keys[action],
      state: 'idle',
    })),
  };
}
