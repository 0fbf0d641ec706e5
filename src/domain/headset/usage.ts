/**
 * The usages of a headset. HID Usage Tables 1.5: page 0x0B Telephony Device for what it sends,
 * page 0x08 LED for what it is told.
 */

export const telephonyPage = 0x0b;
const ledPage = 0x08;

/** Buttons and switches, by the bit the device sends. */
export const headsetButtons = [
  'hook',
  'mute',
  'flash',
  'redial',
  'drop',
  'programmable',
  'line-busy',
] as const;
export type HeadsetButton = (typeof headsetButtons)[number];

/**
 * The lights Homeline drives: those that every device we know of has. What a device does with
 * `Microphone`, `On-line` or `Message waiting` differs, so they stay dark.
 */
export const headsetLights = ['off-hook', 'ring', 'mute', 'hold'] as const;
export type HeadsetLight = (typeof headsetLights)[number];

const buttonUsages: Readonly<Record<number, HeadsetButton>> = {
  7: 'programmable',
  32: 'hook',
  33: 'flash',
  36: 'redial',
  38: 'drop',
  47: 'mute',
  151: 'line-busy',
};

const lightUsages: Readonly<Record<number, HeadsetLight>> = {
  9: 'mute',
  23: 'off-hook',
  24: 'ring',
  32: 'hold',
};

/** @param usage - Page in the upper 16 bits, usage in the lower, as WebHID gives it. */
export function buttonOf(usage: number): HeadsetButton | null {
  return usage >>> 16 === telephonyPage ? (buttonUsages[usage & 0xffff] ?? null) : null;
}

/** @param usage - Page in the upper 16 bits, usage in the lower, as WebHID gives it. */
export function lightOf(usage: number): HeadsetLight | null {
  return usage >>> 16 === ledPage ? (lightUsages[usage & 0xffff] ?? null) : null;
}
