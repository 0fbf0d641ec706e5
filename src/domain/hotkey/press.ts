import { assertNever } from '../assert-never.ts';
import type { HeadsetCommand } from '../headset/headset.ts';
import type { HeadsetCalls } from '../headset/headset-calls.ts';
import { type HotkeyAction, type HotkeyChoice, hotkeyActions } from './hotkey.ts';

/** What a key registered with the system stands for. */
export type Hotkey = HotkeyAction | 'play-pause' | 'stop';

export const mediaKeys: Readonly<Record<string, Hotkey>> = {
  MediaPlayPause: 'play-pause',
  MediaStop: 'stop',
};

/**
 * The keys to be held now: none while nobody is signed in, the media keys only while there is a
 * call. A key that was given to two actions belongs to the first.
 */
export function wantedKeys(
  choice: HotkeyChoice,
  now: { readonly signedIn: boolean; readonly inCall: boolean },
): ReadonlyMap<string, Hotkey> {
  const wanted = new Map<string, Hotkey>();
  if (!now.signedIn || !choice.on) return wanted;
  for (const action of hotkeyActions) {
    const accelerator = choice.keys[action];
    if (accelerator !== null && !wanted.has(accelerator)) wanted.set(accelerator, action);
  }
  if (choice.mediaKeys && now.inCall) {
    for (const [key, hotkey] of Object.entries(mediaKeys)) wanted.set(key, hotkey);
  }
  return wanted;
}

/** What pressing it means now; null: nothing, as on the desk where its button would be absent. */
export function hotkeyMeaning(
  hotkey: Hotkey,
  { current, other }: HeadsetCalls,
): HeadsetCommand | { readonly type: 'not-interested' } | null {
  const rings = [other, current].find((call) => call?.phase === 'alerting') ?? null;
  const talk = current === null || current.phase === 'alerting' ? null : current;
  const established = talk?.phase === 'established' ? talk : null;
  switch (hotkey) {
    case 'answer':
      return rings && { type: 'answer', callId: rings.callId, holdCallId: talk?.callId ?? null };
    case 'hang-up':
    case 'stop':
      return talk && { type: 'hang-up', callId: talk.callId };
    case 'mute':
      return established && { type: 'mute', callId: established.callId, muted: !established.muted };
    case 'hold':
      return (
        established && { type: 'hold', callId: established.callId, held: !established.holdWanted }
      );
    case 'play-pause':
      return hotkeyMeaning(rings && !talk ? 'answer' : 'mute', { current, other });
    case 'not-interested':
      return { type: 'not-interested' };
    default:
      return assertNever(hotkey);
  }
}
