import type { HotkeysView } from '../../contract/ipc/headset-view.ts';
import { type HotkeyChoice, hotkeyActions } from '../../domain/hotkey/hotkey.ts';
import { type Hotkey, mediaKeys, wantedKeys } from '../../domain/hotkey/press.ts';
import type { Log } from '../log/log.ts';

/** The part of Electron's `globalShortcut` that is needed. */
export type Shortcuts = {
  /** False when the system or another program has the key. */
  register(accelerator: string, run: () => void): boolean;
  unregister(accelerator: string): void;
};

/** Holds the keys that act while another program has the focus. */
export type Hotkeys = {
  update(now: {
    readonly choice: HotkeyChoice;
    readonly signedIn: boolean;
    readonly inCall: boolean;
  }): void;
  view(choice: HotkeyChoice): HotkeysView;
  /** Lets every key go. */
  close(): void;
};

export function createHotkeys(options: {
  readonly shortcuts: Shortcuts;
  readonly onPress: (hotkey: Hotkey) => void;
  readonly log: Pick<Log, 'info' | 'warn'>;
}): Hotkeys {
  const { shortcuts, log } = options;
  /** What was asked of the system, and whether it gave the key. */
  const asked = new Map<string, { readonly hotkey: Hotkey; readonly held: boolean }>();

  function take(accelerator: string, hotkey: Hotkey): void {
    const held = shortcuts.register(accelerator, () => {
      log.info({ hotkey }, 'hotkey');
      options.onPress(hotkey);
    });
    if (!held) log.warn({ accelerator }, 'hotkey is taken by another program');
    asked.set(accelerator, { hotkey, held });
  }

  function letGo(accelerator: string): void {
    if (asked.get(accelerator)?.held) shortcuts.unregister(accelerator);
    asked.delete(accelerator);
  }

  return {
    update({ choice, signedIn, inCall }) {
      const wanted = wantedKeys(choice, { signedIn, inCall });
      for (const [accelerator, { hotkey }] of [...asked]) {
        if (wanted.get(accelerator) !== hotkey) letGo(accelerator);
      }
      for (const [accelerator, hotkey] of wanted) {
        if (!asked.has(accelerator)) take(accelerator, hotkey);
      }
    },
    view(choice) {
      return {
        on: choice.on,
        mediaKeys: choice.mediaKeys,
        mediaKeysRefused: Object.keys(mediaKeys).some((key) => asked.get(key)?.held === false),
        keys: hotkeyActions.map((action) => {
          const accelerator = choice.keys[action];
          const key = accelerator === null ? undefined : asked.get(accelerator);
          // Held for another of our actions: for this one it is as good as taken.
          const state =
            key === undefined
              ? 'idle'
              : key.held && key.hotkey === action
                ? 'registered'
                : 'refused';
          return { action, accelerator, state };
        }),
      };
    },
    close() {
      for (const accelerator of [...asked.keys()]) letGo(accelerator);
    },
  };
}
