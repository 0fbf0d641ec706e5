import { z } from 'zod';
import { headsetButtons, headsetLights } from '../../domain/headset/usage.ts';
import { hotkeyActions, isHotkey } from '../../domain/hotkey/hotkey.ts';

export const headsetButton = z.enum(headsetButtons);
export const hotkeyAction = z.enum(hotkeyActions);
/** Keys in Electron's way of writing: `Control+Shift+F9`. */
export const hotkeyAccelerator = z.string().max(60).refine(isHotkey);

/** The headset as its buttons tell of it; sound devices are another matter. */
export const headsetView = z.object({
  /** As its maker named it. The one in use, or the last one that was. */
  name: z.string().max(200),
  state: z.enum(['connected', 'unplugged']),
  /** Every headset that is plugged in, in the order of plugging. */
  devices: z.array(
    z.object({ deviceId: z.string().max(64), name: z.string().max(200), active: z.boolean() }),
  ),
  /** What it has, and how often each was pressed since it was plugged in. */
  buttons: z.array(z.object({ button: headsetButton, presses: z.int().nonnegative() })),
  lights: z.array(z.enum(headsetLights)),
});
export type HeadsetView = z.infer<typeof headsetView>;

/** Keys that act while another program has the focus. */
export const hotkeysView = z.object({
  on: z.boolean(),
  mediaKeys: z.boolean(),
  /** Whether another program holds the media keys. Known only during a call. */
  mediaKeysRefused: z.boolean(),
  keys: z.array(
    z.object({
      action: hotkeyAction,
      accelerator: z.string().max(60).nullable(),
      /** `idle`: nobody is signed in or hotkeys are off; `refused`: another program has it. */
      state: z.enum(['idle', 'registered', 'refused']),
    }),
  ),
});
export type HotkeysView = z.infer<typeof hotkeysView>;
