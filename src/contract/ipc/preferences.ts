import { z } from 'zod';

/** What the agent has set for this computer: the look, the keys, the sound, what is announced. */

/** `system` follows the operating system; `contrast` is the strongest there is, light or dark. */
export const theme = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof theme>;

export const language = z.enum(['en', 'zh-CN', 'vi', 'pseudo']);

/** Percent of the usual text size (WCAG 2.2, 1.4.4: up to 200 %). */
export const textPercent = z.int().min(100).max(200);

/** A key with its modifiers, as the desk's key table writes it. */
const chord = z.object({
  with: z.enum(['primary', 'primary-shift', 'outcome']),
  key: z.string().min(1).max(16),
});

/** The keys of one command, changed by the agent. `single` is the short form of the script pane. */
export const keyBinding = z.object({ chord, single: z.string().min(1).max(16).nullable() });
export type KeyBinding = z.infer<typeof keyBinding>;

/** Name of a command of the key table; main keeps it without knowing the table. */
export const keyCommand = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(48);

/** Changed keys by command; all others have the keys of the table. */
export const keyBindings = z.record(keyCommand, keyBinding);
export type KeyBindings = z.infer<typeof keyBindings>;

/** What the operating system announces when the desk is not in front. */
export const notifications = z.object({
  shown: z.boolean(),
  /** Off: a notification says that somebody calls, not who and why. */
  names: z.boolean(),
});
export type NotificationChoice = z.infer<typeof notifications>;

/** A callback is announced so many minutes before its time. */
export const remindBeforeMinutes = z.int().min(0).max(120);

const deviceLabel = z.string().max(300).nullable();

/** Devices by the label the system gives them; null is the system's own choice. */
export const audioChoice = z.object({
  microphone: deviceLabel,
  speaker: deviceLabel,
  /** Where it rings; null is the speaker. */
  ringer: deviceLabel,
  /** The browser's echo, noise and gain processing; off for headsets that do it themselves. */
  processing: z.boolean(),
});
export type AudioChoice = z.infer<typeof audioChoice>;

/** The sound devices that are there, and those chosen (which may be away). */
export const audioView = z.object({
  microphones: z.array(z.string()),
  outputs: z.array(z.string()),
  chosen: audioChoice,
  /** The microphone is open for its meter. */
  testing: z.boolean(),
});
export type AudioView = z.infer<typeof audioView>;

/** Sound now: root mean square 0…1; null where nothing is measured. */
export type SoundLevels = { readonly sent: number | null; readonly heard: number | null };

/** Every word that main shows outside the desk page (tray, notifications), in its language. */
export const systemWords = z.object({
  ready: z.string().max(120),
  notReady: z.string().max(120),
  onCall: z.string().max(120),
  ringing: z.string().max(120),
  wrapUp: z.string().max(120),
  offline: z.string().max(120),
  signedOut: z.string().max(120),
  openDesk: z.string().max(120),
  getReady: z.string().max(120),
  takeBreak: z.string().max(120),
  compactBar: z.string().max(120),
  quit: z.string().max(120),
  incomingCall: z.string().max(120),
  missedCall: z.string().max(120),
  callbackDue: z.string().max(120),
  somebody: z.string().max(120),
});
export type SystemWords = z.infer<typeof systemWords>;
